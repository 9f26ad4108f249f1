import { cityDay, dayAfter, startOfCityDay } from '../city-time.ts';
import type { ZoneCondition, ZoneLevel } from './zone-regimes.ts';

const dayMs = 86_400_000;

/** What is known of a zone, without any person: dates, counts and flags. */
export interface ZoneFacts {
  lastCaseAt: Date | null;
  /** The last exposure of the last close contact; `at` null: it is known that there is none. Null: nothing was recorded. */
  contact: { at: Date | null; negative: boolean } | null;
  /** Rounds of everybody, in time order. */
  rounds: readonly { at: Date; negative: boolean }[];
  /** Zones of each level that are left in the district. */
  others: Readonly<Record<string, number>>;
}

export interface ZoneStay {
  /** On this level since, and closed at all since. */
  since: Date;
  closedSince: Date;
  /** The stricter level from which it came down. */
  steppedFrom: string | null;
}

export interface ConditionState {
  condition: ZoneCondition;
  met: boolean;
  /** When it was or will be met by what is known now; null when something is lacking. */
  at: Date | null;
  lacks: 'contact' | 'negative' | 'round' | 'others' | null;
  /** From when on a round counts, where that is what is lacking. */
  roundFrom: Date | null;
}

/** The conditions that hold for a stay on a level: others where it came down from a stricter one. */
export function conditionsOf(level: ZoneLevel, stay: Pick<ZoneStay, 'steppedFrom'>): readonly ZoneCondition[] {
  const { afterStepDown } = level;
  return afterStepDown && stay.steppedFrom === afterStepDown.from ? afterStepDown.release : level.release;
}

/**
 * Each condition of release with when it is met, and when all are: `at` is the first moment at which all of them hold
 * together. A round that is too old by then does not count, and none counts from before the last case.
 */
export function releaseOf(
  level: ZoneLevel,
  stay: ZoneStay,
  facts: ZoneFacts,
  now: Date,
): { conditions: ConditionState[]; at: Date | null } {
  const conditions = conditionsOf(level, stay);
  const states = conditions.map((condition) => (condition.kind === 'roundNegative' ? null : plainState(condition, stay, facts, now)));
  const others = states.filter((state) => state !== null);
  const rest = others.some(({ at }) => at === null)
    ? null
    : latest(
        others.map(({ at }) => at as Date),
        stay.closedSince,
      );
  const all = conditions.map((condition, index) =>
    condition.kind === 'roundNegative' ? roundState(condition, stay, facts, rest, now) : (states[index] as ConditionState),
  );
  const known = all.length > 0 && all.every(({ at }) => at !== null);
  return {
    conditions: all,
    at: known
      ? latest(
          all.map(({ at }) => at as Date),
          stay.closedSince,
        )
      : null,
  };
}

function plainState(condition: ZoneCondition, stay: ZoneStay, facts: ZoneFacts, now: Date): ConditionState {
  const from = (at: Date): ConditionState => ({ condition, met: at <= now, at, lacks: null, roundFrom: null });
  const lacking = (lacks: ConditionState['lacks']): ConditionState => ({ condition, met: false, at: null, lacks, roundFrom: null });
  switch (condition.kind) {
    case 'daysWithoutCase':
      return from(after(facts.lastCaseAt ?? stay.closedSince, condition.days));
    case 'daysAtLevel': {
      const base = facts.lastCaseAt && facts.lastCaseAt > stay.since ? facts.lastCaseAt : stay.since;
      return from(after(base, condition.days));
    }
    case 'contactDays':
      if (facts.contact === null) return lacking('contact');
      if (facts.contact.at === null) return from(stay.closedSince);
      if (condition.negative && !facts.contact.negative) return lacking('negative');
      return from(after(facts.contact.at, condition.days));
    case 'othersLifted':
      return condition.levels.some((key) => (facts.others[key] ?? 0) > 0) ? lacking('others') : from(stay.since);
    case 'roundNegative':
      return lacking('round');
  }
}

/** The round that lets the zone go first, when the other conditions are met at `rest` (null: not known yet). */
function roundState(
  condition: Extract<ZoneCondition, { kind: 'roundNegative' }>,
  stay: ZoneStay,
  facts: ZoneFacts,
  rest: Date | null,
  now: Date,
): ConditionState {
  const lastBad = facts.rounds.filter(({ negative }) => !negative).at(-1)?.at ?? null;
  const floor = condition.fromDay === null ? null : dayOf(facts.lastCaseAt ?? stay.closedSince, condition.fromDay);
  const counts = ({ at, negative }: { at: Date; negative: boolean }) =>
    negative && (!lastBad || at > lastBad) && (!facts.lastCaseAt || at > facts.lastCaseAt) && (!floor || at >= floor);
  const good = facts.rounds.filter(counts);
  const until = (at: Date) => (condition.withinDays === null ? null : after(at, condition.withinDays));
  const lasts = (at: Date, moment: Date) => {
    const end = until(at);
    return end === null || end >= moment;
  };
  const fitting = rest === null ? [] : good.filter(({ at }) => lasts(at, at > rest ? at : rest));
  const first = fitting[0]?.at ?? null;
  if (first && rest)
    return { condition, met: (first > rest ? first : rest) <= now || lasts(first, now), at: first, lacks: null, roundFrom: null };
  // While something else is lacking, a round holds as long as it is not too old.
  const met = rest === null && good.some(({ at }) => at <= now && lasts(at, now));
  const earliest = rest === null ? floor : condition.withinDays === null ? floor : laterOf(after(rest, -condition.withinDays), floor);
  return { condition, met, at: null, lacks: met ? null : 'round', roundFrom: earliest };
}

export type DueBy = 'conditions' | 'end';

/** When a zone must be gone from its level: its end, or when its conditions hold, whichever comes first. */
export function dueOf(conditionsAt: Date | null, endsAt: Date | null): { at: Date; by: DueBy } | null {
  if (conditionsAt && (!endsAt || conditionsAt <= endsAt)) return { at: conditionsAt, by: 'conditions' };
  return endsAt ? { at: endsAt, by: 'end' } : null;
}

const after = (at: Date, days: number) => new Date(at.getTime() + days * dayMs);
const latest = (moments: readonly Date[], least: Date) => moments.reduce((last, at) => (at > last ? at : last), least);
const laterOf = (a: Date, b: Date | null) => (b && b > a ? b : a);

/** First instant of the calendar day `days` after that of `at`. */
function dayOf(at: Date, days: number): Date {
  let day = cityDay(at);
  for (let n = 0; n < days; n++) day = dayAfter(day);
  return startOfCityDay(day);
}
