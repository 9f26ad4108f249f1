import { rangeEnd } from '@muster/contract/areas/area-code';
import type { LimitKind } from '@muster/contract/attention/attention';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { limitOfReceipt } from './order-state.store.ts';

export interface Owing {
  id: string;
  area_code: string;
  reminded_at: Date | null;
  limit: LimitKind;
}

/**
 * Receipts of an order that owe something, below `under` and not its own, locked in id order: all that are past a limit,
 * or the named ones whether late or not, or (`soon`) all that owe one kind of thing, for the timer that reminds before.
 */
export async function lockOwing(
  tx: Tx,
  orderId: string,
  options: {
    under: string;
    now: Date;
    ids?: readonly string[] | null;
    soon?: LimitKind | null;
  },
): Promise<Owing[]> {
  const { rows } = await sql<Owing>`select id, area_code, reminded_at, ${limitOfReceipt} as limit
    from receipts where order_id = ${orderId} and due_at is not null
      and area_code >= ${options.under} and area_code < ${options.under === '' ? ':' : rangeEnd(options.under)}
      and (${options.ids ?? null}::uuid[] is null or id = any(${options.ids ?? null}::uuid[]))
      and (${options.ids ?? null}::uuid[] is not null or ${options.soon ?? null}::text is not null or due_at < ${options.now})
      and (${options.soon ?? null}::text is null or ${limitOfReceipt} = ${options.soon ?? null}::text)
    order by id for no key update`.execute(tx);
  return rows;
}

export function remindWrite(tx: Tx, ids: readonly string[], now: Date): Promise<unknown> {
  return sql`update receipts set reminded_at = ${now}, reminded_count = reminded_count + 1, attention_at = least(attention_at, ${now}::timestamptz), version = version + 1 where id = any(${ids}::uuid[])`.execute(
    tx,
  );
}
