import { holds, touches, type ZonePlace } from '@muster/contract/zones/zone-places';
import type { ZoneFacts } from '@muster/contract/zones/zone-release.rules';
import type { ZoneFactKind } from '@muster/contract/zones/zones.schemas';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { notFound, Problem } from '../../platform/problem.ts';

export interface FactRow {
  id: string;
  compound_id: string;
  community_code: string;
  building_id: string | null;
  unit: number | null;
  kind: ZoneFactKind;
  at: Date;
  count: number;
  negative: boolean | null;
  recorded_at: Date;
  recorded_by_name: string;
  taken_back_at: Date | null;
  take_back_reason: string | null;
}

/** Everything that was recorded of these compounds, oldest first. */
export async function factsOf(tx: Tx, compoundIds: readonly string[]): Promise<FactRow[]> {
  const { rows } =
    await sql<FactRow>`select id, compound_id, community_code, building_id, unit, kind, at, count, negative, recorded_at, recorded_by_name, taken_back_at, take_back_reason
    from zone_facts where compound_id = any (${compoundIds}::uuid[]) order by at, recorded_at, id`.execute(tx);
  return rows;
}

const placeOf = (row: FactRow): ZonePlace => ({ compoundId: row.compound_id, buildingId: row.building_id, unit: row.unit });

/** A case or a contact counts where its place shares a door with the zone; a round only where it took in the whole of it. */
export function concerns(row: FactRow, zone: ZonePlace): boolean {
  return row.kind === 'round' ? holds(placeOf(row), zone) : touches(placeOf(row), zone);
}

export function factsAt(rows: readonly FactRow[], zone: ZonePlace, others: Record<string, number>): ZoneFacts {
  const here = rows.filter((row) => row.taken_back_at === null && concerns(row, zone));
  const cases = here.filter(({ kind }) => kind === 'case');
  const contacts = here.filter(({ kind }) => kind === 'contact');
  // Of several that were written down, the last exposure holds; of the same exposure what was written down last.
  const last = contacts
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.recorded_at.getTime() - b.recorded_at.getTime())
    .at(-1);
  return {
    lastCaseAt: cases.at(-1)?.at ?? null,
    contact: last ? { at: last.at, negative: last.negative === true } : contacts.length > 0 ? { at: null, negative: true } : null,
    rounds: here.filter(({ kind }) => kind === 'round').map(({ at, negative }) => ({ at, negative: negative === true })),
    others,
  };
}

export async function insertFact(
  tx: Tx,
  fact: ZonePlace & {
    id: string;
    communityCode: string;
    kind: ZoneFactKind;
    at: Date;
    count: number;
    negative: boolean | null;
    now: Date;
    by: string;
  },
): Promise<void> {
  await tx
    .insertInto('zone_facts')
    .values({
      id: fact.id,
      compound_id: fact.compoundId,
      community_code: fact.communityCode,
      building_id: fact.buildingId,
      unit: fact.unit,
      kind: fact.kind,
      at: fact.at,
      count: fact.count,
      negative: fact.kind === 'case' ? null : fact.negative,
      recorded_at: fact.now,
      recorded_by_name: fact.by,
    })
    .execute();
}

export async function lockFact(tx: Tx, id: string): Promise<FactRow> {
  const row = (await tx.selectFrom('zone_facts').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()) as
    | FactRow
    | undefined;
  if (!row) throw notFound();
  if (row.taken_back_at) throw new Problem('state.moved-on');
  return row;
}

export async function takeBackFact(tx: Tx, id: string, reason: string, now: Date): Promise<void> {
  await tx.updateTable('zone_facts').set({ taken_back_at: now, take_back_reason: reason }).where('id', '=', id).execute();
}
