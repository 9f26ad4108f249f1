import { expect, test } from 'vitest';
import { decodeCsv, rowCount, withLine } from './csv-file.ts';

test('a file saved by a spreadsheet on Chinese Windows (GB18030) reads as well as one in UTF-8', () => {
  const gb18030 = new Uint8Array([0xbd, 0xb9, 0xb5, 0xea, 0xd5, 0xf2]); // 焦店镇
  expect(decodeCsv(gb18030.buffer)).toBe('焦店镇');
  expect(decodeCsv(new TextEncoder().encode('焦店镇').buffer as ArrayBuffer)).toBe('焦店镇');
});

test('a line that is put right leaves all others, and the number of rows, as they were', () => {
  const file = { name: 'a.csv', lines: ['code,name', '41040,新华区', '410403,卫东区'] };
  const fixed = withLine(file, 2, '410402,新华区');
  expect(fixed.lines).toEqual(['code,name', '410402,新华区', '410403,卫东区']);
  expect(rowCount(fixed)).toBe(2);
});
