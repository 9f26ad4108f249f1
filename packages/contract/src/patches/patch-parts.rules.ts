/** What a patch is made of: a whole compound, a building of it, or a stairwell of a building. */
export interface PatchPart {
  compoundId: string;
  buildingId: string | null;
  unit: number | null;
}

/** Whether two parts share a door: the wider of two contains the narrower. */
export function overlaps(a: PatchPart, b: PatchPart): boolean {
  if (a.compoundId !== b.compoundId) return false;
  if (a.buildingId === null || b.buildingId === null) return true;
  if (a.buildingId !== b.buildingId) return false;
  return a.unit === null || b.unit === null || a.unit === b.unit;
}

/** The first part that shares a door with another one, of the same list or of `others`; null when every door belongs to one patch. */
export function firstOverlap<Other extends PatchPart>(
  parts: readonly PatchPart[],
  others: readonly Other[],
): { part: PatchPart; other: Other | PatchPart } | null {
  for (const [at, part] of parts.entries()) {
    const own = parts.find((one, index) => index > at && overlaps(part, one));
    if (own) return { part, other: own };
    const other = others.find((one) => overlaps(part, one));
    if (other) return { part, other };
  }
  return null;
}
