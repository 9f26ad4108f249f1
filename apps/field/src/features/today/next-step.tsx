import { shared } from '@muster/ui/words/shared.words';
import { paths, useGo } from '../../app/nav.tsx';
import s from '../../pieces/pieces.module.css';
import { Button, UrgencyTag } from '../../pieces/pieces.tsx';
import { acknowledge } from '../orders/acts.ts';
import type { LocalReceipt } from '../orders/local-receipt.ts';
import { ordersWords as w } from '../orders/orders.words.ts';
import { limitText, originText, standingText } from '../orders/receipt-text.ts';
import t from './today.module.css';

/** The one card with a solid button, named by what it does. */
export function NextStep({ receipt, now, by }: { receipt: LocalReceipt; now: Date; by: string }) {
  const go = useGo();
  const isLate = receipt.attention.state === 'late';
  const read = () => go(paths.order(receipt.id), { from: 'today' });
  return (
    <section class={s.card} aria-label={receipt.order.title}>
      <div class={t.meta}>
        <UrgencyTag urgency={receipt.order.urgency} />
        <b class={isLate ? s.late : ''}>{limitText(receipt, now)}</b>
      </div>
      <h2 class={`${s.xl} ${t.title}`}>{receipt.order.title}</h2>
      <p class={s.sub}>
        {receipt.waits.length > 0 || receipt.state === 'sentBack' || receipt.owesChange
          ? standingText(receipt, now)
          : originText(receipt, now)}
      </p>
      <div class={`${s.pair} ${t.acts}`}>
        <Button look={receipt.owesChange ? 'solid' : 'quiet'} onTap={read}>
          {receipt.owesChange ? w.readChange : w.read}
        </Button>
        {/* A change is read before it is acknowledged: on its own page. */}
        {receipt.owesChange ? null : receipt.can.acknowledge ? (
          <Button onTap={() => void acknowledge(receipt, by)}>{shared.action.acknowledge}</Button>
        ) : (
          <Button onTap={() => (receipt.can.answer ? go(paths.answer(receipt.id), { from: 'today' }) : read())}>
            {receipt.can.answer ? (receipt.state === 'sentBack' ? w.answerAgain : shared.action.answer) : shared.action.open}
          </Button>
        )}
      </div>
    </section>
  );
}
