import { Link, paths } from '../../app/nav.tsx';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Tile } from '../../pieces/tile.tsx';
import type { LocalReceipt } from './local-receipt.ts';
import { standingText } from './receipt-text.ts';

/** One receipt in a list: state, title, why it stands so. */
export function ReceiptLine({ receipt, now, from }: { receipt: LocalReceipt; now: Date; from: 'today' | 'orders' }) {
  const toReview = (receipt.delegated?.counts.forReview ?? 0) > 0 && receipt.state === 'delegated' && receipt.attention.state !== 'late';
  return (
    <Link to={paths.order(receipt.id)} class={s.row} from={from}>
      {receipt.waits.length > 0 ? <Icon name="clock" size={16} /> : <Tile state={toReview ? 'forReview' : receipt.attention.state} />}
      <div>
        {receipt.order.title}
        <p class={receipt.attention.state === 'late' && receipt.waits.length === 0 ? s.late : ''}>{standingText(receipt, now)}</p>
      </div>
      <Icon name="forward" size={16} />
    </Link>
  );
}
