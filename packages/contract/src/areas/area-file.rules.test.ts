import { describe, expect, test } from 'vitest';
import { parseCsv } from '../csv.ts';
import { readAreaFile } from './area-file.rules.ts';

const nothing = () => false;
const codes = (text: string, known = nothing as (code: string) => boolean) =>
  readAreaFile(text, known, '4104')?.errors.map((error) => `${error.line} ${error.code}`);

describe('a territory file', () => {
  test('is read whatever spreadsheet saved it: byte order mark, CRLF, quotes, tabs, columns in any order, Chinese names', () => {
    for (const text of [
      'code,name\n4104,平顶山市\n410402,新华区',
      '\uFEFF名称,代码\r\n平顶山市,4104\r\n"新华区",410402\r\n\r\n',
      'code\tname\n4104\t平顶山市\n410402\t新华区\n',
    ]) {
      expect(readAreaFile(text, nothing)?.good.map(({ code, name }) => [code, name])).toEqual([
        ['4104', '平顶山市'],
        ['410402', '新华区'],
      ]);
    }
  });

  test('takes the twelve digits of the national tables for what they mean', () => {
    const file = readAreaFile(
      '代码,名称\n410400000000,平顶山市\n410402000000,新华区\n410402001000,曙光街街道\n410402001001,曙北社区',
      nothing,
    );
    expect(file?.good.map((row) => row.code)).toEqual(['4104', '410402', '410402001', '410402001001']);
  });

  test('tells every faulty row by its line and what is wrong', () => {
    const text = [
      'code,name',
      '4104,平顶山市',
      '41040,新华区',
      'abc,新华区',
      ',新华区',
      '410402,',
      `410403,${'长'.repeat(61)}`,
      '4104,又一个',
      '4105,安阳市',
      '410404001,没有区',
    ].join('\n');
    expect(codes(text)).toEqual([
      '3 row.code-wrong',
      '4 row.code-wrong',
      '5 row.code-missing',
      '6 row.name-missing',
      '7 row.name-long',
      '8 row.code-twice',
      '9 row.code-outside',
      '10 row.parent-unknown',
    ]);
  });

  test('may name an area before its parent, and below one that exists already', () => {
    expect(codes('code,name\n410402001,曙光街街道\n410402,新华区\n4104,平顶山市')).toEqual([]);
    expect(codes('code,name\n410402001,曙光街街道', (code) => code === '410402')).toEqual([]);
  });

  test('never gives a good row whose parent is bad: good rows alone can be stored', () => {
    const file = readAreaFile('code,name\n4104,平顶山市\n410402,\n410402001,曙光街街道\n410402001001,曙北社区', nothing);
    expect(file?.good.map((row) => row.code)).toEqual(['4104']);
    expect(file?.errors.map((error) => error.line)).toEqual([3, 4, 5]);
  });

  test('without its columns, or with a quote left open, is no territory file', () => {
    expect(readAreaFile('', nothing)).toBeNull();
    expect(readAreaFile('4104,平顶山市', nothing)).toBeNull();
    expect(readAreaFile('code,name\n4104,"平顶山市', nothing)).toBeNull();
  });
});

test('a row keeps the line on which it begins, also behind a cell of several lines', () => {
  expect(parseCsv('a,b\n"x\ny",1\nz,2')).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['x\ny', '1'] },
    { line: 4, cells: ['z', '2'] },
  ]);
});
