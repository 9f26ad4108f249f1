/**
 * Mosaic layout: every community is one equal square, grouped by block (district) and patch (subdistrict), without any
 * outline data. Pure; laid out once per size, not per update. It is drawn with one path per state, never with one DOM
 * node per community.
 *
 * 1. Blocks are placed in columns of rows. `arrangement` (one small list kept with the city) puts them roughly where
 *    they lie on the map; without it they are balanced into columns by size.
 * 2. The pitch is the largest whole number of pixels at which all columns fit.
 * 3. Inside a block, communities run in code order through vertical strips, alternately down and up, so that each
 *    subdistrict is one connected patch and stays where it is when its neighbours grow.
 */
import { bestWalk, patchDigits } from './mosaic-walk.ts';

export interface MosaicArea {
  code: string;
  name: string;
}

export interface MosaicBox {
  width: number;
  height: number;
  /** Room for the heading above each block. */
  heading?: number;
  gap?: number;
  /** Columns of rows of block codes. */
  arrangement?: readonly (readonly (readonly string[])[])[] | undefined;
  /** Digits of the codes that become blocks: 6 for districts in a city, 9 for subdistricts in a district. */
  blockDigits?: number;
  /** Room that the heading of a block needs. */
  minWidth?: (block: { code: string; name: string; count: number }) => number;
  minPitch?: number;
  maxPitch?: number;
}

export interface MosaicCell extends MosaicArea {
  block: string;
  patch: string;
  x: number;
  y: number;
}

export interface MosaicBlock {
  code: string;
  name: string;
  count: number;
  x: number;
  y: number;
  headingY: number;
  cols: number;
  rows: number;
}

export interface MosaicPatch {
  code: string;
  name: string;
  block: string;
  cells: MosaicCell[];
}

export interface Mosaic {
  pitch: number;
  width: number;
  height: number;
  blocks: MosaicBlock[];
  cells: MosaicCell[];
  patches: MosaicPatch[];
}

interface Group {
  code: string;
  name: string;
  communities: MosaicArea[];
}

interface Placing {
  width: number;
  height: number;
  heading: number;
  gap: number;
  pitch: number;
  minWidth: (group: Group) => number;
}

type Columns = Group[][][];
const communityDigits = 12;

export function layoutMosaic(areas: readonly MosaicArea[], box: MosaicBox): Mosaic {
  const { width, height, heading = 18, gap = 10, blockDigits = 6, minPitch = 4, maxPitch = 40 } = box;
  const names = new Map(areas.map((area) => [area.code, area.name]));
  const groups = groupsOf(areas, blockDigits, names);
  if (groups.size === 0) return { pitch: maxPitch, width: 0, height: 0, blocks: [], cells: [], patches: [] };
  const minWidth = (group: Group) => box.minWidth?.({ code: group.code, name: group.name, count: group.communities.length }) ?? 40;
  const columns = columnsOf(groups, box.arrangement, width / height);
  // No pitch at which the squares alone are larger than the box needs to be tried.
  const widest = Math.floor(Math.sqrt((width * height) / count([...groups.values()])));
  for (let pitch = Math.min(maxPitch, widest); pitch >= minPitch; pitch--) {
    const placed = place(columns, { width, height, heading, gap, pitch, minWidth });
    if (placed) return finish(placed, pitch, names);
  }
  throw new Error(`mosaic: ${width}×${height} is too small for ${areas.length} areas`);
}

function groupsOf(areas: readonly MosaicArea[], digits: number, names: Map<string, string>): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const area of areas) {
    if (area.code.length !== communityDigits) continue;
    const code = area.code.slice(0, digits);
    const group = groups.get(code);
    if (group) group.communities.push(area);
    else groups.set(code, { code, name: names.get(code) ?? '', communities: [area] });
  }
  return groups;
}

/** The hand arrangement; a block that it does not know (a district founded since) goes below the shortest column. */
function columnsOf(groups: Map<string, Group>, arrangement: MosaicBox['arrangement'], ratio: number): Columns {
  const arranged = (arrangement ?? [])
    .map((rows) => rows.map((row) => row.map((code) => groups.get(code)).filter(isGroup)).filter((row) => row.length > 0))
    .filter((column) => column.length > 0);
  const known = new Set(arranged.flat(2).map((group) => group.code));
  const left = [...groups.values()].filter((group) => !known.has(group.code));
  if (arranged.length === 0) return balancedColumns(left, ratio);
  for (const group of left) arranged.reduce((a, b) => (count(b.flat()) < count(a.flat()) ? b : a)).push([group]);
  return arranged;
}

function isGroup(group: Group | undefined): group is Group {
  return group !== undefined;
}

function balancedColumns(groups: Group[], ratio: number): Columns {
  const total = count(groups);
  const wanted = Math.min(groups.length, Math.max(1, Math.round(Math.sqrt(groups.length * ratio) / 1.4)));
  const columns = Array.from({ length: wanted }, () => ({ n: 0, list: [] as Group[] }));
  for (const group of [...groups].sort((a, b) => b.communities.length - a.communities.length || (a.code < b.code ? -1 : 1))) {
    const least = columns.reduce((a, b) => (b.n < a.n ? b : a));
    least.n += group.communities.length;
    least.list.push(group);
  }
  // Small blocks of one column stand side by side, at most three in a row.
  const small = total / groups.length / 2;
  return columns.map(({ list }) => {
    const rows: Group[][] = [];
    for (const group of list) {
      const last = rows[rows.length - 1];
      const fits = last?.[0] && group.communities.length < small && last[0].communities.length < small && last.length < 3;
      if (last && fits) last.push(group);
      else rows.push([group]);
    }
    return rows;
  });
}

