import type { ReceiptDetail } from '@muster/contract/orders/orders.operations';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'preact/hooks';
import { useOutbox } from '../../app/device.ts';
import { useNow } from '../../app/now.ts';
import { callInTime, queryClient, type ResultOfView } from '../../app/query-client.ts';
import { useSession } from '../../app/session.ts';
import { type LocalReceipt, localReceipt } from './local-receipt.ts';

type Inbox = ResultOfView<'listInbox'>;

const openKey = ['listInbox', { open: 'true' }];
/** A desk with more open than this works at a screen; the list says that there are more. */
const openMost = 200;

async function readInbox(open: 'true' | 'false', limit: number, cursor: string | undefined, signal: AbortSignal): Promise<Inbox> {
  const page = await callInTime('listInbox', { open, limit, ...(cursor ? { cursor } : {}) }, signal);
  // Each item is the whole receipt: its page then opens without network too.
  for (const receipt of page.items) queryClient.setQueryData(['getReceipt', { receiptId: receipt.id }], receipt);
  return page;
}

export function useInbox() {
  const session = useSession();
  const query = useQuery<Inbox, Error>({
    queryKey: openKey,
    queryFn: ({ signal }) => readInbox('true', openMost, undefined, signal),
    enabled: session.may.seeOrders,
  });
  const { entries } = useOutbox();
  const now = useNow();
  const items = query.data?.items;
  const receipts = useMemo(() => (items ?? []).map((receipt) => localReceipt(receipt, entries, now)), [items, entries, now]);
  return {
    query,
    receipts,
    /** What this desk has to do itself, nearest limit first. */
    mine: receipts.filter((receipt) => receipt.needsDesk),
    hasMore: query.data?.nextCursor !== null && query.data !== undefined,
  };
}

export function useSettled() {
  return useInfiniteQuery({
    queryKey: ['listInbox', { open: 'false' }],
    queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: string | null }) =>
      readInbox('false', 20, pageParam ?? undefined, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Inbox) => page.nextCursor,
  });
}

/** One receipt: as read by itself, or meanwhile as it stood in a list. */
export function useReceipt(receiptId: string): { receipt: LocalReceipt | undefined; error: Error | null; retry: () => void } {
  const query = useQuery<ReceiptDetail, Error>({
    queryKey: ['getReceipt', { receiptId }],
    queryFn: ({ signal }) => callInTime('getReceipt', { receiptId }, signal),
  });
  const { entries } = useOutbox();
  const now = useNow();
  const { data } = query;
  const receipt = useMemo(() => data && localReceipt(data, entries, now), [data, entries, now]);
  return { receipt, error: data ? null : query.error, retry: () => void query.refetch() };
}
