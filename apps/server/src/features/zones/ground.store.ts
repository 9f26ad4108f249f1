import { rangeEnd } from '@muster/contract/areas/area-code';
import { holds, placeDepth, placeKey, type ZonePlace } from '@muster/contract/zones/zone-places';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { Problem } from '../../platform/problem.ts';

export interface CompoundOnGround {
  id: string;
  community_code: string;
  name: string;
  buildings: number;
  households: number;
  residents: number;
}

export interface BuildingOnGround {
  id: string;
  compound_id: string;
  name: string;
  units: number;
  households: number;
  residents: number;
}

/** What places are, by name and by who lives behind their doors as counts. */
export interface Ground {
  compounds: Map<string, CompoundOnGround>;
  buildings: Map<string, BuildingOnGround>;
}

/** Ids of the compounds of an area that are there now. */
export async function compoundsUnder(tx: Tx, areaCode: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from compounds
    where closed_at is null and community_code >= ${areaCode} and community_code < ${rangeEnd(areaCode)} order by community_code, name, id`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}

/**
 * Compounds with their sums, and the buildings that are named. With `lock` the compounds are locked in the order of their ids: of
 * two who change zones of one compound at once the second sees what the first did.
 */
export async function readGround(tx: Tx, compoundIds: readonly string[], buildingIds: readonly string[], lock: boolean): Promise<Ground> {
  if (lock) await sql`select id from compounds where id = any (${compoundIds}::uuid[]) order by id for no key update`.execute(tx);
  const { rows: compounds } =
    await sql<CompoundOnGround>`select c.id, c.community_code, c.name, b.buildings, c.other_households + b.households as households,
      c.other_residents + b.residents as residents
    from compounds c cross join lateral (select count(*)::int as buildings, coalesce(sum(households), 0)::int as households, coalesce(sum(residents), 0)::int as residents
      from buildings k where k.compound_id = c.id and k.community_code = c.community_code and k.removed_at is null) b
    where c.id = any (${compoundIds}::uuid[]) and c.closed_at is null`.execute(tx);
  const { rows: buildings } = await sql<BuildingOnGround>`select id, compound_id, name, units, households, residents from buildings
    where id = any (${buildingIds}::uuid[])`.execute(tx);
  return {
    compounds: new Map(compounds.map((one) => [one.id, one])),
    buildings: new Map(buildings.map((one) => [one.id, one])),
  };
}

/** Every place stands in a compound that is there, a building of it, a stairwell of that. */
export function requirePlaces(ground: Ground, places: readonly ZonePlace[]): void {
  for (const { compoundId, buildingId, unit } of places) {
    const building = buildingId === null ? null : ground.buildings.get(buildingId);
    const fits = building === null || (building?.compound_id === compoundId && (unit === null || unit <= Math.max(1, building.units)));
    if (!ground.compounds.has(compoundId) || !fits) throw new Problem('zone.place-unknown', { name: building?.name ?? null });
  }
}

export function placeName(ground: Ground, { compoundId, buildingId, unit }: ZonePlace): string {
  const building = buildingId === null ? '' : (ground.buildings.get(buildingId)?.name ?? '');
  return `${ground.compounds.get(compoundId)?.name ?? ''}${building}${unit === null ? '' : `${unit}单元`}`;
}

export interface Sums {
  compounds: number;
  buildings: number;
  households: number;
  residents: number;
}

/** Who is behind the doors of each of these places less the narrower ones among them. A stairwell has its share of its building. */
export function sharesOf(ground: Ground, places: readonly ZonePlace[]): Map<string, Sums> {
  const totals = new Map(places.map((place) => [placeKey(place), totalOf(ground, place)]));
  const shares = new Map([...totals].map(([key, sums]) => [key, { ...sums }]));
  for (const place of places) {
    const outer = places
      .filter((one) => placeDepth(one) < placeDepth(place) && holds(one, place))
      .sort((a, b) => placeDepth(b) - placeDepth(a))[0];
    const share = outer && shares.get(placeKey(outer));
    const own = totals.get(placeKey(place));
    if (!share || !own) continue;
    share.buildings = Math.max(0, share.buildings - (placeDepth(place) === 2 ? 1 : 0));
    share.households = Math.max(0, share.households - own.households);
    share.residents = Math.max(0, share.residents - own.residents);
  }
  return shares;
}

function totalOf(ground: Ground, { compoundId, buildingId, unit }: ZonePlace): Sums {
  const compound = ground.compounds.get(compoundId);
  if (buildingId === null)
    return {
      compounds: 1,
      buildings: compound?.buildings ?? 0,
      households: compound?.households ?? 0,
      residents: compound?.residents ?? 0,
    };
  const building = ground.buildings.get(buildingId);
  const part = unit === null ? 1 : 1 / Math.max(1, building?.units ?? 1);
  return {
    compounds: 1,
    buildings: 1,
    households: Math.round((building?.households ?? 0) * part),
    residents: Math.round((building?.residents ?? 0) * part),
  };
}
