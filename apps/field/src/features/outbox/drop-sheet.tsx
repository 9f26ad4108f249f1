import type { OutboxEntry } from '@muster/client/outbox/entry';
import type { Answer } from '@muster/contract/orders/answers';
import { formatNumber, formatShortTime } from '@muster/ui/format';
import { problemText } from '@muster/ui/words/problems.words';
import { useState } from 'preact/hooks';
import { outbox } from '../../app/device.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Button, Sheet } from '../../pieces/pieces.tsx';
import { asProblem } from '../../pieces/problem.tsx';
import { entryText } from './entry-text.ts';
import { outboxWords as w } from './outbox.words.ts';

/** Nothing is given up without saying what is lost with it. */
export function DropSheet({ entry, now, onClose }: { entry: OutboxEntry; now: Date; onClose: () => void }) {
  const [error, setError] = useState<string | null>(null);
  const answer = entry.operation === 'answerReceipt' ? (entry.input.answer as Answer) : null;
  const lost = [
    w.dropWhat(entryText(entry), formatShortTime(entry.doneAt, now)),
    ...(answer ? [w.dropAnswers(formatNumber(Object.keys(answer.values).length))] : []),
    ...(entry.files?.length ? [w.dropPhotos(formatNumber(entry.files.length))] : []),
  ];

  async function drop() {
    setError(null);
    try {
      await outbox().discard(entry.sequence);
      onClose();
    } catch (fault) {
      const problem = asProblem(fault as Error);
      setError(problem.code === 'network.unreachable' ? w.dropOffline : problemText(problem));
    }
  }

  return (
    <Sheet title={w.dropTitle} onClose={onClose} dock={<Button onTap={onClose}>{w.keep}</Button>}>
      <p>{w.dropLost}</p>
      <ul>
        {lost.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p class={s.sub}>{w.dropGone}</p>
      {error && (
        <p class={s.error} role="alert">
          <Icon name="warning" />
          {error}
        </p>
      )}
      <Button look="danger" small onTap={() => void drop()}>
        {w.dropNow}
      </Button>
    </Sheet>
  );
}
