import { missingAnswers } from '@muster/contract/orders/answer-rules';
import type { Question } from '@muster/contract/orders/answers';
import { describe, expect, test } from 'vitest';
import { answerSummary, checkAnswer } from './answers.rules.ts';
import { checkEach, followMerges } from './ground.rules.ts';

const question: Question = { key: 'gate', kind: 'tick', text: '有人守吗', perArea: false, each: { of: 'compound' }, required: true };
const thing = (id: string, more: object = {}) => ({
  id,
  of: 'compound' as const,
  kind: 'managed',
  name: id,
  at: null,
  isGone: false,
  mergedInto: null as string | null,
  ...more,
});
const about = (...ground: ReturnType<typeof thing>[]) => ({ things: [], ground });

describe('an answer about each compound', () => {
  test('lacks whatever was on the screen and was not said, and nothing that came since', () => {
    const given = { values: { gate: { a: true } } };
    const now = about(thing('a'), thing('b'), thing('c'));
    expect(missingAnswers([question], given, now).map(({ thing: one }) => one?.code)).toEqual(['b', 'c']);
    expect(missingAnswers([question], given, now, new Set(['a', 'b'])).map(({ thing: one }) => one?.code)).toEqual(['b']);
    expect(() => checkAnswer([question], given, now, ['a'])).not.toThrow();
    expect(() => checkAnswer([question], given, now)).toThrow(expect.objectContaining({ code: 'order.answer-incomplete' }));
  });

  test('keeps what was said of one that was closed meanwhile; of one that never was there it is refused', () => {
    const given = { values: { gate: { a: true, b: false } } };
    expect(checkAnswer([question], given, about(thing('a'), thing('b', { isGone: true }))).values).toEqual(given.values);
    expect(() => checkAnswer([question], given, about(thing('a')))).toThrow(
      expect.objectContaining({ code: 'order.answer-unknown-thing' }),
    );
  });

  test('of one kind asks about no other kind', () => {
    const only = { ...question, each: { of: 'compound' as const, kind: 'unmanaged' as const } };
    const ground = about(thing('a', { kind: 'unmanaged' }), thing('b'));
    expect(missingAnswers([only], { values: {} }, ground).map(({ thing: one }) => one?.code)).toEqual(['a']);
  });

  test('follows a compound that became part of another, and never over what was said of that one', () => {
    const ground = [thing('old', { isGone: true, mergedInto: 'new' }), thing('new')];
    expect(followMerges([question], { values: { gate: { old: false } } }, ground).values).toEqual({ gate: { new: false } });
    expect(followMerges([question], { values: { gate: { old: false, new: true } } }, ground).values).toEqual({ gate: { new: true } });
  });

  test('says in one line how many are so', () => {
    const given = { values: { gate: { a: true, b: true, c: false } } };
    expect(answerSummary([question], given, about(thing('a'), thing('b'), thing('c')))).toBe('2 个是、1 个否');
  });

  test('is asked of desks of subdistricts, communities and grids alone', () => {
    const reached =
      (desks: string[], people: unknown[] = []) =>
      () =>
        checkEach([question], { desks, people, units: [] });
    expect(reached(['410402100', '410402100201', '410402100201001'])).not.toThrow();
    expect(reached(['410402'])).toThrow(expect.objectContaining({ code: 'order.each-not-theirs' }));
    expect(reached(['410402100201'], [{}])).toThrow(expect.objectContaining({ code: 'order.each-not-theirs' }));
  });
});
