import { call, isTransient, ProblemError } from '@muster/client/call';
import { newId } from '@muster/client/ids';
import { useEffect, useRef } from 'preact/hooks';
import { soundAlarm } from '../../app/alarm.ts';
import { announce } from '../../app/announce.ts';
import { useInbox } from './inbox.ts';
import { ordersWords as w } from './orders.words.ts';

const batch = 200;

/**
 * What has newly come: the server is told that this device has it, and the person too; by sound only for 特急. Nobody
 * is rung for what was there when the app opened, he is looking at it.
 */
export function useArrivals(): void {
  const { query, receipts } = useInbox();
  const known = useRef<Set<string> | null>(null);
  const confirmed = useRef(new Set<string>());

  const items = query.data?.open;
  useEffect(() => {
    const undelivered = (items ?? [])
      .filter((receipt) => receipt.state === 'sent' && !confirmed.current.has(receipt.id))
      .map((receipt) => receipt.id);
    for (let i = 0; i < undelivered.length; i += batch) {
      const receiptIds = undelivered.slice(i, i + batch);
      for (const id of receiptIds) confirmed.current.add(id);
      call('confirmDelivery', { commandId: newId(), receiptIds }).catch((problem) => {
        // Not told for want of network: the next reading brings the same receipts again. A refusal is not repeated.
        if (problem instanceof ProblemError && isTransient(problem)) for (const id of receiptIds) confirmed.current.delete(id);
      });
    }
  }, [items]);

  const isFetched = query.isFetchedAfterMount;
  useEffect(() => {
    if (!isFetched) return;
    const before = known.current;
    known.current = new Set([...(before ?? []), ...receipts.map((receipt) => receipt.id)]);
    if (!before) return;
    const fresh = receipts.filter((receipt) => !before.has(receipt.id) && receipt.isUnacknowledged);
    for (const receipt of fresh) {
      if (receipt.order.urgency === 'immediate') soundAlarm(w.arrivedAtOnce(receipt.order.title));
      else announce(w.arrived(receipt.order.title));
    }
  }, [receipts, isFetched]);
}
