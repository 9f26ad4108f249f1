/**
 * A small part of the real territory: two districts with a street and a town, communities and villages. Enough for
 * above, below, beside and outside.
 */
export const cityCode = '4104';

export const territory: readonly [string, string][] = [
  ['4104', '平顶山市'],
  ['410402', '新华区'],
  ['410402001', '曙光街街道'],
  ['410402001001', '曙北社区居民委员会'],
  ['410402001002', '曙光社区居民委员会'],
  ['410402100', '焦店镇'],
  ['410402100001', '天湖苑社区居民委员会'],
  ['410402100200', '余沟村民委员会'],
  ['410402100201', '曾庄村民委员会'],
  ['410403', '卫东区'],
  ['410403001', '东安路街道'],
  ['410403001001', '东环社区居民委员会'],
  ['410403001002', '矿工路社区居民委员会'],
];

export const territoryCsv = ['code,name', ...territory.map((row) => row.join(','))].join('\n');

/** Where tests act, by name. */
export const places = {
  city: '4104',
  xinhua: '410402',
  shuguang: '410402001',
  shubei: '410402001001',
  jiaodian: '410402100',
  tianhuyuan: '410402100001',
  yugou: '410402100200',
  weidong: '410403',
  donghuan: '410403001001',
} as const;
