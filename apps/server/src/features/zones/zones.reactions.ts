import { zonesFollowed } from '@muster/contract/zones/zones.events';
import { sql } from 'kysely';
import { event as newEvent } from '../../platform/command.ts';
import type { Tx } from '../../platform/db/scope.ts';
import type { Reaction } from '../../platform/reaction.ts';
import { refreshDue } from './due.store.ts';

/** A compound that is no more holds nobody: its zones end with it. */
const endWithCompound: Reaction = {
  name: 'zones.endWithCompound',
  on: ['compound.closed'],
  async run({ tx, event, now }) {
    const compoundId = event.payload.compoundId as string;
    const zones = await endOpen(tx, compoundId, now);
    await settleProposals(tx, compoundId, now);
    if (zones === 0) return [];
    return [newEvent(zonesFollowed, { areaCode: event.areaCode }, { compoundId, place: event.payload.name as string, zones })];
  },
};

/**
 * Two records of one place became one: what holds goes on under the one that stays, with the facts. Where both had a status for the
 * same doors, that of the one that stays holds. What was before stays where it was written.
 */
const followMergedCompound: Reaction = {
  name: 'zones.followMergedCompound',
  on: ['compound.merged'],
  async run({ tx, event, now }) {
    const compoundId = event.payload.compoundId as string;
    const otherId = event.payload.otherId as string;
    const { numAffectedRows = 0n } = await sql`with kept as (
        -- A building that both had is one building now: that of the same name.
        select z.id, coalesce(k.id, z.building_id) as building_id from zones z left join buildings b on b.id = z.building_id
          left join buildings k on b.removed_at is not null and k.compound_id = ${compoundId}::uuid and k.name_key = b.name_key and k.removed_at is null
        where z.compound_id = ${otherId}::uuid and (z.to_at is null or z.to_at > ${now}))
      update zones z set compound_id = ${compoundId}::uuid, building_id = kept.building_id from kept
      where z.id = kept.id and not exists (select 1 from zones o where o.compound_id = ${compoundId}::uuid and o.building_id is not distinct from kept.building_id
        and o.unit is not distinct from z.unit and (o.to_at is null or o.to_at > z.from_at) and (z.to_at is null or o.from_at < z.to_at))`.execute(
      tx,
    );
    const ended = await endOpen(tx, otherId, now);
    await sql`update zone_facts set compound_id = ${compoundId}::uuid where compound_id = ${otherId}::uuid`.execute(tx);
    await settleProposals(tx, otherId, now);
    await refreshDue(tx, [compoundId], now);
    const zones = Number(numAffectedRows) + ended;
    if (zones === 0) return [];
    return [newEvent(zonesFollowed, { areaCode: event.areaCode }, { compoundId, place: event.payload.name as string, zones })];
  },
};

async function endOpen(tx: Tx, compoundId: string, now: Date): Promise<number> {
  const { numAffectedRows = 0n } = await sql`update zones set to_at = greatest(from_at, ${now}::timestamptz), due_at = null, due_by = null
    where compound_id = ${compoundId}::uuid and (to_at is null or to_at > ${now})`.execute(tx);
  return Number(numAffectedRows);
}

/** Nobody decides about a place that is no more. */
async function settleProposals(tx: Tx, compoundId: string, now: Date): Promise<void> {
  await sql`update zone_proposals set decided_at = ${now}::timestamptz, decision = 'moot' where compound_id = ${compoundId}::uuid and decided_at is null`.execute(
    tx,
  );
}

export const zoneReactions: readonly Reaction[] = [endWithCompound, followMergedCompound];
