import type { ReceiptDetail } from '@muster/contract/orders/receipts.operations';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'preact/hooks';
import { type Desk, deskKey, syncDesk } from '../../app/desk-sync.ts';
import { useOutbox } from '../../app/device.ts';
import { useNow } from '../../app/now.ts';
import { callInTime, queryClient, type ResultOfView } from '../../app/query-client.ts';
import { useSession } from '../../app/session.ts';
import { type LocalReceipt, localReceipt } from './local-receipt.ts';

type Inbox = ResultOfView<'listInbox'>;

/** What the phone holds of its desk, brought up to date by changes alone. */
export function useDesk() {
  const session = useSession();
  return useQuery<Desk, Error>({
    queryKey: deskKey,
    queryFn: ({ signal }) => syncDesk(signal),
    enabled: session.may.seeOrders,
  });
}

export function useInbox() {
  const query = useDesk();
  const receipts = useLocal(query.data?.open);
  return {
    query,
    receipts,
    /** What this desk has to do itself, nearest limit first. */
    mine: receipts.filter((receipt) => receipt.needsDesk),
  };
}

/** What is settled: the newest are held; older ones are read page by page when somebody asks. */
export function useSettled() {
  const desk = useDesk();
  const cursor = desk.data?.settledCursor ?? null;
  const older = useInfiniteQuery({
    queryKey: ['listInbox', { open: 'false', cursor }],
    queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: string | null }) => readSettled(pageParam ?? undefined, signal),
    initialPageParam: cursor,
    getNextPageParam: (page: Inbox) => page.nextCursor,
    // Only when somebody asks: what is held is enough for most.
    enabled: false,
  });
  const pages = older.data?.pages;
  const all = useMemo(
    () => unique([...(desk.data?.settled ?? []), ...(pages ?? []).flatMap((page) => page.items)]),
    [desk.data?.settled, pages],
  );
  return {
    query: desk,
    receipts: useLocal(all),
    hasMore: pages ? older.hasNextPage : cursor !== null,
    more: () => void (pages ? older.fetchNextPage() : older.refetch()),
  };
}

async function readSettled(cursor: string | undefined, signal: AbortSignal): Promise<Inbox> {
  const page = await callInTime('listInbox', { open: 'false', limit: 20, ...(cursor ? { cursor } : {}) }, signal);
  // Each item is the whole receipt: its page then opens without network too.
  for (const receipt of page.items) queryClient.setQueryData(['getReceipt', { receiptId: receipt.id }], receipt);
  return page;
}

function unique(receipts: ReceiptDetail[]): ReceiptDetail[] {
  return [...new Map(receipts.map((one) => [one.id, one])).values()];
}

function useLocal(known: readonly ReceiptDetail[] | undefined): LocalReceipt[] {
  const { entries } = useOutbox();
  const now = useNow();
  return useMemo(() => (known ?? []).map((receipt) => localReceipt(receipt, entries, now)), [known, entries, now]);
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
