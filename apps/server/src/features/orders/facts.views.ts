import { cityDay } from '@muster/contract/city-time';
import { factKey } from '@muster/contract/orders/facts';
import * as operations from '@muster/contract/orders/templates.operations';
import { sql } from 'kysely';
import { decodeCursor, page } from '../../platform/paging.ts';
import { view } from '../../platform/view.ts';
import { areaTree } from '../areas/index.ts';
import { resolveAudience } from './audience.store.ts';
import { factsOfDay, knownFact } from './facts.store.ts';
import { orderPolicy } from './orders.policy.ts';

const most = 100;

export const listFacts = view(operations.listFacts, {
  allows: (principal) => orderPolicy['order:issue'](principal, null),
  async read({ tx, input }) {
    const key = factKey(input.q ?? '');
    const rows = await tx
      .selectFrom('facts')
      .select(['key', 'name'])
      .where(key === '' ? sql<boolean>`true` : sql<boolean>`position(${key} in key) > 0`)
      .orderBy('created_at', 'desc')
      .limit(most)
      .execute();
    return { items: rows };
  },
});

/** The desks of an audience that gave a number on a day, in code order, each with its answer and order: what the sum is made of. */
export const listFactAnswers = view(operations.listFactAnswers, {
  allows: (principal) => orderPolicy['order:issue'](principal, null),
  async read({ tx, principal, input, now }) {
    const ownCode = principal.areaCode as string;
    const after = decodeCursor(input.cursor, ['text'])?.[0] ?? '';
    const { desks, nameOf } = await resolveAudience(tx, input.audience, ownCode, await areaTree(tx, ownCode, now), now);
    const rows = await factsOfDay(tx, factKey(input.fact), input.day ?? cityDay(now), desks);
    const shown = rows.filter((row) => row.area_code > after).slice(0, input.limit + 1);
    const { rows: details } = await sql<{
      id: string;
      area_name: string;
      answered_by_name: string | null;
      number_text: string;
      title: string;
    }>`select r.id, a.short_name as area_name, r.answered_by_name, o.number_text, o.title from receipts r join orders o on o.id = r.order_id join areas a on a.code = r.area_code
      where r.id = any(${shown.map((row) => row.receipt_id)}::uuid[])`.execute(tx);
    const detailOf = new Map(details.map((detail) => [detail.id, detail]));
    const { items, nextCursor } = page(
      shown,
      input.limit,
      (row) => {
        const detail = detailOf.get(row.receipt_id);
        return (
          detail && {
            areaCode: row.area_code,
            areaName: detail.area_name,
            value: row.value,
            answeredAt: row.answered_at.toISOString(),
            answeredBy: detail.answered_by_name,
            receiptId: row.receipt_id,
            orderId: row.order_id,
            numberText: detail.number_text,
            title: detail.title,
          }
        );
      },
      (row) => [row.area_code],
    );
    return { known: knownFact(input.fact, rows, desks, nameOf), items: items.filter((item) => item !== undefined), nextCursor };
  },
});
