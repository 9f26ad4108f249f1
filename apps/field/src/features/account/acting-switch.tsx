import { formatNumber } from '@muster/ui/format';
import { problemText } from '@muster/ui/words/problems.words';
import { actingAs } from '@muster/ui/words/roles.words';
import { useState } from 'preact/hooks';
import { switchAssignment, useSession } from '../../app/session.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Heading } from '../../pieces/pieces.tsx';
import { asProblem } from '../../pieces/problem.tsx';
import { accountWords as w } from './account.words.ts';
import { SwitchSheet } from './switch-sheet.tsx';

/** One acting assignment at a time, changed without signing in again. What waits belongs to the one in which it was done. */
export function ActingSwitch({ waiting }: { waiting: number }) {
  const { acting, assignments } = useSession();
  const [going, setGoing] = useState<string | null>(null);
  const [asking, setAsking] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);

  async function take(assignmentId: string) {
    if (assignmentId === acting.id || going) return;
    setError(null);
    setGoing(assignmentId);
    try {
      await switchAssignment(assignmentId);
    } catch (problem) {
      setError(problemText(asProblem(problem as Error)));
    } finally {
      setGoing(null);
    }
  }

  return (
    <>
      <Heading>{w.acting}</Heading>
      <div class={`${s.card} ${s.rows}`} role="radiogroup" aria-label={w.acting}>
        {assignments.map((assignment) => (
          // biome-ignore lint/a11y/useSemanticElements: a whole row as one radio button, 48 px high
          <button
            key={assignment.id}
            type="button"
            role="radio"
            aria-checked={assignment.id === acting.id}
            class={`${s.row} ${s.plain}`}
            onClick={() => (waiting > 0 && assignment.id !== acting.id ? setAsking(assignment.id) : void take(assignment.id))}
          >
            <span>
              {assignment.title ? `${assignment.areaName ?? assignment.unitName ?? ''} ${assignment.title}` : actingAs(assignment)}
              {going === assignment.id && <p>{w.switching}</p>}
              {assignments.length === 1 && <p>{w.onlyOne}</p>}
            </span>
            <span class={s.radio} />
          </button>
        ))}
      </div>
      {waiting > 0 && assignments.length > 1 && <p class={s.note}>{w.waitsFirst(formatNumber(waiting))}</p>}
      {asking && (
        <SwitchSheet
          waiting={waiting}
          onClose={() => setAsking(null)}
          onSwitch={() => {
            setAsking(null);
            void take(asking);
          }}
        />
      )}
      {error && (
        <p class={s.error} role="alert">
          <Icon name="warning" />
          {error}
        </p>
      )}
    </>
  );
}
