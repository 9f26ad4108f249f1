import { ProblemError } from '@muster/client/call';
import { problemText } from '@muster/ui/words/problems.words';
import { shared } from '@muster/ui/words/shared.words';
import { appWords as w } from '../app/app.words.ts';
import s from './pieces.module.css';

/** What could not be read, here and not over the whole page, with the way to try again. */
export function Problem({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <div class={s.card} role="alert">
      <b>{w.unread}</b>
      <p class={s.sub}>{problemText(asProblem(error))}</p>
      <button type="button" class={s.link} onClick={onRetry}>
        {shared.action.retry}
      </button>
    </div>
  );
}

export function asProblem(error: Error): { code: string; params?: Record<string, string | number | null>; requestId?: string | undefined } {
  return error instanceof ProblemError ? error : { code: 'internal' };
}
