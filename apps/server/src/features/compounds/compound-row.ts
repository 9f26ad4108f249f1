import type { CompoundKind, CompoundLack } from '@muster/contract/compounds/compound-kinds';
import type { Compound } from '@muster/contract/compounds/compounds.operations';
import { sql } from 'kysely';

export interface CompoundRow {
  id: string;
  community_code: string;
  community_name: string;
  grid_code: string | null;
  grid_name: string | null;
  name: string;
  aliases: string[];
  road: string | null;
  number: string | null;
  yard: string | null;
  kind: CompoundKind;
  lacks: CompoundLack[];
  gates: string[];
  buildings: number;
  households: number;
  residents: number;
  is_made_up: boolean;
  version: number;
}

/** Names of the areas and the sums over the buildings, for compounds `c` of a page: a lookup each, never the table. */
export const compoundColumnsShown = sql`c.id, c.community_code, a.short_name as community_name, c.grid_code, g.short_name as grid_name, c.name, c.aliases,
  c.road, c.number, c.yard, c.kind, c.lacks, c.gates, c.is_made_up, c.version, b.buildings,
  c.other_households + b.households as households, c.other_residents + b.residents as residents`;
export const compoundJoins = sql`join areas a on a.code = c.community_code left join areas g on g.code = c.grid_code
  cross join lateral (select count(*)::int as buildings, coalesce(sum(households), 0)::int as households, coalesce(sum(residents), 0)::int as residents
    from buildings where compound_id = c.id and community_code = c.community_code and removed_at is null) b`;

export function toCompound(row: CompoundRow): Compound {
  return {
    id: row.id,
    communityCode: row.community_code,
    communityName: row.community_name,
    gridCode: row.grid_code,
    gridName: row.grid_name,
    name: row.name,
    aliases: row.aliases,
    address: { road: row.road, number: row.number, yard: row.yard },
    kind: row.kind,
    lacks: row.lacks,
    gates: row.gates,
    buildings: row.buildings,
    households: row.households,
    residents: row.residents,
    isMadeUp: row.is_made_up,
    version: row.version,
  };
}
