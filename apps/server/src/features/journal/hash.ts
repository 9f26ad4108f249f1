import { createHash } from 'node:crypto';

/** The fields of an event that the chain protects, in this order, for good. */
export interface ChainedEvent {
  id: string;
  recorded_at: Date;
  done_at: Date;
  type: string;
  version: number;
  actor_id: string | null;
  actor_name: string | null;
  actor_role: string | null;
  assignment_id: string | null;
  area_code: string | null;
  reach_down: string[];
  reach_up: string[];
  reach_units: string[];
  person_id: string | null;
  unit_id: string | null;
  incident_id: string | null;
  order_id: string | null;
  receipt_id: string | null;
  operation: string | null;
  command_id: string | null;
  address: string | null;
  /** Later than the chain: in it only where it was told. */
  clock_skew_seconds: number | null;
  /** As text, exactly as PostgreSQL prints it: jsonb keeps one order of keys. */
  payload: string;
  result: string | null;
}

export const genesis = '0'.repeat(64);

/** SHA-256 over the hash before and all fields, lengths included by JSON, so that nothing can be moved between fields. */
export function chainHash(before: string, position: number, event: ChainedEvent): string {
  const fields = [
    before,
    position,
    event.id,
    event.recorded_at.toISOString(),
    event.done_at.toISOString(),
    event.type,
    event.version,
    event.actor_id,
    event.actor_name,
    event.actor_role,
    event.assignment_id,
    event.area_code,
    event.reach_down,
    event.reach_up,
    event.reach_units,
    event.person_id,
    event.unit_id,
    event.incident_id,
    event.order_id,
    event.receipt_id,
    event.operation,
    event.command_id,
    event.address,
    event.payload,
    event.result,
    ...(event.clock_skew_seconds === null ? [] : [event.clock_skew_seconds]),
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

/** Columns for the hash, payload and result as the text that the database holds. */
export const chainedColumns = `id, recorded_at, done_at, type, version, actor_id, actor_name, actor_role, assignment_id, area_code, reach_down, reach_up, reach_units,
  person_id, unit_id, incident_id, order_id, receipt_id, operation, command_id, address, clock_skew_seconds, payload::text as payload, result::text as result`;
