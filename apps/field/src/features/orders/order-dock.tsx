import { levelOfCode } from '@muster/contract/areas/area-code';
import { formatNumber } from '@muster/ui/format';
import { amendWords } from '@muster/ui/words/amend.words';
import { shared } from '@muster/ui/words/shared.words';
import { announce } from '../../app/announce.ts';
import { paths, useGo } from '../../app/nav.tsx';
import { useSession } from '../../app/session.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Button } from '../../pieces/pieces.tsx';
import { acknowledge, passOn } from './acts.ts';
import { useDeskMates } from './desk-mates.ts';
import type { LocalReceipt } from './local-receipt.ts';
import o from './orders.module.css';
import { ordersWords as w } from './orders.words.ts';

/** What can be done with it now: one solid button, and delegating beside it. */
export function OrderDock({ receipt, by, onDelegate }: { receipt: LocalReceipt; by: string; onDelegate: (() => void) | null }) {
  const go = useGo();
  const { can } = receipt;
  const toReview = receipt.state === 'delegated' ? (receipt.delegated?.counts.forReview ?? 0) : 0;
  // Asked again after a change: answering acknowledges it too, and is the next step.
  const asksAgain = receipt.owesChange && receipt.answer === null && receipt.order.asksAnswer && receipt.state === 'acknowledged';
  const answerWord =
    receipt.state === 'sentBack' || (asksAgain && receipt.formerAnswer)
      ? w.answerAgain
      : receipt.state === 'answered'
        ? w.changeAnswer
        : shared.action.answer;
  const answer = can.answer && (
    <Button look={receipt.state === 'answered' || toReview > 0 ? 'quiet' : 'solid'} onTap={() => go(paths.answer(receipt.id))}>
      {answerWord}
    </Button>
  );
  const review = toReview > 0 && <Button onTap={() => go(paths.below(receipt.id))}>{w.review(formatNumber(toReview))}</Button>;
  const passesOn = receipt.owesChange && receipt.delegated !== null && receipt.change?.mayPassOn === true;
  const sign = can.acknowledge && (
    <Button
      look={asksAgain ? 'quiet' : 'solid'}
      onTap={() => {
        void (passesOn ? passOn : acknowledge)(receipt, by);
        announce(receipt.owesChange ? amendWords.acknowledge : shared.receiptState.acknowledged);
      }}
    >
      {passesOn
        ? amendWords.passOn(formatNumber(receipt.delegated?.total ?? 0))
        : receipt.owesChange
          ? amendWords.acknowledge
          : shared.action.acknowledge}
    </Button>
  );
  // Those below need not hear of every change: it may be acknowledged alone.
  const signOnly = passesOn && can.acknowledge && (
    <Button look="quiet" onTap={() => void acknowledge(receipt, by)}>
      {amendWords.acknowledge}
    </Button>
  );
  const main = asksAgain ? answer || sign : sign || review || answer;
  const delegate = can.delegate && onDelegate && (
    <Button look="quiet" onTap={onDelegate}>
      <Icon name="delegate" />
      {shared.action.delegate}
    </Button>
  );
  const beside = signOnly || (asksAgain && answer && sign) || delegate || (review && answer);
  if (!main && !beside) return null;
  return (
    <>
      {main && beside ? (
        <div class={s.pair}>
          {beside}
          {main}
        </div>
      ) : (
        main || beside
      )}
      {can.acknowledge && receipt.recipient === 'desk' && <DeskNote receipt={receipt} />}
    </>
  );
}

/** One of the desk acknowledges for all: said where it is done. */
function DeskNote({ receipt }: { receipt: LocalReceipt }) {
  const { person } = useSession();
  const others = useDeskMates(receipt)
    .filter((one) => one.personId !== person.id)
    .map((one) => one.name);
  const what = w.setters[levelOfCode(receipt.areaCode) ?? 'community'];
  // More than a few names say nothing; nobody reads them.
  const text = others.length > 0 && others.length <= 3 ? w.forAllOthers(what, others.join(shared.listJoin)) : w.forAll(what);
  return <p class={`${s.note} ${o.centre}`}>{text}</p>;
}
