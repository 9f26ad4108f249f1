import type { AreaLevel } from './area-code.ts';

/** What an area is called by law; decides its Chinese word (街道、镇、乡、社区、村). */
export const areaKinds = [
  'city',
  'district',
  'county',
  'functionalZone',
  'street',
  'town',
  'township',
  'other',
  'community',
  'village',
  'grid',
] as const;
export type AreaKind = (typeof areaKinds)[number];

const suffixes: [RegExp, string][] = [
  [/社区居民委员会$/, '社区'],
  [/居民委员会$/, '社区'],
  [/社区居委会$/, '社区'],
  [/居委会$/, '社区'],
  [/村村民委员会$/, '村'],
  [/村民委员会$/, '村'],
  [/村委会$/, '村'],
  // Zones without a national code, as everybody says them.
  [/^.*高新技术产业开发区$/, '高新区'],
  [/^.*一体化示范区$/, '示范区'],
];

/** Name as people say it: 天湖苑社区居民委员会 → 天湖苑社区, 余沟村民委员会 → 余沟村, 焦店镇 stays (DESIGN §6). */
export function shortName(name: string): string {
  for (const [pattern, replacement] of suffixes) {
    if (pattern.test(name)) return name.replace(pattern, replacement);
  }
  return name.replace(/街道办事处$/, '街道');
}

/**
 * Kind by code and name. Subdistrict codes say it themselves: 001–099 街道, 100–199 镇, 200–399 乡, from 400 zones and
 * farms; villages count from 200 within their subdistrict (统计用区划代码, DOMAIN §2.3). District codes from 71 on are
 * zones without a national code (高新区, 示范区).
 */
export function areaKind(level: AreaLevel, code: string, name: string): AreaKind {
  switch (level) {
    case 'city':
      return 'city';
    case 'district': {
      if (Number(code.slice(4, 6)) >= 70 && Number(code.slice(4, 6)) < 80) return 'functionalZone';
      return /[县市]$/.test(name) ? 'county' : 'district';
    }
    case 'subdistrict': {
      const n = Number(code.slice(6, 9));
      if (n < 100) return 'street';
      if (n < 200) return 'town';
      if (n < 400) return 'township';
      return 'other';
    }
    case 'community':
      return Number(code.slice(9, 12)) >= 200 || /村(民)?委员会$|村$/.test(name) ? 'village' : 'community';
    case 'grid':
      return 'grid';
  }
}

/** 市指〔2022〕47号: the number of an order, counted per issuer and year; 天湖苑社区请〔2022〕3号 that of a request (请示、请求支持). */
export function orderNumberText(level: AreaLevel, short: string, year: number, number: number, word: '指' | '请' = '指'): string {
  // Headquarters drop their suffix (新华指); a community or grid keeps its name (天湖苑社区指), or one could not tell whose it is.
  const hasHeadquarters = level === 'district' || level === 'subdistrict';
  const stem = level === 'city' ? '市' : hasHeadquarters && short.length > 2 ? short.replace(/(街道|[区县市镇乡])$/, '') : short;
  return `${stem}${word}〔${year}〕${number}号`;
}
