import type { PlaceProblem } from '@muster/contract/places/place-problems.operations';
import { formatDayTime, formatDeadline, formatShortTime } from '@muster/ui/format';
import { placeWords } from '@muster/ui/words/places.words';
import { shared } from '@muster/ui/words/shared.words';
import { Link } from '@tanstack/react-router';
import { Input } from 'antd';
import { useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import { Dialog } from '../../app/dialog.tsx';
import page from '../../app/page.module.css';
import { useCommand, useList } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Empty, Listed } from '../../app/states/states.tsx';
import { Field } from '../../parts/field.tsx';
import styles from './places.module.css';
import { placesWords as words } from './places.words.ts';

const refresh = ['getPlace', 'listPlaces', 'listPlaceProblems', 'summarisePlaces'] as const;

/** What is not settled in an area, the longest waiting first. */
export function OpenProblems({ under }: { under: string }) {
  const problems = useList('listPlaceProblems', { under, limit: 20 });
  return (
    <section className={page.section}>
      <h2>{words.problems}</h2>
      <Listed list={problems} empty={<Empty title={words.noProblems} />}>
        {(items) => items.map((problem) => <ProblemRow key={problem.id} problem={problem} showsPlace />)}
      </Listed>
    </section>
  );
}

export function ProblemRow({ problem, showsPlace = false }: { problem: PlaceProblem; showsPlace?: boolean }) {
  const [settling, setSettling] = useState(false);
  const see = useCommand('seePlaceProblem', { refresh: [...refresh] });
  const now = serverNow();
  const what = [placeWords.problem[problem.kind], problem.text].filter(Boolean).join(shared.listJoin);
  return (
    <div className={styles.item}>
      <div className={styles.itemHead}>
        <span>
          {showsPlace && (
            <>
              <Link to="/places/$placeId" params={{ placeId: problem.placeId }}>
                {problem.placeName}
              </Link>{' '}
              <span className="t3 s12">{problem.communityName}</span>{' '}
            </>
          )}
          <b>{what}</b>{' '}
          {problem.state !== 'settled' &&
            (problem.isLate ? (
              <span className={styles.late}>{formatDeadline(problem.dueAt, now)}</span>
            ) : (
              <span className="t2">
                {problem.state === 'open' ? placeWords.problemState.open : words.due(formatShortTime(problem.dueAt, now))}
              </span>
            ))}
        </span>
        <span className={styles.acts}>
          {problem.may.see && (
            <button type="button" className="lnk s13" onClick={() => see.mutate({ problemId: problem.id })}>
              {words.see}
              <span className="sr"> {what}</span>
            </button>
          )}
          {problem.may.settle && (
            <button type="button" className="lnk s13" onClick={() => setSettling(true)}>
              {words.settle}
              <span className="sr"> {what}</span>
            </button>
          )}
        </span>
      </div>
      <div className="t3 s12">
        {[
          words.problemLine(problem.reportedBy, formatDayTime(problem.reportedAt, now)),
          problem.seenBy && problem.seenAt ? words.seenLine(problem.seenBy, formatDayTime(problem.seenAt, now)) : null,
          problem.settledBy && problem.settledAt
            ? words.settledLine(problem.settledBy, formatDayTime(problem.settledAt, now), problem.outcome ?? '')
            : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
      <ProblemLine problem={see.error} />
      {settling && <SettleDialog problem={problem} onClose={() => setSettling(false)} />}
    </div>
  );
}

function SettleDialog({ problem, onClose }: { problem: PlaceProblem; onClose: () => void }) {
  const [outcome, setOutcome] = useState('');
  const settle = useCommand('settlePlaceProblem', { refresh: [...refresh], onDone: onClose });
  const trimmed = outcome.trim();
  return (
    <Dialog
      title={words.settleTitle(placeWords.problem[problem.kind])}
      act={trimmed.length < 2 ? words.settleMissing : words.settleAct}
      keep={words.settleKeep}
      disabled={trimmed.length < 2}
      pending={settle.isPending}
      onAct={() => settle.mutate({ problemId: problem.id, outcome: trimmed })}
      onKeep={onClose}
    >
      <p>{words.settleText}</p>
      <Field label={words.settleOutcome} pointer="outcome" problem={settle.error}>
        {(field) => <Input {...field} autoFocus maxLength={200} value={outcome} onChange={(event) => setOutcome(event.target.value)} />}
      </Field>
      <ProblemLine problem={settle.error} />
    </Dialog>
  );
}
