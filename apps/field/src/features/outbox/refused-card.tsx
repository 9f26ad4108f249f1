import type { OutboxEntry } from '@muster/client/outbox/entry';
import type { Answer } from '@muster/contract/orders/answers';
import { formatShortTime } from '@muster/ui/format';
import { problemText } from '@muster/ui/words/problems.words';
import { shared } from '@muster/ui/words/shared.words';
import { useState } from 'preact/hooks';
import { outbox, photos } from '../../app/device.ts';
import { writeDraft } from '../../app/drafts.ts';
import { paths, useGo } from '../../app/nav.tsx';
import s from '../../pieces/pieces.module.css';
import { Button } from '../../pieces/pieces.tsx';
import { answerDraftKey, photosOf, withPhotos } from '../orders/answer-draft.ts';
import { AnswerConflict } from './answer-conflict.tsx';
import { ChangeConflict } from './change-conflict.tsx';
import { CountConflict } from './count-conflict.tsx';
import { DropSheet } from './drop-sheet.tsx';
import { EndedCard } from './ended-card.tsx';
import { conflictText, endOf, entryText, isConflict } from './entry-text.ts';
import x from './outbox.module.css';
import { outboxWords as w } from './outbox.words.ts';

/** One refusal: what it was, why, and the two ways out. Who was first is named; nothing is merged silently. */
export function RefusedCard({ entry, now }: { entry: OutboxEntry; now: Date }) {
  const go = useGo();
  const [isDropping, setDropping] = useState(false);
  const { problem } = entry;
  if (!problem) return null;
  const drop = () => void outbox().discard(entry.sequence);
  const retry = () => void outbox().retry(entry.sequence);
  /** The refused answer becomes the draft again, on the page where it was written. */
  const change = async () => {
    const given = entry.input.answer as Answer;
    // Its photos are drafts again; those of the answer before it stay with the server.
    await photos().takeBack(entry.files ?? []);
    writeDraft(
      answerDraftKey(entry.owner.personId, entry.subject),
      withPhotos(
        given,
        photosOf(given).filter((fileId) => !entry.files?.includes(fileId)),
      ),
    );
    await outbox().discard(entry.sequence);
    go(paths.answer(entry.subject));
  };
  const isAnswer = entry.operation === 'answerReceipt';
  if (problem.code === 'order.changed-meanwhile')
    return <ChangeConflict entry={entry} now={now} onChange={isAnswer ? () => void change() : null} onDrop={() => setDropping(true)} />;
  if (endOf(entry) !== null) return <EndedCard entry={entry} now={now} onDrop={drop} />;
  if (isConflict(entry)) {
    if (entry.operation === 'changeBuildings') return <CountConflict entry={entry} now={now} onDrop={drop} />;
    return isAnswer ? (
      <AnswerConflict entry={entry} now={now} onDrop={drop} />
    ) : (
      <section class={`${s.card} ${x.item}`} aria-label={entryText(entry)}>
        <b>{[entryText(entry), conflictText(entry)].join(w.join)}</b>
        <Sides entry={entry} now={now} />
        <div class={`${s.halves} ${x.acts}`}>
          <Button look="quiet" small onTap={retry}>
            {w.retry}
          </Button>
          <Button small onTap={drop}>
            {w.gotIt}
          </Button>
        </div>
      </section>
    );
  }
  return (
    <section class={`${s.card} ${x.item}`} aria-label={entryText(entry)}>
      <b>{entryText(entry)}</b>
      <p class={s.sub}>{problemText(problem)}</p>
      <div class={`${s.halves} ${x.acts}`}>
        <Button look="quiet" small onTap={() => setDropping(true)}>
          {w.drop}
        </Button>
        {isAnswer && problem.status === 422 ? (
          <Button look="quiet" small onTap={() => void change()}>
            {w.change}
          </Button>
        ) : (
          <Button look="quiet" small onTap={retry}>
            {w.retry}
          </Button>
        )}
      </div>
      {isDropping && <DropSheet entry={entry} now={now} onClose={() => setDropping(false)} />}
    </section>
  );
}

/** What stands there now, by whom and since when; beside it what one was about to do. */
function Sides({ entry, now }: { entry: OutboxEntry; now: Date }) {
  const { by, at, state } = entry.problem?.params ?? {};
  const there = (shared.receiptState as Record<string, string>)[String(state)];
  if (!there) return <p class={s.sub}>{entry.problem ? problemText(entry.problem) : ''}</p>;
  const reason =
    typeof entry.input.reason === 'string' ? entry.input.reason : typeof entry.input.note === 'string' ? entry.input.note : null;
  return (
    <div class={x.versus}>
      <div>
        <span>{w.sides(String(by ?? w.somebody), at ? formatShortTime(String(at), now) : '')}</span>
        <b>{there}</b>
      </div>
      <div class={x.mine}>
        <span>{w.mine(formatShortTime(entry.doneAt, now))}</span>
        <b>{entryText(entry)}</b>
        {reason && <p>{reason}</p>}
      </div>
    </div>
  );
}
