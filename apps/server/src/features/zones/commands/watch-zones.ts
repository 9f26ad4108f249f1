import { zoneOverstayEscalated, zoneOverstaying } from '@muster/contract/zones/zones.events';
import { type RawBuilder, sql } from 'kysely';
import { event, type Facts, internalCommand, type NewEvent, noEvent } from '../../../platform/command.ts';
import type { Tx } from '../../../platform/db/scope.ts';
import { authorize } from '../../../platform/policy.ts';
import { regimesById } from '../regimes.store.ts';
import { zonesPolicy } from '../zones.policy.ts';

/** Zones told of in one turn; the rest a turn later. */
const most = 200;
/** An overstay that lasts so long is escalated. */
export const escalatesAfterMs = 12 * 3_600_000;

interface DueRow {
  id: string;
  compound_id: string;
  community_code: string;
  place: string;
  regime_id: string;
  level_key: string;
  due_by: string;
}

/** The timer's own: what became due is told, what stays due is escalated, what has ended is no longer due. */
export const watchZonesByTimer = internalCommand('watchZonesByTimer', {
  action: 'zone:timer',
  async run({ tx, principal, now }: Facts<object>) {
    const permit = authorize(zonesPolicy, principal, 'zone:timer', null);
    await sql`update zones set due_at = null, due_by = null where due_at is not null and to_at <= ${now}`.execute(tx);
    const overstaying = await mark(tx, 'alarmed_at', sql`z.due_at <= ${now} and z.alarmed_at is null`, now);
    const lasting = await mark(
      tx,
      'escalated_at',
      sql`z.due_at <= ${new Date(now.getTime() - escalatesAfterMs)} and z.escalated_at is null`,
      now,
    );
    const regimes = await regimesById(tx);
    const levelName = (row: DueRow) => regimes.get(row.regime_id)?.levels.find(({ key }) => key === row.level_key)?.name ?? row.level_key;
    const of = (row: DueRow) => ({ compoundId: row.compound_id, place: row.place, levelName: levelName(row) });
    const events: NewEvent[] = [
      ...overstaying.map((row) => event(zoneOverstaying, { areaCode: row.community_code }, { ...of(row), dueBy: row.due_by })),
      ...lasting.map((row) => event(zoneOverstayEscalated, { areaCode: row.community_code }, of(row))),
    ];
    return {
      permit,
      result: { overstaying: overstaying.length, escalated: lasting.length },
      events: events.length > 0 ? (events as [NewEvent, ...NewEvent[]]) : noEvent('nothing became due'),
    };
  },
});

async function mark(tx: Tx, column: 'alarmed_at' | 'escalated_at', which: RawBuilder<unknown>, now: Date): Promise<DueRow[]> {
  const { rows } = await sql<DueRow>`with due as (
      select z.id from zones z where z.due_at is not null and ${which} and (z.to_at is null or z.to_at > ${now}) order by z.due_at limit ${most} for no key update),
    marked as (update zones z set ${sql.ref(column)} = ${now}::timestamptz from due where z.id = due.id returning z.*)
    select m.id, m.compound_id, m.community_code, c.name || coalesce(b.name, '') || coalesce(m.unit || '单元', '') as place, m.regime_id, m.level_key, m.due_by
    from marked m join compounds c on c.id = m.compound_id left join buildings b on b.id = m.building_id order by m.due_at`.execute(tx);
  return rows;
}
