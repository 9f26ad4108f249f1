import { rangeEnd } from '@muster/contract/areas/area-code';
import { compoundNameKey } from '@muster/contract/compounds/compound-names';
import { sql } from 'kysely';
import { anyOf } from '../../../platform/db/any-of.ts';
import type { Tx } from '../../../platform/db/scope.ts';
import type { Community, Grid } from './communities.ts';
import type { KnownBuilding, KnownCompound } from './compare.ts';

interface Row {
  id: string;
  community_code: string;
  community_name: string;
  grid_code: string | null;
  name: string;
  name_key: string;
  sound_key: string;
  aliases: string[];
  road: string | null;
  number: string | null;
  yard: string | null;
  kind: KnownCompound['kind'];
  lacks: KnownCompound['lacks'];
  gates: string[];
  other_households: number;
  other_residents: number;
  buildings: (KnownBuilding & { key: string })[] | null;
}

const columns = sql`c.id, c.community_code, a.short_name as community_name, c.grid_code, c.name, c.name_key, c.sound_key, c.aliases, c.road, c.number,
  c.yard, c.kind, c.lacks, c.gates, c.other_households, c.other_residents`;
const withBuildings = sql`(select jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name, 'key', b.name_key, 'units', b.units, 'floors', b.floors,
    'households', b.households, 'residents', b.residents))
  from buildings b where b.compound_id = c.id and b.community_code = c.community_code and b.removed_at is null) as buildings`;

/** Compounds of some communities with their buildings, by community. */
export async function compoundsOf(tx: Tx, communityCodes: readonly string[]): Promise<Map<string, KnownCompound[]>> {
  const { rows } = await sql<Row>`select ${columns}, ${withBuildings} from compounds c join areas a on a.code = c.community_code
    where c.closed_at is null and c.community_code = ${anyOf(communityCodes)}`.execute(tx);
  return Map.groupBy(rows.map(toKnown), (one) => one.communityCode);
}

/**
 * Of some communities those that a batch may be about: of these names, or called otherwise, too; without their buildings. One index
 * range a community, so that a file of ten thousand compounds in one community does not read all of them for every batch.
 */
export async function compoundsLike(
  tx: Tx,
  communityCodes: readonly string[],
  names: readonly string[],
): Promise<Map<string, KnownCompound[]>> {
  const keys = [...new Set(names.map(compoundNameKey))];
  const { rows } = await sql<Row>`select ${columns}, null as buildings from compounds c join areas a on a.code = c.community_code
    where c.closed_at is null and c.community_code = ${anyOf(communityCodes)} and (c.name_key = ${anyOf(keys)} or cardinality(c.aliases) > 0)`.execute(
    tx,
  );
  return Map.groupBy(rows.map(toKnown), (one) => one.communityCode);
}

/** Of the whole territory, by the key of their name; without their buildings. */
export async function compoundsNamed(tx: Tx, names: readonly string[], territory: string): Promise<Map<string, KnownCompound[]>> {
  const keys = [...new Set(names.map(compoundNameKey))];
  const { rows } = await sql<Row>`select ${columns}, null as buildings from compounds c join areas a on a.code = c.community_code
    where c.closed_at is null and c.community_code >= ${territory} and c.community_code < ${rangeEnd(territory)} and c.name_key = ${anyOf(keys)}`.execute(
    tx,
  );
  return Map.groupBy(rows.map(toKnown), (one) => one.nameKey);
}

/** Those of a batch, locked in the order of their ids until it is written. */
export async function lockKnown(tx: Tx, ids: readonly string[]): Promise<Map<string, KnownCompound>> {
  await sql`select 1 from compounds where id = ${anyOf(ids)} order by id for update`.execute(tx);
  const { rows } = await sql<Row>`select ${columns}, ${withBuildings} from compounds c join areas a on a.code = c.community_code
    where c.id = ${anyOf(ids)} and c.closed_at is null`.execute(tx);
  return new Map(rows.map((row) => [row.id, toKnown(row)]));
}

function toKnown(row: Row): KnownCompound {
  return {
    id: row.id,
    communityCode: row.community_code,
    communityName: row.community_name,
    gridCode: row.grid_code,
    name: row.name,
    nameKey: row.name_key,
    soundKey: row.sound_key,
    aliases: row.aliases,
    road: row.road,
    number: row.number,
    yard: row.yard,
    kind: row.kind,
    lacks: row.lacks,
    gates: row.gates,
    otherHouseholds: row.other_households,
    otherResidents: row.other_residents,
    buildings: new Map((row.buildings ?? []).map(({ key, ...one }) => [key, one])),
  };
}

/** Communities of the city, that one may be told that a row is somebody else's; grids of the territory. */
export async function placesOf(tx: Tx, territory: string): Promise<{ communities: Community[]; grids: Grid[] }> {
  const [communities, grids] = await Promise.all([
    sql<Community>`select c.code, c.name, c.short_name as "shortName", s.short_name as subdistrict from areas c join areas s on s.code = c.parent_code
      where c.level = 'community' and c.valid_to is null`.execute(tx),
    sql<Grid>`select code, short_name as name from areas
      where level = 'grid' and valid_to is null and code >= ${territory} and code < ${rangeEnd(territory)}`.execute(tx),
  ]);
  return { communities: communities.rows, grids: grids.rows };
}
