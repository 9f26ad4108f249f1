import type { ProblemError } from '@muster/client/call';
import { fieldText } from '@muster/ui/words/desk-problems.words';
import { type ReactNode, useEffect, useId } from 'react';
import styles from './field.module.css';

/**
 * One field of a form over an operation: its label, a hint, and what the server said is wrong there. `pointer` is the
 * name of the input (`mobile`); the problem names it as `/mobile` or `/body/mobile`.
 */
export function Field({
  label,
  hint,
  pointer,
  problem,
  children,
}: {
  label: string;
  hint?: string;
  pointer?: string;
  problem?: ProblemError | null;
  children: (props: { id: string; 'aria-describedby': string; 'aria-invalid': boolean; status: '' | 'error' }) => ReactNode;
}) {
  const id = useId();
  const error = pointer === undefined ? undefined : problem?.errors.find((one) => one.pointer.split('/').at(-1) === pointer);
  const isWrong = error !== undefined;
  useEffect(() => {
    // The first field that is wrong gets the focus; the others say so without taking it away.
    if (isWrong && !document.activeElement?.matches('[aria-invalid="true"]')) document.getElementById(id)?.focus();
  }, [isWrong, id]);
  return (
    <div>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children({ id, 'aria-describedby': `${id}-note`, 'aria-invalid': isWrong, status: isWrong ? 'error' : '' })}
      <div id={`${id}-note`} className={error ? styles.bad : styles.hint}>
        {error ? fieldText(error, problem?.params) : hint}
      </div>
    </div>
  );
}
