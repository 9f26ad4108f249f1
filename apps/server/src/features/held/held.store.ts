import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import type { Principal } from '../../platform/principal.ts';
import { Problem, type ProblemParams } from '../../platform/problem.ts';

export interface WaitsFor {
  kind: 'command' | 'file';
  id: string;
}
export interface KeptProblem {
  code: string;
  status: number;
  params: ProblemParams;
}
export type HeldState = 'waiting' | 'applied' | 'refused' | 'discarded';

export interface Held {
  commandId: string;
  operation: string;
  input: Record<string, unknown>;
  personId: string;
  personName: string;
  assignmentId: string;
  areaCode: string;
  address: string | null;
  waitsFor: WaitsFor;
  heldAt: Date;
  flaggedAt: Date | null;
  state: HeldState;
  problem: KeptProblem | null;
}

interface Row {
  command_id: string;
  operation: string;
  input: Record<string, unknown>;
  person_id: string;
  person_name: string;
  assignment_id: string;
  area_code: string;
  address: string | null;
  waits_kind: WaitsFor['kind'];
  waits_for: string;
  held_at: Date;
  flagged_at: Date | null;
  state: HeldState;
  problem: KeptProblem | null;
}
const columns = sql.raw(
  'h.command_id, h.operation, h.input, h.person_id, h.person_name, h.assignment_id, h.area_code, h.address, h.waits_kind, h.waits_for, h.held_at, h.flagged_at, h.state, h.problem',
);

function held(row: Row): Held {
  return {
    commandId: row.command_id,
    operation: row.operation,
    input: row.input,
    personId: row.person_id,
    personName: row.person_name,
    assignmentId: row.assignment_id,
    areaCode: row.area_code,
    address: row.address,
    waitsFor: { kind: row.waits_kind, id: row.waits_for },
    heldAt: row.held_at,
    flaggedAt: row.flagged_at,
    state: row.state,
    problem: row.problem,
  };
}

/** One person may leave so much waiting; more is no day's work. */
const waitingMost = 200;
const inputBytesMost = 64_000;

export interface NewHeld {
  commandId: string;
  operation: string;
  input: Record<string, unknown>;
  principal: Principal;
  areaCode: string;
  waitsFor: WaitsFor;
  doneAt: Date;
  heldAt: Date;
}

