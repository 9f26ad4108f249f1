/**
 * Whom a gap alarms: its community at once, and each level above when it has lasted. A person who is missing for an hour is
 * the community's to replace; a doctor who is missing for a day nobody below could find.
 */
const hour = 3_600_000;
/** By depth: 0 the community, 1 its subdistrict, 2 the district, 3 the city. */
export const alarmAfterMs = [0, 2 * hour, 6 * hour, 24 * hour] as const;

const lengths = [12, 9, 6, 4] as const;

/** How long a gap has lasted before it concerns the desk of this area. */
export function alarmAfter(areaCode: string): number {
  const depth = lengths.findIndex((length) => areaCode.length >= length);
  return alarmAfterMs[depth] ?? 0;
}

/** How far up a gap is told now. */
export function alarmDepth(gapAt: Date, now: Date): number {
  return alarmAfterMs.findLastIndex((after) => now.getTime() - gapAt.getTime() >= after);
}

/** When the community is late: when others have to hear of it. */
export function gapDueAt(gapAt: Date): Date {
  return new Date(gapAt.getTime() + alarmAfterMs[1]);
}

/** The area that is told at a depth. */
export function alarmedArea(communityCode: string, depth: number): string {
  return communityCode.slice(0, lengths[depth]);
}
