import type { OutboxEntry } from '@muster/client/outbox/entry';
import { formatShortTime } from '@muster/ui/format';
import { useView } from '../../app/query-client.ts';
import s from '../../pieces/pieces.module.css';
import { Button } from '../../pieces/pieces.tsx';
import { ordersWords } from '../orders/orders.words.ts';
import { endOf, entryText } from './entry-text.ts';
import x from './outbox.module.css';
import { outboxWords as w } from './outbox.words.ts';

interface EndedProps {
  entry: OutboxEntry;
  now: Date;
  onDrop: () => void;
}

/** What was written for an order that is over: by whom it ended and why. Nothing is left to decide; it goes when it was read. */
export function EndedCard({ entry, now, onDrop }: EndedProps) {
  const end = endOf(entry) ?? 'closed';
  const isOfReceipt = entry.input.receiptId === entry.subject;
  const { data: receipt } = useView('getReceipt', { receiptId: entry.subject }, { enabled: isOfReceipt });
  const order = receipt?.order;
  const who = order
    ? [order.closedBy ?? order.issuerName, order.closedAt ? formatShortTime(order.closedAt, now) : ''].join(' ').trim()
    : '';
  return (
    <section class={`${s.card} ${x.item}`} aria-label={entryText(entry)}>
      <b>{[entryText(entry), ordersWords.settled[end]].join(w.join)}</b>
      <p class={s.sub}>{[who, order?.closeNote ? ordersWords.why(order.closeNote) : ''].filter(Boolean).join(w.comma)}</p>
      <div class={x.acts}>
        <Button small onTap={onDrop}>
          {w.gotIt}
        </Button>
      </div>
    </section>
  );
}
