import { formatShortTime } from '@muster/ui/format';
import { twoTimes } from '@muster/ui/words/arrival.words';
import { shared } from '@muster/ui/words/shared.words';
import s from '../../pieces/pieces.module.css';
import { useDeskMates } from './desk-mates.ts';
import type { LocalReceipt } from './local-receipt.ts';
import { ordersWords as w } from './orders.words.ts';

/** 陈桂兰 09:41 看过。李明、张帆还没看 */
export function DeskSeen({ receipt, now }: { receipt: LocalReceipt; now: Date }) {
  // Just acknowledged here: the server's list of the desk comes with the next reading.
  const mates = useDeskMates(receipt).map((one) =>
    one.name === receipt.acknowledgedBy && !one.acknowledgedAt ? { ...one, acknowledgedAt: receipt.acknowledgedAt } : one,
  );
  const sentences = mates
    .filter((one) => one.openedAt ?? one.acknowledgedAt)
    .map((one) =>
      one.acknowledgedAt
        ? w.signed(one.name, formatShortTime(one.acknowledgedAt, now))
        : w.saw(one.name, formatShortTime(one.openedAt ?? '', now)),
    );
  if (receipt.acknowledgedBy && receipt.acknowledgedAt && !mates.some((one) => one.acknowledgedAt)) {
    sentences.push(w.signed(receipt.acknowledgedBy, formatShortTime(receipt.acknowledgedAt, now)));
  }
  if (receipt.acknowledgedAt && receipt.acknowledgedReceivedAt)
    sentences.push(twoTimes(receipt.acknowledgedAt, receipt.acknowledgedReceivedAt, now));
  if (receipt.signedForBy) sentences.push(w.signedFor(receipt.signedForBy));
  // Once it is settled nobody needs to look any more.
  const unseen = (receipt.isOpen ? mates : []).filter((one) => !one.openedAt && !one.acknowledgedAt).map((one) => one.name);
  if (unseen.length > 0) sentences.push(w.notYet(unseen.join(shared.listJoin)));
  return <p class={s.sub}>{sentences.join(w.sentencesJoin) || w.nobodyAtDesk}</p>;
}
