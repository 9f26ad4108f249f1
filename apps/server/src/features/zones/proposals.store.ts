import { placeKey, type ZonePlace } from '@muster/contract/zones/zone-places';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { newId } from '../../platform/ids.ts';
import { notFound, Problem } from '../../platform/problem.ts';

interface ProposalRow {
  id: string;
  compound_id: string;
  community_code: string;
  building_id: string | null;
  unit: number | null;
  regime_id: string;
  level_key: string | null;
}

/** Answers its id, or null when the same place is proposed already: a second case does not ask a second time. */
export async function insertProposal(
  tx: Tx,
  proposal: ZonePlace & {
    id?: string;
    communityCode: string;
    regimeId: string;
    level: string | null;
    byCase: boolean;
    note: string;
    now: Date;
    by: string;
  },
): Promise<string | null> {
  const { rows } = await sql<{
    id: string;
  }>`insert into zone_proposals (id, compound_id, community_code, building_id, unit, regime_id, level_key, by_case, note, proposed_at, proposed_by_name)
    values (${proposal.id ?? newId()}::uuid, ${proposal.compoundId}::uuid, ${proposal.communityCode}, ${proposal.buildingId}::uuid, ${proposal.unit}::int, ${proposal.regimeId}::uuid,
      ${proposal.level}, ${proposal.byCase}, ${proposal.note}, ${proposal.now}::timestamptz, ${proposal.by})
    on conflict (compound_id, coalesce(building_id, '00000000-0000-0000-0000-000000000000'), coalesce(unit, 0)) where decided_at is null do nothing
    returning id`.execute(tx);
  return rows[0]?.id ?? null;
}

export async function lockProposal(tx: Tx, id: string) {
  const row = await tx.selectFrom('zone_proposals').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  if (!row) throw notFound();
  if (row.decided_at) throw new Problem('zone.proposal-decided');
  return row;
}

export async function declineProposal(tx: Tx, id: string, reason: string, now: Date): Promise<void> {
  await tx
    .updateTable('zone_proposals')
    .set({ decided_at: now, decision: 'declined', decide_reason: reason })
    .where('id', '=', id)
    .execute();
}

/** Proposals that a notice names, and those of its places that it does as proposed anyway. */
export async function confirmProposals(
  tx: Tx,
  notice: { id: string; compoundIds: readonly string[]; after: ReadonlyMap<string, string | null>; named: readonly string[] },
  now: Date,
): Promise<void> {
  const { rows } =
    await sql<ProposalRow>`select id, compound_id, community_code, building_id, unit, regime_id, level_key from zone_proposals
    where decided_at is null and (compound_id = any (${notice.compoundIds}::uuid[]) or id = any (${notice.named}::uuid[])) order by id for no key update`.execute(
      tx,
    );
  if (notice.named.some((id) => !rows.some((row) => row.id === id))) throw new Problem('zone.proposal-decided');
  const followed = rows.filter((row) => {
    const key = placeKey({ compoundId: row.compound_id, buildingId: row.building_id, unit: row.unit });
    return notice.named.includes(row.id) || (notice.after.has(key) && notice.after.get(key) === row.level_key);
  });
  if (followed.length === 0) return;
  await sql`update zone_proposals set decided_at = ${now}::timestamptz, decision = 'confirmed', notice_id = ${notice.id}::uuid
    where id = any (${followed.map(({ id }) => id)}::uuid[])`.execute(tx);
}
