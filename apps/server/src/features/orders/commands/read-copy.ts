import { readCopy as operation } from '@muster/contract/orders/copies.operations';
import { command, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { notFound } from '../../../platform/problem.ts';
import { orderPolicy } from '../orders.policy.ts';

/** A copy was read: the mark goes for the desk. It is nobody's step, so the journal has no line of it. */
export const readCopy = command(operation, {
  action: 'copy:read',
  async run({ tx, principal, input, now }) {
    const copy = await tx
      .selectFrom('order_copies')
      .select(['id', 'order_id', 'area_code', 'unit_id', 'read_at'])
      .where('id', '=', input.copyId)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!copy) throw notFound();
    const permit = authorize(orderPolicy, principal, 'copy:read', { areaCode: copy.area_code, unitId: copy.unit_id });
    const readAt = copy.read_at ?? now;
    const writes = copy.read_at
      ? []
      : [
          tx
            .updateTable('order_copies')
            .set({ read_at: now, read_by_name: principal.personName })
            .where('order_id', '=', copy.order_id)
            .where('area_code', '=', copy.area_code)
            .where('unit_id', copy.unit_id ? '=' : 'is', copy.unit_id)
            .execute(),
        ];
    return {
      permit,
      result: { copyId: copy.id, readAt: readAt.toISOString() },
      writes,
      events: noEvent('a copy asks nothing: that it was read is its mark'),
    };
  },
});
