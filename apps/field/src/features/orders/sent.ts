import type { OutboxEntry } from '@muster/client/outbox/entry';
import type { OperationOf, ResultOf } from '@muster/client/types';
import type { ReceiptDetail, ReceiptRow } from '@muster/contract/orders/receipts.operations';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { type Desk, deskKey } from '../../app/desk-sync.ts';
import { queryClient } from '../../app/query-client.ts';
import { value } from '../../app/value.ts';
import { fold } from './fold.ts';

/** The last that were acknowledged together, where not all of them were done by this phone; stays until somebody has read it. */
export const signedTogether = value<ResultOf<OperationOf<'acknowledgeReceipts'>>['outcomes']>([]);

interface Page {
  items: ReceiptRow[];
}

/**
 * The server has confirmed an entry: what was read takes its effect before the entry leaves the outbox, so that no
 * screen falls back to the state before it for the moment until it is read anew.
 */
export function noteSent(entry: OutboxEntry, result: unknown, client: QueryClient = queryClient): void {
  if (entry.operation === 'acknowledgeReceipts') {
    const { outcomes } = result as ResultOf<OperationOf<'acknowledgeReceipts'>>;
    if (outcomes.some(({ outcome }) => outcome !== 'acknowledged')) signedTogether.set(outcomes);
  }
  // What is done on the ground concerns no desk: a tap on +10 reads no inbox.
  if (!/Receipt|Answer|Order|Support|passOn|Duty/.test(entry.operation)) return;
  const apply = <R extends ReceiptRow>(receipt: R) => fold(receipt, entry);
  client.setQueriesData<ReceiptDetail>({ queryKey: ['getReceipt'] }, (known) => known && apply(known));
  client.setQueryData<Desk>(deskKey, (known) => known && { ...known, open: known.open.map(apply), settled: known.settled.map(apply) });
  for (const list of ['listInbox', 'listReceipts']) {
    client.setQueriesData<Page | InfiniteData<Page>>({ queryKey: [list] }, (known) => {
      if (!known) return known;
      if ('pages' in known) return { ...known, pages: known.pages.map((page) => ({ ...page, items: page.items.map(apply) })) };
      return { ...known, items: known.items.map(apply) };
    });
  }
  const concerned =
    entry.operation === 'setDuty'
      ? ['getDesk', 'getSession', 'listChildAreas', 'syncDesk']
      : ['syncDesk', 'listReceipts', 'getReceipt', 'listOrders', 'getOrder'];
  for (const name of concerned) void client.invalidateQueries({ queryKey: [name] });
}