function count(groups: readonly Group[]): number {
  return groups.reduce((n, group) => n + group.communities.length, 0);
}

interface Placed {
  blocks: { group: Group; x: number; y: number; cols: number; rows: number; headingY: number }[];
  width: number;
  height: number;
}

function place(columns: Columns, p: Placing): Placed | null {
  const cellsAcross = Math.floor((p.width - p.gap * (columns.length - 1)) / p.pitch);
  const sums = columns.map((column) => column.reduce((n, row) => n + count(row), 0));
  const total = sums.reduce((a, b) => a + b, 0);
  const widths = sums.map((sum) => Math.max(4, Math.floor((cellsAcross * sum) / total)));
  const stack = (i: number, cells: number) => (columns[i] as Group[][]).map((row) => rowBlocks(row, cells, p));
  const tall = (i: number, cells: number) =>
    stack(i, cells).reduce((h, row) => h + p.heading + row.rows * p.pitch, p.gap * ((columns[i] as Group[][]).length - 1));
  const heights = () => columns.map((_, i) => tall(i, widths[i] as number));
  // Hand out what is left, always to the tallest column; then try to level.
  for (let left = cellsAcross - widths.reduce((a, b) => a + b, 0); left > 0; left--) {
    const now = heights();
    const tallest = now.indexOf(Math.max(...now));
    widths[tallest] = (widths[tallest] as number) + 1;
  }
  for (let turn = 0; turn < 40; turn++) {
    const now = heights();
    const high = now.indexOf(Math.max(...now));
    const low = now.indexOf(Math.min(...now));
    const lowWidth = widths[low] as number;
    if (lowWidth < 5 || tall(low, lowWidth - 1) >= (now[high] as number)) break;
    widths[low] = lowWidth - 1;
    widths[high] = (widths[high] as number) + 1;
  }
  const blocks: Placed['blocks'] = [];
  let x = 0;
  let bottom = 0;
  columns.forEach((_, i) => {
    let y = 0;
    for (const row of stack(i, widths[i] as number)) {
      let blockX = x;
      for (const block of row.blocks) {
        blocks.push({ ...block, x: blockX, y: y + p.heading, headingY: y });
        blockX += block.cols * p.pitch + p.gap;
      }
      y += p.heading + row.rows * p.pitch + p.gap;
    }
    bottom = Math.max(bottom, y - p.gap);
    x += (widths[i] as number) * p.pitch + p.gap;
  });
  return bottom <= p.height && x - p.gap <= p.width ? { blocks, width: x - p.gap, height: bottom } : null;
}

/** Blocks side by side in one row share its width by size. */
function rowBlocks(row: readonly Group[], cols: number, p: Placing) {
  const gapCells = Math.ceil((p.gap * (row.length - 1)) / p.pitch);
  const free = cols - gapCells;
  const n = count(row);
  const least = row.map((group) => Math.max(1, Math.min(Math.ceil(p.minWidth(group) / p.pitch), Math.floor(free / row.length))));
  const w = row.map((group, i) => Math.max(least[i] as number, Math.floor((free * group.communities.length) / n)));
  for (let over = w.reduce((a, b) => a + b, 0) - free; over > 0; over--) {
    const slack = w.map((width, i) => width - (least[i] as number));
    const widest = slack.indexOf(Math.max(...slack));
    w[widest] = Math.max(1, (w[widest] as number) - 1);
  }
  const need = (i: number) => Math.ceil((row[i] as Group).communities.length / (w[i] as number));
  for (let left = free - w.reduce((a, b) => a + b, 0); left > 0; left--) {
    const rows = row.map((_, i) => need(i));
    const tallest = rows.indexOf(Math.max(...rows));
    w[tallest] = (w[tallest] as number) + 1;
  }
  const blocks = row.map((group, i) => ({ group, cols: w[i] as number, rows: need(i) }));
  return { blocks, rows: Math.max(...blocks.map((block) => block.rows)) };
}

function finish(placed: Placed, pitch: number, names: Map<string, string>): Mosaic {
  const cells: MosaicCell[] = [];
  const patches = new Map<string, MosaicPatch>();
  for (const block of placed.blocks) {
    const list = block.group.communities;
    const order = bestWalk(list, block.cols, block.rows);
    order.forEach(([col, row], i) => {
      const community = list[i] as MosaicArea;
      const patch = community.code.slice(0, patchDigits);
      const cell: MosaicCell = {
        code: community.code,
        name: community.name,
        block: block.group.code,
        patch,
        x: block.x + col * pitch,
        y: block.y + row * pitch,
      };
      cells.push(cell);
      const known = patches.get(patch);
      if (known) known.cells.push(cell);
      else patches.set(patch, { code: patch, name: names.get(patch) ?? '', block: block.group.code, cells: [cell] });
    });
  }
  const blocks = placed.blocks.map(({ group, ...at }) => ({ code: group.code, name: group.name, count: group.communities.length, ...at }));
  return { pitch, width: placed.width, height: placed.height, blocks, cells, patches: [...patches.values()] };
}
