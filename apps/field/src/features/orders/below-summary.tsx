import type { AttentionState } from '@muster/contract/attention/attention';
import { formatNumber } from '@muster/ui/format';
import { attentionWords } from '@muster/ui/words/attention.words';
import { shared } from '@muster/ui/words/shared.words';
import { Link, paths } from '../../app/nav.tsx';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Heading } from '../../pieces/pieces.tsx';
import { Tile } from '../../pieces/tile.tsx';
import type { LocalReceipt } from './local-receipt.ts';
import { ordersWords as w } from './orders.words.ts';
import { progressText } from './receipt-text.ts';

const order: readonly AttentionState[] = ['late', 'waiting', 'forReview', 'inHand', 'done'];

/** How far those are to whom this desk delegated it; opens to each of them. */
export function BelowSummary({ receipt }: { receipt: LocalReceipt }) {
  const { delegated } = receipt;
  if (!delegated) return null;
  const toReview = delegated.counts.forReview;
  const parts = order
    .filter((state) => delegated.counts[state] > 0)
    .map((state) => `${attentionWords.receipt[state]} ${formatNumber(delegated.counts[state])}`);
  const content = (
    <>
      <Tile state={toReview > 0 ? 'forReview' : (order.find((state) => delegated.counts[state] > 0) ?? 'done')} />
      <div>
        {toReview > 0 ? w.answersWait(formatNumber(toReview)) : progressText(receipt, delegated)}
        <p>{parts.join(shared.listJoin)}</p>
      </div>
    </>
  );
  const isSent = !receipt.waits.some((entry) => entry.operation === 'delegateReceipt');
  return (
    <>
      <Heading>{w.below}</Heading>
      <div class={`${s.card} ${s.rows}`}>
        {isSent ? (
          <Link to={paths.below(receipt.id)} class={s.row}>
            {content}
            <Icon name="forward" size={16} />
          </Link>
        ) : (
          <div class={s.row}>{content}</div>
        )}
      </div>
    </>
  );
}
