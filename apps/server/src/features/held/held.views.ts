import { type HeldCommand, listHeldCommands as operation } from '@muster/contract/held/held.operations';
import { flagHeldAfter } from '@muster/contract/held/held-limit';
import { isDeskRole, type Role } from '@muster/contract/people/roles';
import { sql } from 'kysely';
import { may } from '../../platform/policy.ts';
import { view } from '../../platform/view.ts';
import { heldPolicy } from './held.policy.ts';

interface Row {
  command_id: string;
  operation: string;
  person_id: string;
  person_name: string;
  order_id: string | null;
  receipt_id: string | null;
  number_text: string | null;
  title: string | null;
  waits_kind: 'command' | 'file';
  done_at: Date;
  held_at: Date;
  flagged_at: Date | null;
  state: 'waiting' | 'refused';
  problem: HeldCommand['problem'];
}
const most = 200;

/** One's own; for who acts for a desk, also what others of this desk wait for. By two indexes, a leg each. */
export const listHeldCommands = view(operation, {
  allows: (principal) => principal.role !== 'system',
  async read({ tx, principal, settings }) {
    const open = sql`h.state in ('waiting', 'refused')`;
    const isDesk = principal.areaCode !== null && isDeskRole(principal.role as Role);
    const ofDesk = sql`union select h.* from held_commands h where h.area_code = ${principal.areaCode} and h.unit_id is null and ${open}`;
    const { rows } =
      await sql<Row>`select h.command_id, h.operation, h.person_id, h.person_name, o.id as order_id, r.id as receipt_id, o.number_text, o.title,
        h.waits_kind, h.done_at, h.held_at, h.flagged_at, h.state, h.problem
      from (select h.* from held_commands h where h.person_id = ${principal.personId} and ${open} ${isDesk ? ofDesk : sql``}) h
      left join receipts r on r.id = (h.input ->> 'receiptId')::uuid
      left join orders o on o.id = coalesce(r.order_id, (h.input ->> 'orderId')::uuid)
      order by h.held_at, h.command_id limit ${most}`.execute(tx);
    return {
      flagAfterMinutes: Math.round((settings.flagHeldAfter ?? flagHeldAfter) / 60_000),
      items: rows.map((row) => ({
        commandId: row.command_id,
        operation: row.operation,
        personId: row.person_id,
        personName: row.person_name,
        isMine: row.person_id === principal.personId,
        orderId: row.order_id,
        receiptId: row.receipt_id,
        numberText: row.number_text,
        title: row.title,
        waitsFor: row.waits_kind,
        doneAt: row.done_at.toISOString(),
        heldAt: row.held_at.toISOString(),
        flaggedAt: row.flagged_at?.toISOString() ?? null,
        state: row.state,
        problem: row.problem,
        may: { discard: may(heldPolicy, principal, 'held:discard', { personId: row.person_id }) },
      })),
    };
  },
});
