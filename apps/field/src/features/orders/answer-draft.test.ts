import type { Question } from '@muster/contract/orders/answers';
import { describe, expect, it } from 'vitest';
import { completed, noAnswer, proposedTimes, tidied, withValue } from './answer-draft.ts';

const each = { key: 'line', kind: 'choice', text: '两米线', perArea: true, required: true } as Question;
const when = { key: 'when', kind: 'time', text: '几点前补齐', perArea: true, required: false } as Question;

const only = (code: string) => ({ things: [{ code, name: code }], ground: [] });

describe('an answer being written', () => {
  it('sends nothing about things or questions that are not asked any more', () => {
    let draft = withValue(noAnswer, each, 'a', 'clear');
    draft = withValue(draft, each, 'gone', 'clear');
    draft = withValue(draft, { ...each, key: 'old' }, 'a', 'clear');
    expect(tidied({ ...draft, note: '  ' }, [each, when], only('a'))).toEqual({ values: { line: { a: 'clear' } } });
  });

  it('takes in what those below reported meanwhile, and never over what was said', () => {
    const draft = withValue(noAnswer, each, 'a', 'fix');
    const proposed = { values: { line: { a: 'clear', b: 'clear' } } };
    expect(completed(draft, proposed).values).toEqual({ line: { a: 'fix', b: 'clear' } });
    expect(completed(noAnswer, proposed)).toEqual(proposed);
    expect(completed(draft, null)).toBe(draft);
  });

  it('forgets a value that was taken back', () => {
    const draft = withValue(withValue(noAnswer, when, 'a', '11:30'), when, 'a', undefined);
    expect(tidied(draft, [when], only('a'))).toEqual({ values: {} });
  });

  it('keeps what was said of a compound that has gone since: the server knows what became of it', () => {
    const question = { key: 'gate', kind: 'tick', text: '有人守吗', perArea: false, each: { of: 'compound' }, required: true } as Question;
    const thing = (id: string, isGone: boolean) => ({ id, of: 'compound' as const, kind: 'managed', name: id, at: null, isGone });
    const draft = withValue(withValue(noAnswer, question, 'here', true), question, 'gone', false);
    const about = { things: [], ground: [thing('here', false), thing('gone', true)] };
    expect(tidied(draft, [question], about).values).toEqual({ gate: { here: true, gone: false } });
  });

  it('proposes times that are still to come, the limit among them', () => {
    expect(proposedTimes(10 * 60 + 41, 12 * 60)).toEqual(['11:30', '12:00', '14:00']);
    expect(proposedTimes(13 * 60, 12 * 60)).toEqual(['13:30', '14:00', '16:00']);
    expect(proposedTimes(23 * 60 + 40, null)).toEqual([]);
  });
});
