/** A compound, a building of it, or a stairwell of a building: what can be a zone. */
export interface ZonePlace {
  compoundId: string;
  buildingId: string | null;
  unit: number | null;
}

/** One text for one place, to find it again in a map. */
export function placeKey({ compoundId, buildingId, unit }: ZonePlace): string {
  return [compoundId, buildingId, unit].filter((part) => part !== null).join('/');
}

/** 1 a compound, 2 a building, 3 a stairwell. */
export function placeDepth({ buildingId, unit }: ZonePlace): number {
  return buildingId === null ? 1 : unit === null ? 2 : 3;
}

/** Whether `outer` is `inner` or holds it. */
export function holds(outer: ZonePlace, inner: ZonePlace): boolean {
  if (outer.compoundId !== inner.compoundId) return false;
  if (outer.buildingId === null) return true;
  return outer.buildingId === inner.buildingId && (outer.unit === null || outer.unit === inner.unit);
}

/** Whether two places share a door. */
export function touches(a: ZonePlace, b: ZonePlace): boolean {
  return holds(a, b) || holds(b, a);
}
