import type { OutboxEntry } from '@muster/client/outbox/entry';
import { type About, nameOfThing } from '@muster/contract/orders/answer-rules';
import type { Answer } from '@muster/contract/orders/answers';
import { formatNumber, formatShortTime, spokenNumber } from '@muster/ui/format';
import { useView } from '../../app/query-client.ts';
import { useSession } from '../../app/session.ts';
import s from '../../pieces/pieces.module.css';
import { Button } from '../../pieces/pieces.tsx';
import { answer } from '../orders/acts.ts';
import { photosOf } from '../orders/answer-draft.ts';
import { answerLines } from '../orders/answer-lines.ts';
import { PhotoRow } from '../photos/photo-row.tsx';
import x from './outbox.module.css';
import { outboxWords as w } from './outbox.words.ts';

interface ConflictProps {
  entry: OutboxEntry;
  now: Date;
  onDrop: () => void;
}

/** Two of a desk answered, one of them without network: both are shown where they differ, and a person takes one (12-outbox). */
export function AnswerConflict({ entry, now, onDrop }: ConflictProps) {
  const { person } = useSession();
  const { data: receipt } = useView('getReceipt', { receiptId: entry.subject });
  const mine = entry.input.answer as Answer;
  const name = receipt?.answeredBy ?? String(entry.problem?.params.by ?? w.somebody);
  const at = receipt?.answeredAt ?? entry.problem?.params.at;
  const differing = receipt?.answer ? differences(receipt, receipt.answer, mine, now) : [];
  const [theirPhotos, myPhotos] = [photosOf(receipt?.answer), photosOf(mine)];
  const hasPhotos = theirPhotos.length + myPhotos.length > 0 && theirPhotos.join() !== myPhotos.join();
  const isSame = receipt?.answer !== null && receipt !== undefined && differing.length === 0 && !hasPhotos;

  /** Mine replaces theirs knowingly: it names the answer it has seen. */
  async function takeMine() {
    if (!receipt) return;
    await answer(
      receipt,
      {
        given: mine,
        spentSeconds: Number(entry.input.spentSeconds ?? 0),
        seenAnsweredAt: receipt.answeredAt,
        groundSeen: entry.input.groundSeen as string[] | undefined,
        files: entry.files ?? [],
      },
      person.name,
    );
    onDrop();
  }

  const number = typeof entry.about.numberText === 'string' ? spokenNumber(entry.about.numberText) : '';
  return (
    <section class={`${s.card} ${x.item}`} aria-label={number}>
      <b>{[number, isSame ? w.same : w.conflict.answerReceipt].join(w.join)}</b>
      <p class={s.sub}>{w.theirsArrived(name)}</p>
      {differing.map((line) => (
        <div key={line.key}>
          <p class={`${s.sub} ${x.asked}`}>{line.asked}</p>
          <div class={x.versus}>
            <div>
              <span>{w.theirs(name, at ? formatShortTime(String(at), now) : '')}</span>
              <b>{line.theirs}</b>
            </div>
            <div class={x.mine}>
              <span>{w.mine(formatShortTime(entry.doneAt, now))}</span>
              <b>{line.mine}</b>
            </div>
          </div>
        </div>
      ))}
      {hasPhotos && (
        <div class={x.versus}>
          <div>
            <span>{w.theirs(name, w.photos(formatNumber(theirPhotos.length)))}</span>
            <PhotoRow fileIds={theirPhotos} />
          </div>
          <div class={x.mine}>
            <span>{w.mine(w.photos(formatNumber(myPhotos.length)))}</span>
            <PhotoRow fileIds={myPhotos} />
          </div>
        </div>
      )}
      <div class={`${s.halves} ${x.acts}`}>
        <Button look="quiet" small onTap={onDrop}>
          {w.first(name)}
        </Button>
        <Button small disabled={!receipt} onTap={() => void takeMine()}>
          {w.useMine}
        </Button>
      </div>
    </section>
  );
}

function differences(
  receipt: About & { order: { questions: Parameters<typeof answerLines>[0] } },
  theirs: Answer,
  mine: Answer,
  now: Date,
) {
  const nameOf = (code: string) => nameOfThing(receipt, code) ?? '';
  const said = (given: Answer) => new Map(answerLines(receipt.order.questions, given, nameOf, now).map((line) => [line.key, line]));
  const a = said(theirs);
  const b = said(mine);
  return [...new Set([...a.keys(), ...b.keys()])]
    .map((key) => ({
      key,
      asked: (a.get(key) ?? b.get(key))?.asked ?? '',
      theirs: a.get(key)?.said ?? w.notSaid,
      mine: b.get(key)?.said ?? w.notSaid,
    }))
    .filter((line) => line.theirs !== line.mine);
}
