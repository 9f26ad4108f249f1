import { receiptStaffingChanged } from '@muster/contract/orders/orders.events';
import { deskRoles } from '@muster/contract/people/roles';
import { sql } from 'kysely';
import { event, type Facts, internalCommand, type NewEvent, noEvent } from '../../../platform/command.ts';
import type { Tx } from '../../../platform/db/scope.ts';
import { authorize } from '../../../platform/policy.ts';
import { orderPolicy } from '../orders.policy.ts';

/**
 * Open receipts say whether anybody is on duty at their desk now, and concern those above at once when nobody is left.
 * `areaCode` null looks at all desks. The rows are locked first, in id order like everywhere: one that somebody
 * acknowledges at this moment is seen as he leaves it, and nobody waits in a circle.
 */
export async function restaffDesks(tx: Tx, areaCode: string | null, now: Date): Promise<NewEvent[]> {
  const { rows } = await sql<{ area_code: string; unstaffed: boolean }>`
    with open as (
      select r.id, r.area_code, not exists (select 1 from assignments s where s.area_code = r.area_code and s.from_at <= ${now}
        and (s.to_at is null or s.to_at > ${now}) and s.on_duty and s.role = any(${[...deskRoles]}::text[])) as is_unstaffed
      from receipts r where r.recipient = 'desk' and r.due_at is not null and (r.state in ('sent', 'delivered', 'opened') or r.change_by is not null) and (${areaCode}::text is null or r.area_code = ${areaCode})
      order by r.id for no key update of r)
    update receipts r set unstaffed = o.is_unstaffed,
      attention_at = case when r.change_by is not null then case when o.is_unstaffed then r.changed_at else r.changed_at + (r.change_by - r.changed_at) / 2 end
        when o.is_unstaffed then r.sent_at else r.sent_at + (r.acknowledge_by - r.sent_at) / 2 end, version = version + 1
    from open o where r.id = o.id and r.unstaffed <> o.is_unstaffed returning r.area_code, r.unstaffed`.execute(tx);
  return [...Map.groupBy(rows, (row) => row.area_code)].map(([code, list]) =>
    event(receiptStaffingChanged, { areaCode: code, incidentId: null }, { count: list.length, unstaffed: list[0]?.unstaffed ?? false }),
  );
}

/** The timer's own: an assignment begins or runs out by itself, and no event tells it. */
export const restaffByTimer = internalCommand('restaffByTimer', {
  action: 'receipt:timer',
  async run({ tx, principal, now }: Facts<object>) {
    const permit = authorize(orderPolicy, principal, 'receipt:timer', null);
    const [first, ...rest] = await restaffDesks(tx, null, now);
    return {
      permit,
      result: { desks: first ? rest.length + 1 : 0 },
      events: first ? ([first, ...rest] as [NewEvent, ...NewEvent[]]) : noEvent('every desk is as it was'),
    };
  },
});
