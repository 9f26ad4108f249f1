import { expect, test } from 'vitest';
import { buildingNameKey, compoundNameKey } from './compound-names.ts';

test('names that people take for the same compound have one key, others have not', () => {
  expect(new Set(['天湖苑小区', '天湖苑', ' 天湖苑 小区', '天湖苑（小区）'].map(compoundNameKey)).size).toBe(1);
  expect(compoundNameKey('Ａ区')).toBe(compoundNameKey('a区'));
  expect(compoundNameKey('天湖苑一期')).not.toBe(compoundNameKey('天湖苑二期'));
  expect(compoundNameKey('小区')).toBe('小区');
});

test('a building is the same however its number is written', () => {
  expect(new Set(['1号楼', '1幢', '1 栋', '01号楼', '第1号楼', '１号楼', '1#', '1#楼', '1'].map(buildingNameKey))).toEqual(new Set(['1']));
  expect(buildingNameKey('11号楼')).not.toBe(buildingNameKey('1号楼'));
  expect(buildingNameKey('A座')).toBe('a座');
});
