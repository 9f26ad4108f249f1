import { thingsOf } from '@muster/contract/orders/answer-rules';
import type { GroundThing } from '@muster/contract/orders/ground';
import { shared } from '@muster/ui/words/shared.words';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { answerWords as w } from './answer.words.ts';
import type { LocalReceipt } from './local-receipt.ts';
import o from './orders.module.css';

interface ChangedProps {
  receipt: LocalReceipt;
  /** The list that the answer was begun with. */
  ground: readonly GroundThing[];
  onGround: (ground: GroundThing[]) => void;
}

/** What was registered or closed while one was answering: said, never slipped in or taken away under the finger. */
export function GroundChanged({ receipt, ground, onGround }: ChangedProps) {
  const added = asked(receipt, receipt.ground).filter((thing) => !ground.some((one) => one.id === thing.code));
  const gone = asked(receipt, ground).filter((thing) => !receipt.ground.some((one) => one.id === thing.code && !one.isGone));
  const isEmpty = receipt.order.questions.some((question) => question.each) && asked(receipt, ground).length === 0;
  const names = (things: readonly { name: string }[]) => things.map((thing) => thing.name).join(shared.listJoin);
  return (
    <>
      {isEmpty && <p class={`${s.card} ${s.sub} ${o.gap}`}>{w.noGround}</p>}
      {added.length > 0 && (
        <div class={`${o.banner} ${o.calm}`}>
          <Icon name="clock" />
          <span>
            {w.added(names(added))}{' '}
            <button
              type="button"
              class={s.link}
              onClick={() => onGround([...ground, ...receipt.ground.filter((one) => added.some((thing) => thing.code === one.id))])}
            >
              {w.addToo}
            </button>
          </span>
        </div>
      )}
      {gone.length > 0 && (
        <div class={`${o.banner} ${o.calm}`}>
          <Icon name="clock" />
          <span>{w.gone(names(gone))}</span>
        </div>
      )}
    </>
  );
}

/** Of all questions together, each thing once. */
function asked(receipt: LocalReceipt, ground: readonly GroundThing[]) {
  const about = { things: [], ground };
  const things = receipt.order.questions.filter((question) => question.each).flatMap((question) => thingsOf(question, about) ?? []);
  return [...new Map(things.map((thing) => [thing.code, thing])).values()];
}
