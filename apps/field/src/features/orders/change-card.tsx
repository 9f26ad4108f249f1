import { isDifferent, orderDifference } from '@muster/ui/difference';
import { formatShortTime } from '@muster/ui/format';
import { amendWords as w } from '@muster/ui/words/amend.words';
import s from '../../pieces/pieces.module.css';
import c from './change.module.css';
import { ChangeParts } from './change-parts.tsx';
import type { LocalReceipt } from './local-receipt.ts';

/** What was changed since this desk acknowledged, by whom and why; there is nothing of it without network to wait for. */
export function ChangeCard({ receipt, now }: { receipt: LocalReceipt; now: Date }) {
  const { change, order } = receipt;
  if (!change || !receipt.owesChange) return null;
  const difference = orderDifference(change.before, order);
  const asksAgain = receipt.formerAnswer !== null && receipt.answer === null;
  return (
    <section class={`${s.card} ${c.card}`} aria-label={w.changed}>
      <b>{w.changed}</b>
      <ul class={c.reasons}>
        {change.steps.map((step) => (
          <li key={step.revision}>
            {[w.changedBy(step.byName, formatShortTime(step.at, now)), step.reason ? w.reason(step.reason) : '']
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
      </ul>
      {isDifferent(difference) && <ChangeParts difference={difference} now={now} />}
      {(receipt.answer || asksAgain) && <p class={s.sub}>{asksAgain ? w.answerAgain : w.keepsAnswer}</p>}
      {receipt.delegated && !change.mayPassOn && <p class={s.sub}>{w.passOnByHand}</p>}
    </section>
  );
}
