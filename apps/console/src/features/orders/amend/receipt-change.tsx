import type { ReceiptDetail } from '@muster/contract/orders/receipts.operations';
import { isDifferent, orderDifference } from '@muster/ui/difference';
import { formatShortTime } from '@muster/ui/format';
import { amendWords } from '@muster/ui/words/amend.words';
import { Link } from '@tanstack/react-router';
import styles from './amend.module.css';
import { ChangeParts } from './change-parts.tsx';

/** What was changed since this desk acknowledged, by whom and why. */
export function ReceiptChange({ receipt, now }: { receipt: ReceiptDetail; now: number }) {
  const { change } = receipt;
  if (!change) return null;
  const difference = orderDifference(change.before, receipt.order);
  const asksAgain = receipt.formerAnswer !== null;
  return (
    <section className={styles.change} aria-label={amendWords.changed}>
      <b>{amendWords.changed}</b>
      <ul className={styles.reasons}>
        {change.steps.map((step) => (
          <li key={step.revision}>
            {amendWords.changedBy(step.byName, formatShortTime(step.at, now))}
            {step.reason ? ` · ${amendWords.reason(step.reason)}` : ''}
          </li>
        ))}
      </ul>
      {isDifferent(difference) ? <ChangeParts difference={difference} now={now} /> : null}
      {receipt.answer || asksAgain ? <p className="s13 t2">{asksAgain ? amendWords.answerAgain : amendWords.keepsAnswer}</p> : null}
      {receipt.delegated && !change.mayPassOn ? (
        <p className="s13 t2">
          {amendWords.passOnByHand}{' '}
          <Link className="lnk" to="/orders/$orderId" params={{ orderId: receipt.delegated.orderId }}>
            {receipt.order.title}
          </Link>
        </p>
      ) : null}
    </section>
  );
}
