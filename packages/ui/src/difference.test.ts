import { describe, expect, it } from 'vitest';
import { isDifferent, orderDifference, textDifference } from './difference.ts';

const said = {
  title: '采样点两米线自查',
  body: '今天中午前走一遍。看两米线清不清楚。',
  questions: [{ key: 'clear', kind: 'tick' as const, text: '清楚吗', perArea: true, required: true }],
  acknowledgeBy: '2022-05-11T02:00:00.000Z',
  answerBy: '2022-05-11T04:00:00.000Z',
};
const before = (parts: { kind: string; text: string }[]) =>
  parts
    .filter((part) => part.kind !== 'added')
    .map((part) => part.text)
    .join('');
const after = (parts: { kind: string; text: string }[]) =>
  parts
    .filter((part) => part.kind !== 'removed')
    .map((part) => part.text)
    .join('');

describe('what changed in a text', () => {
  it('both texts can be read out of it, whatever they are', () => {
    const pieces = ['今天', '中午前', '走一遍。', '看两米线', '10:30', '\n', '不', '清楚！', 'A区', '', '，'];
    let seed = 7;
    const next = (n: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % n;
    };
    for (let i = 0; i < 300; i++) {
      const text = () => Array.from({ length: next(30) }, () => pieces[next(pieces.length)]).join('');
      const [a, b] = [text(), text()];
      const parts = textDifference(a, b);
      expect(before(parts)).toBe(a);
      expect(after(parts)).toBe(b);
    }
  });

  it('a changed word is shown in its sentence, and the sentences beside it stay', () => {
    expect(textDifference('今天中午前走一遍。看两米线。', '今天下午前走一遍。看两米线。')).toEqual([
      { kind: 'same', text: '今天' },
      { kind: 'removed', text: '中' },
      { kind: 'added', text: '下' },
      { kind: 'same', text: '午前走一遍。看两米线。' },
    ]);
  });

  it('a time is one piece: 10:30 becomes 11:30, not a 0 a 1', () => {
    expect(textDifference('10:30 前办完。', '11:30 前办完。')).toEqual([
      { kind: 'removed', text: '10:30' },
      { kind: 'added', text: '11:30' },
      { kind: 'same', text: ' 前办完。' },
    ]);
  });

  it('a single comma that stayed between two changes is part of them', () => {
    const parts = textDifference('今天中午前走一遍。看两米线清不清楚，不清楚的补上。', '今天中午前走一遍，拍照。');
    expect(parts).toEqual([
      { kind: 'same', text: '今天中午前走一遍' },
      { kind: 'removed', text: '。看两米线清不清楚，不清楚的补上' },
      { kind: 'added', text: '，拍照' },
      { kind: 'same', text: '。' },
    ]);
  });

  it('a sentence that was written anew is shown whole', () => {
    expect(textDifference('两米线走一遍。', '改为核对名册，不用出门。').map((part) => part.kind)).toEqual(['removed', 'added']);
  });

  it('texts of 4,000 characters are compared at once', () => {
    const long = '今天中午前，各采样点走一遍，看两米线清不清楚。'.repeat(170);
    const began = performance.now();
    const parts = textDifference(long, `先做这件。${long.slice(0, 2000)}${long.slice(2100)}`);
    expect(before(parts)).toBe(long);
    expect(performance.now() - began).toBeLessThan(500);
  });
});

describe('what changed in an order', () => {
  it('nothing is nothing', () => {
    expect(isDifferent(orderDifference(said, { ...said, acknowledgeBy: '2022-05-11T10:00:00.000+08:00' }))).toBe(false);
  });

  it('limits and questions stand beside what they were; what is as before is left out', () => {
    const other = { key: 'fixed-by', kind: 'time' as const, text: '几点前补齐', perArea: false, required: true };
    const difference = orderDifference(said, { ...said, answerBy: '2022-05-11T06:00:00.000Z', questions: [...said.questions, other] });
    expect(difference).toEqual({
      title: null,
      body: null,
      acknowledgeBy: null,
      answerBy: { before: said.answerBy, after: '2022-05-11T06:00:00.000Z' },
      questions: [{ before: null, after: other }],
    });
    expect(orderDifference(said, { ...said, questions: [] }).questions).toEqual([{ before: said.questions[0], after: null }]);
  });
});
