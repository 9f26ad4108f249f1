import { expect, test } from 'vitest';
import type { ZoneLevel } from './zone-regimes.ts';
import { zoneLevelsSchema } from './zone-regimes.ts';
import { dueOf, releaseOf, type ZoneFacts } from './zone-release.rules.ts';

const at = (day: number, hour = 0) => new Date(Date.UTC(2022, 4, day, hour - 8));
const level = (over: Partial<ZoneLevel>): ZoneLevel => ({
  key: 'locked',
  name: '封控区',
  strictness: 'locked',
  measures: [],
  outing: null,
  testDays: [],
  release: [],
  releaseTo: null,
  afterStepDown: null,
  onCase: null,
  ...over,
});
const eighth = level({
  release: [
    { kind: 'daysWithoutCase', days: 14 },
    { kind: 'contactDays', days: 14, negative: true },
    { kind: 'roundNegative', withinDays: 2, fromDay: null },
  ],
});
const nothing: ZoneFacts = { lastCaseAt: null, contact: null, rounds: [], others: {} };
const stay = { since: at(1), closedSince: at(1), steppedFrom: null };
const lacks = (facts: ZoneFacts, now: Date) => releaseOf(eighth, stay, facts, now).conditions.map((one) => one.lacks);

test('eighth edition: all three hold together, and the day of release is the last of them', () => {
  const facts = {
    ...nothing,
    lastCaseAt: at(3, 9),
    contact: { at: at(4, 12), negative: true },
    rounds: [{ at: at(17, 8), negative: true }],
  };
  const { conditions, at: due } = releaseOf(eighth, stay, facts, at(18, 11));
  expect(conditions.map((one) => [one.met, one.at])).toEqual([
    [true, at(17, 9)],
    [false, at(18, 12)],
    [true, at(17, 8)],
  ]);
  expect(due).toEqual(at(18, 12));
});

test('a round that is too old on the day of release does not count; it says from when on one does', () => {
  const facts = { ...nothing, contact: { at: at(6), negative: true }, rounds: [{ at: at(10), negative: true }] };
  const round = releaseOf(eighth, stay, facts, at(16)).conditions[2];
  expect(round).toMatchObject({ met: false, at: null, lacks: 'round', roundFrom: at(18) });
});

test('an overstay does not go away by waiting: the round counts on the day on which all held', () => {
  const facts = { ...nothing, contact: { at: null, negative: true }, rounds: [{ at: at(14), negative: true }] };
  const { conditions, at: due } = releaseOf(eighth, stay, facts, at(25));
  expect(due).toEqual(at(15));
  expect(conditions.every(({ met }) => met)).toBe(true);
});

test('a new case sets the clock back, and no round from before it counts', () => {
  const before = { ...nothing, contact: { at: null, negative: true }, rounds: [{ at: at(14, 10), negative: true }] };
  expect(releaseOf(eighth, stay, before, at(15)).at).toEqual(at(15));
  const after = releaseOf(eighth, stay, { ...before, lastCaseAt: at(14, 12) }, at(15));
  expect(after.at).toBeNull();
  expect(after.conditions[0]?.at).toEqual(at(28, 12));
  expect(after.conditions[2]?.lacks).toBe('round');
});

test('what nobody wrote down is lacking, and is named; a positive round undoes those before it', () => {
  expect(lacks(nothing, at(20))).toEqual([null, 'contact', 'round']);
  expect(lacks({ ...nothing, contact: { at: at(2), negative: false } }, at(20))).toEqual([null, 'negative', 'round']);
  const rounds = [
    { at: at(14), negative: true },
    { at: at(15), negative: false },
  ];
  expect(lacks({ ...nothing, contact: { at: null, negative: true }, rounds }, at(16))).toEqual([null, null, 'round']);
});

test('ninth edition: seven days, a round on day seven, and three days more after it came down', () => {
  const medium = level({
    key: 'medium',
    release: [
      { kind: 'daysWithoutCase', days: 7 },
      { kind: 'roundNegative', withinDays: null, fromDay: 7 },
    ],
    afterStepDown: { from: 'high', release: [{ kind: 'daysAtLevel', days: 3 }] },
  });
  const facts = (day: number) => ({ ...nothing, lastCaseAt: at(1, 15), rounds: [{ at: at(day, 9), negative: true }] });
  expect(releaseOf(medium, stay, facts(7), at(9)).at).toBeNull();
  expect(releaseOf(medium, stay, facts(8), at(9)).at).toEqual(at(8, 15));
  const down = { since: at(8, 20), closedSince: at(1), steppedFrom: 'high' };
  expect(releaseOf(medium, down, facts(8), at(9)).at).toEqual(at(11, 20));
  expect(releaseOf(medium, down, { ...facts(8), lastCaseAt: at(10) }, at(11)).at).toEqual(at(13));
});

test('a precaution area goes when no locked-down or controlled one is left in the district', () => {
  const precaution = level({ key: 'precaution', release: [{ kind: 'othersLifted', levels: ['locked', 'controlled'] }] });
  expect(releaseOf(precaution, stay, { ...nothing, others: { controlled: 1 } }, at(2)).conditions[0]?.lacks).toBe('others');
  expect(releaseOf(precaution, stay, { ...nothing, others: { precaution: 4 } }, at(2)).at).toEqual(at(1));
});

test('a level without conditions is due by its end alone', () => {
  const { at: due } = releaseOf(level({}), stay, nothing, at(20));
  expect(due).toBeNull();
  expect(dueOf(due, at(9))).toEqual({ at: at(9), by: 'end' });
  expect(dueOf(at(8), at(9))).toEqual({ at: at(8), by: 'conditions' });
  expect(dueOf(null, null)).toBeNull();
});

test('levels name each other in order: release leads down, a case leads up, no key twice', () => {
  const faults = (...levels: Partial<ZoneLevel>[]) =>
    (zoneLevelsSchema.safeParse(levels.map((one) => level(one))).error?.issues ?? []).map(({ message }) => message);
  expect(faults({ releaseTo: 'low' }, { key: 'low', strictness: 'precaution', onCase: 'locked' })).toEqual([]);
  expect(faults({ onCase: 'low' }, { key: 'low', strictness: 'precaution', releaseTo: 'locked' })).toEqual([
    'level-not-above',
    'level-not-below',
  ]);
  expect(faults({}, {})).toContain('level-key-twice');
  expect(faults({ strictness: 'precaution' }, { key: 'low', strictness: 'locked' })).toEqual(['level-order']);
});
