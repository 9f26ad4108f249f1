import { listCopies as listOperation } from '@muster/contract/orders/copies.operations';
import { sql } from 'kysely';
import { decodeCursor, page } from '../../platform/paging.ts';
import { view } from '../../platform/view.ts';
import { currentIncidentId } from '../incidents/index.ts';
import { type CopyRow, copiesOf } from './copies.store.ts';
import { type OrderRow, orderColumns, orderSummary } from './orders.views.ts';
import { everywhere, noProgress, type Progress, progressWithin } from './progress.store.ts';
import { readsOrders } from './receipts.views.ts';

/** What came for information, newest first: apart from what is asked, because it asks nothing. */
export const listCopies = view(listOperation, {
  allows: readsOrders,
  async read({ tx, principal, input, now }) {
    const after = decodeCursor(input.cursor, ['instant', 'uuid']);
    const { rows } = await sql<OrderRow & CopyRow & { copies_see_progress: boolean }>`
      select c.id as copy_id, c.sent_at, c.read_at, c.read_by_name, o.copies_see_progress, ${orderColumns} from (
        select * from order_copies c where ${copiesOf(principal)} and c.incident_id = ${currentIncidentId}
          and not exists (select 1 from order_copies d where d.order_id = c.order_id and d.area_code = c.area_code and d.unit_id is null and c.unit_id is null and d.id < c.id)
          and (${input.unread ?? null}::text is null or (c.read_at is null) = (${input.unread ?? null}::text = 'true'))
          and ${after ? sql`(c.sent_at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
        order by c.sent_at desc, c.id desc limit ${input.limit + 1}) c
      join orders o on o.id = c.order_id order by c.sent_at desc, c.id desc`.execute(tx);
    const open = rows.filter((row) => row.copies_see_progress).map((row) => row.id);
    const progress: Map<string, Progress> = open.length === 0 ? new Map() : await progressWithin(tx, open, everywhere);
    return page(
      rows,
      input.limit,
      (row) => ({
        id: row.copy_id,
        order: orderSummary(row, progress.get(row.id) ?? noProgress, now),
        sentAt: row.sent_at.toISOString(),
        readAt: row.read_at?.toISOString() ?? null,
        readBy: row.read_by_name,
      }),
      (row) => [row.sent_at.toISOString(), row.copy_id],
    );
  },
});
