import { type RawBuilder, sql } from 'kysely';
import type { NewEvent } from '../../platform/command.ts';
import type { Tx } from '../../platform/db/scope.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { Problem } from '../../platform/problem.ts';

export interface Told {
  principal: Principal;
  operation: string;
  commandId: string | null;
  now: Date;
  result: unknown;
  /** How far the device's clock stood from ours, where it said so. */
  clockSkewSeconds?: number | null;
}

/** Statements that write events, sent without waiting. One text for all, so that it is planned once per connection. */
export function insertEvents(tx: Tx, events: readonly NewEvent[], told: Told): Promise<unknown>[] {
  return events.map((event, index) => insertEvent(event, told, index === 0 && told.commandId !== null ? told.result : null).execute(tx));
}

function insertEvent(event: NewEvent, told: Told, result: unknown): RawBuilder<unknown> {
  const { principal } = told;
  return sql`insert into events (id, recorded_at, done_at, type, version, actor_id, actor_name, actor_role, assignment_id, area_code,
      reach_down, reach_up, reach_units, person_id, unit_id, incident_id, order_id, receipt_id, operation, command_id, address, clock_skew_seconds, payload, result)
    values (${newId(told.now.getTime())}, ${told.now}, ${event.doneAt ?? told.now}, ${event.kind.type}, ${event.kind.version},
      ${principal.kind === 'system' ? null : principal.personId}, ${principal.kind === 'system' ? null : principal.personName}, ${principal.role},
      ${principal.assignmentId}, ${event.areaCode}, ${event.reachDown ?? []}, ${event.reachUp ?? []}, ${event.reachUnits ?? []}, ${event.personId ?? null},
      ${event.unitId ?? null}, ${event.incidentId ?? null}, ${event.orderId ?? null}, ${event.receiptId ?? null}, ${told.operation},
      ${told.commandId}, ${principal.address}, ${told.clockSkewSeconds ?? null}, ${JSON.stringify(event.payload)}, ${result === null ? null : JSON.stringify(result)})`;
}

/**
 * What this very command of this very person answered before; null when it is new. For commands whose writes would not fail
 * by themselves when they are repeated: asked behind their row lock, so that of ten at once nine see the first.
 */
export async function answeredBefore<R>(
  tx: Tx,
  command: { name: string; commandId: string; principal: Principal },
): Promise<{ result: R } | null> {
  const before = await findCommand(tx, command.commandId);
  if (before === null) return null;
  const actorId = command.principal.kind === 'system' ? null : command.principal.personId;
  if (before.operation !== command.name || before.actorId !== actorId) throw new Problem('command.reused');
  return { result: before.result as R };
}

/** What a command answered the first time; null when the journal does not know it. Asked only after its write failed. */
export async function findCommand(
  tx: Tx,
  commandId: string,
): Promise<{ operation: string | null; actorId: string | null; result: unknown } | null> {
  const row = await tx
    .selectFrom('events')
    .select(['operation', 'actor_id', 'result'])
    .where('command_id', '=', commandId)
    .where('result', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row ? { operation: row.operation, actorId: row.actor_id, result: row.result } : null;
}
