import { stateOfLetter } from '@muster/ui/drain';
import { formatNumber } from '@muster/ui/format';
import { attentionWords } from '@muster/ui/words/attention.words';
import { dictionary } from '@muster/ui/words/dictionary';

const plain = dictionary(
  {
    communities: (n: string) => `${n} 个社区`,
    some: (n: string, state: string) => `${n} 个${state}`,
    inOrder: '都正常',
    oneInOrder: '正常',
    join: '，',
    map: '地图',
    label: (area: string) => `${area}的地图，同样的内容在表格里`,
    up: '上一级',
    beside: '没有轮廓',
    besideNote: '地图上画不出来的，列在这里',
    besideOf: (n: string) => `${n} 个社区没有位置`,
    blank: (area: string) => `${area}还没有轮廓，小区也没有位置`,
    blankNote: '在“区域”里导入轮廓（GeoJSON），或者在小区页写上位置，这里就画得出来。',
    zoomIn: '放大',
    zoomOut: '缩小',
    whole: '全图',
    drag: '拖动看旁边，点区县往下看',
    compound: '小区（演示的位置是编的）',
    compoundReal: '小区',
    outline: '边界是示意',
    testPoint: '采样点',
    queue: { short: '排队短', long: '排队长', closed: '停采', unknown: '排队不清楚' },
    zone: { locked: (n: string) => `封控 ${n}`, controlled: (n: string) => `管控 ${n}`, precaution: (n: string) => `防范 ${n}` },
  },
  {
    communities: (n) => `${n} communities`,
    some: (n, state) => `${n} ${state.toLowerCase()}`,
    inOrder: 'all in order',
    oneInOrder: 'in order',
    join: ', ',
    map: 'Map',
    label: (area) => `Map of ${area}; the table says the same`,
    up: 'Up',
    beside: 'No outline',
    besideNote: 'What the map cannot show',
    besideOf: (n) => `${n} communities without a position`,
    blank: (area) => `${area} has no outline, and its compounds have no position`,
    blankNote: 'Load outlines (GeoJSON) on the page of areas, or give compounds their position, and they are drawn here.',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    whole: 'Whole map',
    drag: 'Drag to move, choose a district to go deeper',
    compound: 'Compound (positions of the demonstration are made up)',
    compoundReal: 'Compound',
    outline: 'Borders are for orientation',
    testPoint: 'Test point',
    queue: { short: 'short queue', long: 'long queue', closed: 'closed', unknown: 'queue unknown' },
    zone: { locked: (n) => `${n} locked down`, controlled: (n) => `${n} controlled`, precaution: (n) => `${n} precaution` },
  },
);

/** “新华区，67 个社区，9 个过了时限，3 个还在等人”: what the squares of an area say. */
function spoken(name: string, communities: number, letters: string): string {
  const counts = new Map<string, number>();
  for (const letter of letters) {
    const state = stateOfLetter[letter] ?? 'done';
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  const states = [...counts].map(([state, n]) => plain.some(formatNumber(n), attentionWords.state[state as 'late']));
  return [name, plain.communities(formatNumber(communities)), ...(states.length > 0 ? states : [plain.inOrder])].join(plain.join);
}

function spokenTile(name: string, letter: string): string {
  const state = stateOfLetter[letter] ?? 'done';
  return [name, state === 'done' ? plain.oneInOrder : attentionWords.state[state]].join(plain.join);
}

/** 封控 2 管控 3: only what there is. */
function zoneCounts(counts: { locked: number; controlled: number; precaution: number }): string {
  return (['locked', 'controlled', 'precaution'] as const)
    .filter((level) => counts[level] > 0)
    .map((level) => plain.zone[level](formatNumber(counts[level])))
    .join(' ');
}

export const mapWords = { ...plain, spoken, spokenTile, zoneCounts };
