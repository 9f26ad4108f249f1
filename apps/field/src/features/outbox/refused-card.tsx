import type { OutboxEntry } from '@muster/client/outbox/entry';
import { problemText } from '@muster/ui/words/problems.words';
import { outbox } from '../../app/device.ts';
import { writeDraft } from '../../app/drafts.ts';
import { paths, useGo } from '../../app/nav.tsx';
import s from '../../pieces/pieces.module.css';
import { Button } from '../../pieces/pieces.tsx';
import { answerDraftKey } from '../orders/answer-draft.ts';
import { AnswerConflict } from './answer-conflict.tsx';
import { conflictText, entryText, isConflict } from './entry-text.ts';
import x from './outbox.module.css';
import { outboxWords as w } from './outbox.words.ts';

/** One refusal: what it was, why, and the two ways out. Who was first is named; nothing is merged silently. */
export function RefusedCard({ entry, now }: { entry: OutboxEntry; now: Date }) {
  const go = useGo();
  const { problem } = entry;
  if (!problem) return null;
  const drop = () => void outbox().discard(entry.sequence);
  const retry = () => void outbox().retry(entry.sequence);
  /** The refused answer becomes the draft again, on the page where it was written. */
  const change = () => {
    writeDraft(answerDraftKey(entry.owner.personId, entry.subject), entry.input.answer);
    drop();
    go(paths.answer(entry.subject));
  };
  const isAnswer = entry.operation === 'answerReceipt';
  if (isConflict(entry)) {
    return isAnswer ? (
      <AnswerConflict entry={entry} now={now} onDrop={drop} />
    ) : (
      <section class={`${s.card} ${x.item}`} aria-label={entryText(entry)}>
        <b>{[entryText(entry), conflictText(entry)].join(w.join)}</b>
        <p class={s.sub}>{problemText(problem)}</p>
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
        <Button look="quiet" small onTap={drop}>
          {w.drop}
        </Button>
        {isAnswer && problem.status === 422 ? (
          <Button look="quiet" small onTap={change}>
            {w.change}
          </Button>
        ) : (
          <Button look="quiet" small onTap={retry}>
            {w.retry}
          </Button>
        )}
      </div>
    </section>
  );
}
