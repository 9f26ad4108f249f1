import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import type { SealedEvent } from '../../platform/reaction.ts';

interface Row {
  id: string;
  position: number;
  type: string;
  version: number;
  recorded_at: Date;
  done_at: Date;
  actor_id: string | null;
  actor_name: string | null;
  actor_role: string | null;
  area_code: string | null;
  reach_down: string[];
  reach_up: string[];
  reach_units: string[];
  person_id: string | null;
  unit_id: string | null;
  incident_id: string | null;
  order_id: string | null;
  receipt_id: string | null;
  payload: Record<string, unknown>;
}

/** Sealed events after a position, oldest first, of the given types or of all; as the scope of the transaction sees them. */
export async function readSealed(tx: Tx, after: number, limit: number, types: readonly string[] | null = null): Promise<SealedEvent[]> {
  const { rows } =
    await sql<Row>`select id, position, type, version, recorded_at, done_at, actor_id, actor_name, actor_role, area_code, reach_down, reach_up, reach_units,
      person_id, unit_id, incident_id, order_id, receipt_id, payload
    from events where position > ${after} and (${types}::text[] is null or type = any(${types}::text[])) order by position limit ${limit}`.execute(
      tx,
    );
  return rows.map((row) => ({
    id: row.id,
    position: row.position,
    type: row.type as SealedEvent['type'],
    version: row.version,
    recordedAt: row.recorded_at,
    doneAt: row.done_at,
    actorId: row.actor_id,
    actorName: row.actor_name,
    actorRole: row.actor_role,
    areaCode: row.area_code,
    reachDown: row.reach_down,
    reachUp: row.reach_up,
    reachUnits: row.reach_units,
    personId: row.person_id,
    unitId: row.unit_id,
    incidentId: row.incident_id,
    orderId: row.order_id,
    receiptId: row.receipt_id,
    payload: row.payload,
  }));
}

export async function headPosition(tx: Tx): Promise<number> {
  const head = await tx.selectFrom('journal_heads').select('position').where('id', '=', 1).executeTakeFirstOrThrow();
  return head.position;
}
