import type { ProblemError } from '@muster/client/call';
import { problemText } from '@muster/ui/words/problems.words';
import { Icon } from '../icons.tsx';
import styles from './states.module.css';

/** What an act was refused for, said where it was tried. Announced, because focus stays on the button. */
export function ProblemLine({ problem }: { problem: ProblemError | null | undefined }) {
  return (
    <div role="alert" className={problem ? styles.problem : undefined}>
      {problem ? (
        <>
          <Icon name="warning" />
          <span>{problemText(problem)}</span>
        </>
      ) : null}
    </div>
  );
}
