import type { OutboxEntry } from '@muster/client/outbox/entry';
import type { OperationOf, ResultOf } from '@muster/client/types';
import type { ReceiptDetail, ReceiptRow } from '@muster/contract/orders/orders.operations';
import { formatNumber } from '@muster/ui/format';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { announce } from '../../app/announce.ts';
import { type Desk, deskKey } from '../../app/desk-sync.ts';
import { queryClient } from '../../app/query-client.ts';
import { value } from '../../app/value.ts';
import { fold } from './fold.ts';
import { ordersWords as w } from './orders.words.ts';

/** What of the last ones that were acknowledged together was not done by this phone; stays until somebody has read it. */
export const signedOutcome = value('');

/** Of several that were acknowledged together: what a colleague did first, what is over, what was changed meanwhile. */
function tellOutcomes({ outcomes }: ResultOf<OperationOf<'acknowledgeReceipts'>>): void {
  const first = outcomes.filter((one) => one.outcome === 'byOther');
  const names = [...new Set(first.flatMap((one) => one.by ?? []))];
  const over = outcomes.filter((one) => one.outcome === 'over' || one.outcome === 'notThere').length;
  const changed = outcomes.filter((one) => one.outcome === 'changed').length;
  const said = [
    first.length > 0 ? w.othersFirst(formatNumber(first.length), names.length === 1 ? (names[0] as string) : '') : '',
    over > 0 ? w.overMeanwhile(formatNumber(over)) : '',
    changed > 0 ? w.changedMeanwhile(formatNumber(changed)) : '',
  ].filter(Boolean);
  if (said.length === 0) return;
  signedOutcome.set(said.join(w.sentencesJoin));
  announce(said.join(w.sentencesJoin));
}

interface Page {
  items: ReceiptRow[];
}

/**
 * The server has confirmed an entry: what was read takes its effect before the entry leaves the outbox, so that no
 * screen falls back to the state before it for the moment until it is read anew.
 */
export function noteSent(entry: OutboxEntry, result: unknown, client: QueryClient = queryClient): void {
  if (entry.operation === 'acknowledgeReceipts') tellOutcomes(result as ResultOf<OperationOf<'acknowledgeReceipts'>>);
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
