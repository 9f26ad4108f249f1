import { expect, test } from 'vitest';
import { doorsText } from './doors-text.ts';

test('a compound is named once for all its buildings', () => {
  expect(
    doorsText([
      { compoundId: 'a', text: '湖光花园 1号楼' },
      { compoundId: 'a', text: '湖光花园 4号楼2单元' },
      { compoundId: 'b', text: '供电局家属院' },
    ]),
  ).toBe('湖光花园 1号楼、4号楼2单元；供电局家属院');
  expect(doorsText([])).toBe('');
});
