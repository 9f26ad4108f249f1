import { describe, expect, test } from 'vitest';
import {
  isEverOpen,
  isOpenAt,
  nextShortage,
  type ShiftWithPeople,
  type Span,
  shiftsCollide,
  shortages,
  shortSince,
} from './place-times.rules.ts';
import { queueRank, queueShown } from './queue.rules.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const span = (from: string, to: string, weekdays: readonly number[] = everyDay): Span => ({ from, to, weekdays });
/** In the city's time: 2022-05-11 is a Wednesday. */
const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const shift = (from: string, to: string, needed: number, ...people: [string, string, string | null][]): ShiftWithPeople => ({
  ...span(from, to),
  id: `${from}-${to}`,
  needed,
  people: people.map(([personId, fromDay, toDay]) => ({ personId, fromDay, toDay })),
});

describe('what is open', () => {
  test('a place without opening times is open around the clock', () => {
    expect(isOpenAt([], at('2022-05-11 03:00'))).toBe(true);
  });

  test('the end is not open any more, the beginning is', () => {
    const day = [span('07:00', '19:00')];
    expect(isOpenAt(day, at('2022-05-11 07:00'))).toBe(true);
    expect(isOpenAt(day, at('2022-05-11 18:59'))).toBe(true);
    expect(isOpenAt(day, at('2022-05-11 19:00'))).toBe(false);
    expect(isOpenAt(day, at('2022-05-11 06:59'))).toBe(false);
  });

  test('a night over midnight belongs to the day on which it began, in the city’s time', () => {
    const night = [span('22:00', '06:00', [3])];
    expect(isOpenAt(night, at('2022-05-11 23:30'))).toBe(true);
    expect(isOpenAt(night, at('2022-05-12 05:59'))).toBe(true);
    expect(isOpenAt(night, at('2022-05-12 23:30'))).toBe(false);
    expect(isOpenAt(night, at('2022-05-11 05:00'))).toBe(false);
    // 21:30 UTC of the 10th is 05:30 of the 11th in the city.
    expect(isOpenAt([span('05:00', '06:00', [3])], new Date('2022-05-10T21:30:00Z'))).toBe(true);
  });

  test('the same time twice is a whole day', () => {
    const sunday = [span('08:00', '08:00', [7])];
    expect(isOpenAt(sunday, at('2022-05-15 08:00'))).toBe(true);
    expect(isOpenAt(sunday, at('2022-05-16 07:59'))).toBe(true);
    expect(isOpenAt(sunday, at('2022-05-16 08:00'))).toBe(false);
  });

  test('a shift that is never worked while the place is open is told apart', () => {
    expect(isEverOpen([span('08:00', '12:00', [1])], span('08:00', '12:00', [2]))).toBe(false);
    expect(isEverOpen([span('05:00', '07:00', [1])], span('22:00', '06:00', [7]))).toBe(true);
    expect(isEverOpen([], span('08:00', '12:00'))).toBe(true);
  });
});

describe('who is missing', () => {
  const opening = [span('06:00', '22:00')];
  const until = at('2022-05-12 10:00');

  test('with enough people nothing is short, with one fewer it is for as long as the shift runs', () => {
    const two = (to: string | null) => [shift('06:00', '14:00', 2, ['a', '2022-05-01', null], ['b', '2022-05-01', to])];
    expect(nextShortage(opening, two(null), at('2022-05-11 10:00'), until)).toBeNull();
    expect(nextShortage(opening, two('2022-05-10'), at('2022-05-11 10:00'), until)).toEqual({
      from: at('2022-05-11 06:00'),
      to: at('2022-05-11 14:00'),
    });
  });

  test('a person who was entered twice is one', () => {
    const doubled = [shift('06:00', '14:00', 2, ['a', '2022-05-01', null], ['a', '2022-05-11', '2022-05-11'])];
    expect(shortages(opening, doubled, at('2022-05-11 10:00'), at('2022-05-11 11:00'))).toMatchObject([{ needed: 2, standing: 1 }]);
  });

  test('outside of the opening times nobody is missing', () => {
    const night = [shift('20:00', '06:00', 1)];
    expect(nextShortage(opening, night, at('2022-05-11 21:00'), until)).toEqual({
      from: at('2022-05-11 20:00'),
      to: at('2022-05-11 22:00'),
    });
    expect(nextShortage(opening, night, at('2022-05-11 23:00'), until)).toBeNull();
  });

  test('whoever stands in the night shift of a day stands there until the next morning, after his last day too', () => {
    const night = [shift('22:00', '06:00', 1, ['a', '2022-05-10', '2022-05-10'])];
    expect(nextShortage([], night, at('2022-05-11 03:00'), at('2022-05-11 04:00'))).toBeNull();
    expect(nextShortage([], night, at('2022-05-11 21:00'), at('2022-05-12 04:00'))?.from).toEqual(at('2022-05-11 22:00'));
  });

  test('shifts that follow on each other without people are one time, with people between them two', () => {
    const day = [shift('06:00', '14:00', 1), shift('14:00', '22:00', 1)];
    expect(nextShortage(opening, day, at('2022-05-11 10:00'), until)).toEqual({ from: at('2022-05-11 06:00'), to: at('2022-05-11 22:00') });
    const staffed = [shift('06:00', '14:00', 1), shift('14:00', '22:00', 1, ['a', '2022-05-01', null])];
    expect(nextShortage(opening, staffed, at('2022-05-11 10:00'), until)?.to).toEqual(at('2022-05-11 14:00'));
  });

  test('what goes on is short since it began; what an act brought about is not short before it', () => {
    const now = at('2022-05-11 10:00');
    const found = { from: at('2022-05-11 06:00'), to: at('2022-05-11 14:00') };
    expect(shortSince(found, null, now, now)).toEqual(now);
    expect(shortSince(found, { from: at('2022-05-11 08:00'), to: at('2022-05-11 14:00') }, now, now)).toEqual(at('2022-05-11 08:00'));
    expect(shortSince(found, null, now, null)).toEqual(found.from);
    const later = { from: at('2022-05-11 14:00'), to: at('2022-05-11 22:00') };
    expect(shortSince(later, null, now, now)).toEqual(later.from);
  });

  test('two shifts collide when somebody in both would be at two places at once, over midnight too', () => {
    expect(shiftsCollide(span('06:00', '14:00'), span('14:00', '22:00'))).toBe(false);
    expect(shiftsCollide(span('06:00', '14:00'), span('13:00', '15:00'))).toBe(true);
    expect(shiftsCollide(span('22:00', '06:00', [7]), span('05:00', '07:00', [1]))).toBe(true);
    expect(shiftsCollide(span('06:00', '14:00', [1]), span('06:00', '14:00', [2]))).toBe(false);
  });
});

describe('where to go', () => {
  test('a report is believed for half an hour; then nobody knows', () => {
    const report = { queue: 'short' as const, at: at('2022-05-11 10:00') };
    expect(queueShown(report, at('2022-05-11 10:30'))).toBe('short');
    expect(queueShown(report, at('2022-05-11 10:31'))).toBe('unknown');
    expect(queueShown(null, at('2022-05-11 10:00'))).toBe('unknown');
  });

  test('short comes before unknown before long; where no round is open, or it is said to be closed, comes last', () => {
    const ranks = (['short', 'unknown', 'long', 'closed'] as const).map((queue) => queueRank(queue, true));
    expect(ranks).toEqual([0, 1, 2, 3]);
    expect(queueRank('short', false)).toBe(3);
  });
});