/** Keeps a command; one that is kept already stays as it is. */
export async function keepHeld(
  tx: Tx,
  { commandId, operation, input, principal, areaCode, waitsFor, doneAt, heldAt }: NewHeld,
): Promise<Held> {
  const text = JSON.stringify(input);
  if (Buffer.byteLength(text) > inputBytesMost) throw new Problem('request.too-large');
  const known = await findHeld(tx, commandId);
  if (known) return known;
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from held_commands where person_id = ${principal.personId} and state = 'waiting'`.execute(tx);
  if ((rows[0]?.n ?? 0) >= waitingMost) throw new Problem('rate.exceeded', {});
  await sql`insert into held_commands (command_id, operation, input, person_id, person_name, assignment_id, area_code, unit_id, address, waits_kind, waits_for, done_at, held_at)
    values (${commandId}, ${operation}, ${text}, ${principal.personId}, ${principal.personName}, ${principal.assignmentId}, ${areaCode}, ${principal.unitId},
      ${principal.address}, ${waitsFor.kind}, ${waitsFor.id}, ${doneAt}, ${heldAt})
    on conflict (command_id) do nothing`.execute(tx);
  const kept = await findHeld(tx, commandId);
  // Somebody else's, somewhere else, has this id: it cannot be seen from here.
  if (!kept) throw new Problem('command.reused');
  return kept;
}

export async function findHeld(tx: Tx, commandId: string): Promise<Held | null> {
  const { rows } = await sql<Row>`select ${columns} from held_commands h where h.command_id = ${commandId}`.execute(tx);
  return rows[0] ? held(rows[0]) : null;
}

/** For a change: of two who settle it at once the second sees what the first did. */
export async function lockHeld(tx: Tx, commandId: string): Promise<Held | null> {
  const { rows } = await sql<Row>`select ${columns} from held_commands h where h.command_id = ${commandId} for update`.execute(tx);
  return rows[0] ? held(rows[0]) : null;
}

/** Whether a command has had its effect: by the journal, or, where it changed nothing, because it was held and applied. */
const happened = (id: string) =>
  sql.raw(`(exists (select 1 from events e where e.command_id = ${id} and e.result is not null)
    or exists (select 1 from held_commands p where p.command_id = ${id} and p.state = 'applied'))`);

export async function hasHappened(tx: Tx, commandId: string): Promise<boolean> {
  const { rows } = await sql<{
    happened: boolean;
  }>`select exists (select 1 from events e where e.command_id = ${commandId} and e.result is not null)
    or exists (select 1 from held_commands p where p.command_id = ${commandId} and p.state = 'applied') as happened`.execute(tx);
  return rows[0]?.happened ?? false;
}

/**
 * What may be applied now, oldest first: its predecessor has happened, its file has come, or it happened itself by another
 * way. By the state of things and not by what was heard of: whatever was missed (a kill, a race with the predecessor) is
 * found the next time.
 */
export async function dueHeld(tx: Tx, limit: number): Promise<Held[]> {
  const { rows } = await sql<Row>`select ${columns} from held_commands h where h.state in ('waiting', 'refused')
      and (h.state = 'waiting' and (h.waits_kind = 'command' and ${happened('h.waits_for')} or h.waits_kind = 'file' and exists (select 1 from files f where f.id = h.waits_for and f.state = 'kept'))
        or exists (select 1 from events e where e.command_id = h.command_id and e.result is not null))
    order by h.held_at, h.command_id limit ${limit}`.execute(tx);
  return rows.map(held);
}

/** Conditional: what somebody settled meanwhile stays so. What it did stands in the journal, so its input goes. */
export async function noteApplied(tx: Tx, commandId: string, now: Date): Promise<void> {
  await sql`update held_commands set state = 'applied', settled_at = ${now}, problem = null, input = '{}' where command_id = ${commandId} and state in ('waiting', 'refused')`.execute(
    tx,
  );
}

export async function noteRefused(tx: Tx, commandId: string, problem: KeptProblem, now: Date): Promise<void> {
  await sql`update held_commands set state = 'refused', settled_at = ${now}, problem = ${JSON.stringify(problem)} where command_id = ${commandId} and state = 'waiting'`.execute(
    tx,
  );
}

export async function noteDiscarded(tx: Tx, commandId: string, now: Date): Promise<void> {
  await sql`update held_commands set state = 'discarded', settled_at = ${now}, problem = null, input = '{}' where command_id = ${commandId}`.execute(
    tx,
  );
}

/** It waits for another thing now: the first file has come, the second has not. */
export async function waitFor(tx: Tx, commandId: string, waitsFor: WaitsFor): Promise<void> {
  await sql`update held_commands set waits_kind = ${waitsFor.kind}, waits_for = ${waitsFor.id} where command_id = ${commandId} and state = 'waiting'`.execute(
    tx,
  );
}

/** Marks what waits too long; returns it once. */
export async function flagLongHeld(tx: Tx, before: Date, now: Date): Promise<Held[]> {
  const { rows } =
    await sql<Row>`update held_commands h set flagged_at = ${now} where h.state = 'waiting' and h.flagged_at is null and h.held_at <= ${before}
    returning ${columns}`.execute(tx);
  return rows.map(held);
}

export interface HeldAbout {
  orderId: string | null;
  receiptId: string | null;
  incidentId: string | null;
  numberText: string | null;
}

/** Which order it is about, as far as the scope sees it: for the words and for the order's own feed. */
export async function aboutHeld(tx: Tx, { input }: Pick<Held, 'input'>): Promise<HeldAbout> {
  const receiptId = typeof input.receiptId === 'string' ? input.receiptId : null;
  const named = typeof input.orderId === 'string' ? input.orderId : null;
  const { rows } = await sql<{
    id: string;
    incident_id: string;
    number_text: string;
  }>`select o.id, o.incident_id, o.number_text from orders o
    where o.id = coalesce((select r.order_id from receipts r where r.id = ${receiptId}::uuid), ${named}::uuid)`.execute(tx);
  const order = rows[0];
  return {
    orderId: order?.id ?? null,
    receiptId: order ? receiptId : null,
    incidentId: order?.incident_id ?? null,
    numberText: order?.number_text ?? null,
  };
}
