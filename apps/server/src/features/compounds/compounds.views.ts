import { codeLength, rangeEnd } from '@muster/contract/areas/area-code';
import { type CompoundKind, compoundKinds } from '@muster/contract/compounds/compound-kinds';
import type { Building, CompoundDetail, CompoundPosition } from '@muster/contract/compounds/compounds.operations';
import * as operations from '@muster/contract/compounds/compounds.operations';
import { sql } from 'kysely';
import { decodeCursor, page } from '../../platform/paging.ts';
import { may } from '../../platform/policy.ts';
import type { Principal } from '../../platform/principal.ts';
import { notFound } from '../../platform/problem.ts';
import { view } from '../../platform/view.ts';
import { type CompoundRow, compoundColumnsShown, compoundJoins, toCompound } from './compound-row.ts';
import { compoundsPolicy, readsCompounds } from './compounds.policy.ts';
import { groundUnder } from './in-sight.ts';

/** By community, name, id: the order of `compounds_by_community`, so that a page costs its rows. */
export const listCompounds = view(operations.listCompounds, {
  allows: readsCompounds,
  async read({ tx, principal, input }) {
    const under = groundUnder(principal, input.under);
    const after = decodeCursor(input.cursor, ['text', 'text', 'uuid']);
    const { rows } = await sql<CompoundRow>`select ${compoundColumnsShown} from (
        select * from compounds where closed_at is null and community_code >= ${under} and community_code < ${rangeEnd(under)}
          and ${input.kind ? sql`kind = ${input.kind}` : sql`true`}
          and ${input.q ? sql`strpos(search_text, ${input.q.toLowerCase()}) > 0` : sql`true`}
          and ${after ? sql`(community_code, name, id) > (${after[0]}, ${after[1]}, ${after[2]}::uuid)` : sql`true`}
        order by community_code, name, id limit ${input.limit + 1}) c ${compoundJoins}
      order by c.community_code, c.name, c.id`.execute(tx);
    return page(rows, input.limit, toCompound, (row) => [row.community_code, row.name, row.id]);
  },
});

export interface DetailRow extends CompoundRow {
  other_households: number;
  other_residents: number;
  closed_at: Date | null;
  close_reason: string | null;
  merged_into: string | null;
  merged_name: string | null;
  longitude: number | null;
  latitude: number | null;
  position_source: CompoundPosition['source'];
  position_accuracy: number | null;
  has_outline: boolean;
}

export function toDetail(principal: Principal, row: DetailRow, buildingList: Building[]): CompoundDetail {
  const place = { communityCode: row.community_code };
  const isOpen = row.closed_at === null;
  return {
    ...toCompound(row),
    otherHouseholds: row.other_households,
    otherResidents: row.other_residents,
    closedAt: row.closed_at?.toISOString() ?? null,
    closeReason: row.close_reason,
    mergedInto: row.merged_into ? { id: row.merged_into, name: row.merged_name ?? '' } : null,
    buildingList,
    position:
      row.longitude === null || row.latitude === null
        ? null
        : { longitude: row.longitude, latitude: row.latitude, source: row.position_source, accuracy: row.position_accuracy },
    hasOutline: row.has_outline,
    may: {
      change: isOpen && may(compoundsPolicy, principal, 'compound:change', place),
      merge: isOpen && may(compoundsPolicy, principal, 'compound:merge', place),
    },
  };
}

export const getCompound = view(operations.getCompound, {
  allows: readsCompounds,
  async read({ tx, principal, input }) {
    const [{ rows }, buildings] = await Promise.all([
      sql<DetailRow>`select ${compoundColumnsShown}, c.other_households, c.other_residents, c.closed_at, c.close_reason, c.merged_into, m.name as merged_name,
          c.longitude, c.latitude, c.position_source, c.position_accuracy, c.outline is not null as has_outline
        from compounds c ${compoundJoins} left join compounds m on m.id = c.merged_into where c.id = ${input.compoundId}`.execute(tx),
      // 2号楼 before 10号楼: numbers by their size, names after them.
      sql<Building>`select id, name, units, floors, households, residents from buildings
        where compound_id = ${input.compoundId} and removed_at is null
        order by (substring(name_key from '^[0-9]{1,9}'))::int nulls last, name_key`.execute(tx),
    ]);
    const [row] = rows;
    if (!row) throw notFound();
    return toDetail(principal, row, buildings.rows);
  },
});

export const summariseCompounds = view(operations.summariseCompounds, {
  allows: readsCompounds,
  async read({ tx, principal, input }) {
    const under = groundUnder(principal, input.under);
    const { rows } = await sql<{ kind: CompoundKind; compounds: number; buildings: number; households: number; residents: number }>`
      select c.kind, count(*)::int as compounds, coalesce(sum(b.buildings), 0)::int as buildings,
        (sum(c.other_households) + coalesce(sum(b.households), 0))::int as households, (sum(c.other_residents) + coalesce(sum(b.residents), 0))::int as residents
      from compounds c left join (
        select compound_id, count(*) as buildings, sum(households) as households, sum(residents) as residents from buildings
        where removed_at is null and community_code >= ${under} and community_code < ${rangeEnd(under)} group by 1) b on b.compound_id = c.id
      where c.closed_at is null and c.community_code >= ${under} and c.community_code < ${rangeEnd(under)} group by 1`.execute(tx);
    const sum = (key: 'compounds' | 'buildings' | 'households' | 'residents') => rows.reduce((total, row) => total + row[key], 0);
    return {
      compounds: sum('compounds'),
      buildings: sum('buildings'),
      households: sum('households'),
      residents: sum('residents'),
      byKind: compoundKinds.flatMap((kind) => {
        const row = rows.find((one) => one.kind === kind);
        return row ? [{ kind, compounds: row.compounds, households: row.households }] : [];
      }),
      may: {
        add: under.length === codeLength('community') && may(compoundsPolicy, principal, 'compound:add', { communityCode: under }),
        import: may(compoundsPolicy, principal, 'compound:import', { communityCode: under }),
      },
    };
  },
});
