import type { CompoundKind } from '@muster/contract/compounds/compound-kinds';
import { compoundNameKey } from '@muster/contract/compounds/compound-names';
import type { EnteredCompound } from '../../features/compounds/index.ts';
import { newId } from '../../platform/ids.ts';
import { type Random, seeded } from './random.ts';

/** 市内五区 (DOMAIN §2.4); the two functional zones stand under their codes in our territory file. */
const urban = ['410402', '410403', '410411', '410471', '410472'];

type MadeUp = [name: string, kind: CompoundKind, households: number, buildings: number];

/** The community of the pictures (design 04). */
const tianhuyuan: readonly MadeUp[] = [
  ['天湖苑小区', 'managed', 1146, 28],
  ['湖光花园', 'managed', 842, 20],
  ['矿务局东家属院', 'unmanaged', 418, 14],
  ['西高皇棚户片', 'urbanVillage', 386, 0],
  ['供电局家属院', 'unmanaged', 204, 6],
  ['湖滨新苑', 'managed', 352, 8],
  ['建行家属楼', 'dormitory', 64, 2],
];

const firsts = [
  '湖光',
  '锦绣',
  '阳光',
  '鹰城',
  '蓝湾',
  '翠竹',
  '金山',
  '书香',
  '和顺',
  '康乐',
  '建设',
  '光明',
  '开源',
  '平安',
  '东方',
  '凤凰',
  '春晓',
  '祥云',
  '丰泽',
  '天鹰',
];
const lasts = ['花园', '新苑', '佳苑', '名邸', '小区', '家园', '新城', '雅居'];
const works = ['矿务局', '纺织厂', '供电局', '化肥厂', '机械厂', '铁路', '粮食局', '水泥厂', '印刷厂', '运输公司'];
const roads = ['建设路', '矿工路', '湛北路', '开源路', '中兴路', '光明路', '新华路', '凌云路', '黄河路', '新城大道'];

/**
 * Compounds of the five urban districts, two to four a community: plausible, the same every time, and marked as made up.
 * Villages have their groups instead.
 */
export function madeUpCompounds(areas: readonly { code: string; shortName: string }[]): EnteredCompound[] {
  const random = seeded(20220506);
  return areas
    .filter(({ code }) => code.length === 12 && urban.includes(code.slice(0, 6)))
    .flatMap(({ code, shortName }) => ofCommunity(random, code, shortName));
}

function ofCommunity(random: Random, code: string, community: string): EnteredCompound[] {
  if (code === '410402010002') return tianhuyuan.map((one) => compound(random, code, one));
  const isVillage = community.endsWith('村');
  const count = 2 + random.below(3);
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, at) => {
    let name = isVillage ? `${'一二三四五'[at]}组` : cityName(random);
    while (taken.has(compoundNameKey(name))) name = cityName(random);
    taken.add(compoundNameKey(name));
    const kind = isVillage ? 'villageGroup' : kindOf(random, name);
    const buildings = kind === 'villageGroup' || kind === 'urbanVillage' ? 0 : 2 + random.below(14);
    return compound(random, code, [name, kind, buildings === 0 ? 60 + random.below(160) : buildings * (24 + random.below(40)), buildings]);
  });
}

function cityName(random: Random): string {
  if (random.chance(0.3)) return `${random.pick(works)}${random.pick(['', '东', '西', '南', '北'])}家属院`;
  return random.pick(firsts) + random.pick(lasts);
}

function kindOf(random: Random, name: string): CompoundKind {
  if (!name.endsWith('家属院')) return random.chance(0.08) ? 'urbanVillage' : 'managed';
  return random.chance(0.6) ? 'unmanaged' : 'dormitory';
}

function compound(random: Random, communityCode: string, [name, kind, households, buildings]: MadeUp): EnteredCompound {
  const share = buildings === 0 ? 0 : Math.floor(households / buildings);
  const people = (some: number) => Math.round(some * (2.2 + random.next() * 0.8));
  const floors = kind === 'managed' ? 6 + random.below(20) : 5 + random.below(2);
  const left = households - share * buildings;
  return {
    id: newId(),
    communityCode,
    name,
    kind,
    lacks: kind === 'unmanaged' ? (random.chance(0.5) ? ['management'] : ['supervisor', 'management', 'protection']) : [],
    gridCode: null,
    aliases: [],
    address: { road: random.pick(roads), number: `${1 + random.below(300)}号`, yard: null },
    gates: random.chance(0.6) ? ['南门'] : ['南门', '北门'],
    otherHouseholds: left,
    otherResidents: people(left),
    buildings: Array.from({ length: buildings }, (_, at) => ({
      id: newId(),
      name: `${at + 1}号楼`,
      units: 2 + random.below(3),
      floors,
      households: share,
      residents: people(share),
    })),
  };
}
