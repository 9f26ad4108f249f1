import { dayNumber } from '@muster/contract/city-time';
import type { ZoneLevel } from '@muster/contract/zones/zone-regimes';
import { formatDayTime, formatNumber, formatShortTime } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import type { Ground, OwnZone } from '../../app/ground-types.ts';
import { zonesWords as w } from './zones.words.ts';

/** 天湖苑小区 6号楼 2单元 */
export function placeOf(zone: OwnZone): string {
  return [zone.compoundName, zone.buildingName, zone.unit !== null && w.unit(zone.unit)].filter(Boolean).join(' ');
}

/** Since when, and when it ends: what has run over first. */
export function zoneLine(zone: OwnZone, now: Date): string {
  const isOver = zone.isOverstaying || (zone.dueAt !== null && new Date(zone.dueAt) <= now);
  return [
    w.day(dayNumber(new Date(zone.since), now)),
    zone.dueAt && (isOver ? w.overstaying(formatShortTime(zone.dueAt, now)) : w.due(formatDayTime(zone.dueAt, now))),
    !zone.dueAt && zone.until && w.until(formatDayTime(zone.until, now)),
    w.notice(zone.noticeNumber),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What it means for those who live there, in the words of the rule. */
export function rulesOf(level: ZoneLevel): string[] {
  const { measures, outing, testDays } = level;
  const rules = [
    ...measures,
    ...(outing ? [w.outing(formatNumber(outing.persons), outing.everyDays)] : []),
    ...(testDays.length > 0 ? [w.tests(testDays.join(shared.listJoin))] : []),
  ];
  return rules.length > 0 ? rules : [w.noRule];
}

/** Whether a zone touches doors that one answers for. */
export function touchesMine(zone: OwnZone, ground: Ground, personId: string): boolean {
  return ground.patches.content.items.some(
    (patch) =>
      patch.people.some((person) => person.personId === personId) &&
      patch.parts.some(
        (part) =>
          part.compoundId === zone.compoundId &&
          (zone.buildingId === null || part.buildingId === null || part.buildingId === zone.buildingId) &&
          (zone.unit === null || part.unit === null || part.unit === zone.unit),
      ),
  );
}

/** How many places stand on each level, the strictest first: they come in that order. */
export function countsOf(zones: readonly OwnZone[]): string {
  const counts = new Map<string, number>();
  for (const { levelName } of zones) counts.set(levelName, (counts.get(levelName) ?? 0) + 1);
  return [...counts].map(([level, n]) => w.here(level, formatNumber(n))).join(w.comma);
}
