import { formatShortTime } from '@muster/ui/format';
import { placeWords } from '@muster/ui/words/places.words';
import type { Ground } from '../../app/ground-types.ts';
import { useNow } from '../../app/now.ts';
import s from '../../pieces/pieces.module.css';
import { Tile } from '../../pieces/tile.tsx';
import { Waits } from '../../pieces/waits.tsx';
import { placesWords as w } from './places.words.ts';
import { ProblemActs } from './problem-acts.tsx';

type Problem = Ground['places']['content']['problems'][number];

/** What was told of a place and is not put right: whether somebody has it in hand. */
export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  const now = useNow(60_000);
  if (problems.length === 0) return null;
  return (
    <ul class={s.rows} style={{ padding: '0' }}>
      {problems.map((problem) => (
        <li key={problem.id} class={s.row}>
          <Tile state={problem.isLate ? 'late' : problem.state === 'seen' ? 'inHand' : 'waiting'} />
          <div>
            {problem.text ?? placeWords.problem[problem.kind]}
            <p>
              {[
                problem.isLate && w.late,
                placeWords.problemState[problem.state],
                w.problemBy(problem.reportedBy, formatShortTime(problem.reportedAt, now)),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            <Waits subject={problem.id} />
            <ProblemActs problem={problem} />
          </div>
          <span />
        </li>
      ))}
    </ul>
  );
}
