import type { Zone } from '@muster/contract/zones/zones.schemas';
import { formatDay, formatDayTime, formatNumber } from '@muster/ui/format';
import { zoneWords as words } from './zones.words.ts';

type Condition = Zone['conditions'][number];
const dayMs = 86_400_000;

export function placeText(zone: { compoundName: string; buildingName: string | null; unit: number | null }): string {
  return `${zone.compoundName}${zone.buildingName ? ` ${zone.buildingName}` : ''}${zone.unit === null ? '' : words.unit(zone.unit)}`;
}

export function conditionText({ condition }: Condition): string {
  switch (condition.kind) {
    case 'daysWithoutCase':
      return words.condition.daysWithoutCase(formatNumber(condition.days));
    case 'contactDays':
      return words.condition.contactDays(formatNumber(condition.days), condition.negative);
    case 'daysAtLevel':
      return words.condition.daysAtLevel(formatNumber(condition.days));
    case 'othersLifted':
      return words.condition.othersLifted;
    case 'roundNegative':
      return words.condition.roundNegative(
        condition.withinDays === null ? null : formatNumber(condition.withinDays),
        condition.fromDay === null ? null : formatNumber(condition.fromDay),
      );
  }
}

/** How far it is: met, on which day of how many, or what is lacking. */
export function conditionState({ condition, met, at, lacks }: Condition, now: number): string {
  if (met) return words.met;
  if (lacks) return words.lacks[lacks];
  const days = 'days' in condition ? condition.days : 0;
  if (at === null || days === 0) return '–';
  const left = (Date.parse(at) - now) / dayMs;
  return words.dayOf(formatNumber(Math.max(1, Math.ceil(days - left))));
}

/** The last moment that is known among its conditions: not before then, whatever else is still lacking. */
export function earliestOf(zone: Pick<Zone, 'conditions'>): string | null {
  const known = zone.conditions.flatMap(({ at, roundFrom }) => at ?? roundFrom ?? []);
  return known.length === 0 ? null : known.reduce((last, at) => (at > last ? at : last));
}

/** When it ends: its planned end, else the earliest by what is known. */
export function endText(zone: Zone, now: number): string {
  if (zone.to) return words.until(formatDayTime(zone.to, now));
  if (zone.until) return words.until(formatDayTime(zone.until, now));
  const earliest = earliestOf(zone);
  return earliest && Date.parse(earliest) > now ? words.earliest(formatDay(earliest, now)) : words.open;
}
