import type { ProblemError } from '@muster/client/call';
import { problemText } from '@muster/ui/words/problems.words';
import styles from './receipt-tree.module.css';

/** A refusal in a narrow column: below the act, over what is right of it. */
export function RowProblem({ problem }: { problem: ProblemError | null }) {
  return (
    <span role="alert" className={problem ? styles.problem : undefined}>
      {problem ? problemText(problem) : null}
    </span>
  );
}
