import { describe, expect, it } from 'vitest';
import type { Act, Ground, OwnPlace } from '../../app/ground-types.ts';
import { foldPlaces } from './fold-places.ts';
import { isShortNow, queueNow } from './place-text.ts';

const place = {
  id: 'p',
  name: '1号采样点',
  queue: 'unknown',
  queueAt: null,
  problems: 0,
  shortFrom: null,
  shortUntil: null,
  checks: [{ key: 'order', isMet: null }],
  round: { id: 'r', state: 'open', done: 40 },
} as unknown as OwnPlace;
const ground = { places: { mark: 'm', content: { items: [place], problems: [] } } } as unknown as Ground;
const act = (operation: string, input: object, doneAt = '2022-05-11T02:00:00.000Z') =>
  ({ operation, input, doneAt, subject: 'p', about: { by: '孙丽' } }) as unknown as Act;
const fold = (...acts: Act[]) => acts.reduce(foldPlaces, ground);
const of = (known: Ground) => known.places.content.items[0] as OwnPlace;

describe('what is said and counted at a place without network', () => {
  it('the queue stands at once, by whom; an older word does not overwrite a newer one', () => {
    const now = act('reportQueue', { placeId: 'p', queue: 'long' });
    const before = act('reportQueue', { placeId: 'p', queue: 'short' }, '2022-05-11T01:00:00.000Z');
    expect(of(fold(now, before))).toMatchObject({ queue: 'long', queueBy: '孙丽', queueAt: now.doneAt });
  });

  it('after half an hour nobody knows the queue any more, though no server said so', () => {
    const said = of(fold(act('reportQueue', { placeId: 'p', queue: 'short' })));
    expect(queueNow(said, new Date('2022-05-11T02:20:00Z'))).toBe('short');
    expect(queueNow(said, new Date('2022-05-11T02:31:00Z'))).toBe('unknown');
  });

  it('taps add up, and one that was a slip goes again by a correction', () => {
    const taps = [10, 50, 1].map((amount) => act('addRoundCount', { roundId: 'r', amount }));
    expect(of(fold(...taps, act('correctRoundCount', { roundId: 'r', amount: -50 }))).round?.done).toBe(51);
  });

  it('a round begins once and ends; of another round nothing moves', () => {
    expect(of(fold(act('closeRound', { roundId: 'r' }))).round?.state).toBe('closed');
    expect(of(fold(act('closeRound', { roundId: 'r' }), act('openRound', { roundId: 'r' }))).round?.state).toBe('closed');
    expect(fold(act('openRound', { roundId: 'other' }))).toBe(ground);
  });

  it('a problem stands once until it is settled', () => {
    const told = act('reportPlaceProblem', { placeId: 'p', problemId: 'x', kind: 'noPower', text: null });
    const twice = fold(told, told);
    expect(twice.places.content.problems).toHaveLength(1);
    expect(of(twice).problems).toBe(1);
    const settled = foldPlaces(twice, act('settlePlaceProblem', { problemId: 'x', outcome: '换了插座' }));
    expect(settled.places.content.problems).toEqual([]);
    expect(of(settled).problems).toBe(0);
  });

  it('a check is as it was looked at last', () => {
    expect(of(fold(act('recordPlaceCheck', { placeId: 'p', key: 'order', isMet: false }))).checks[0]).toMatchObject({ isMet: false });
  });
});

describe('a place that lacks people', () => {
  it('is short from its hour on, and no longer after it', () => {
    const short = { ...place, shortFrom: '2022-05-11T02:00:00Z', shortUntil: '2022-05-11T06:00:00Z' };
    expect(
      [new Date('2022-05-11T01:00:00Z'), new Date('2022-05-11T03:00:00Z'), new Date('2022-05-11T06:30:00Z')].map((at) =>
        isShortNow(short, at),
      ),
    ).toEqual([false, true, false]);
  });
});
