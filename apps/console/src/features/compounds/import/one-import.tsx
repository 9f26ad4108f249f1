import type { CompoundImport } from '@muster/contract/compounds/import.operations';
import { importRefusalText } from '@muster/contract/compounds/import-sentences';
import { formatDayTime, formatNumber } from '@muster/ui/format';
import { language } from '@muster/ui/words/dictionary';
import { problemText } from '@muster/ui/words/problems.words';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect } from 'react';
import { serverNow } from '../../../app/clock.ts';
import page from '../../../app/page.module.css';
import { useCommand, useView } from '../../../app/query.ts';
import { Loaded } from '../../../app/states/states.tsx';
import { FileNotes } from './file-notes.tsx';
import styles from './import.module.css';
import { importWords as words } from './import.words.ts';
import { ImportLines } from './import-lines.tsx';
import type { ImportDetail } from './import-types.ts';

/** The live stream says when it is further; a look every second is the net below it. */
const lookEveryMs = 1000;

/** One import, at whatever step it is. */
export function OneImport({ importId, onAnother }: { importId: string; onAnother: () => void }) {
  const query = useView('getCompoundImport', { importId });
  const state = query.data?.state;
  const { refetch } = query;
  const goesOn = state === 'reading' || state === 'running';
  useEffect(() => {
    if (!goesOn) return;
    const timer = setInterval(() => void refetch(), lookEveryMs);
    return () => clearInterval(timer);
  }, [goesOn, refetch]);
  return <Loaded query={query}>{(data) => <Step one={data} onAnother={onAnother} />}</Loaded>;
}

function Step({ one, onAnother }: { one: ImportDetail; onAnother: () => void }) {
  const now = serverNow();
  const hasLines = one.state === 'ready' || one.state === 'running' || one.state === 'done';
  return (
    <>
      <header className={page.head}>
        <div>
          <h1>{heading(one)}</h1>
          <p className="t2">
            {one.fileName} · {words.by(one.startedBy, formatDayTime(one.startedAt, now), formatNumber(one.counts.rows))}
          </p>
        </div>
        <div className={page.acts}>
          <Acts one={one} onAnother={onAnother} />
        </div>
      </header>
      {one.state === 'reading' && <p className={styles.note}>{words.readingHint}</p>}
      {one.refusal && (
        <p className={styles.problem} role="alert">
          {importRefusalText(one.refusal, language())}
        </p>
      )}
      {one.state === 'running' && <Progress one={one} />}
      {one.reported > 0 && hasLines && (
        <p className={styles.note}>
          <a className="lnk" href={`/api/compound-imports/${one.id}/report?language=${language()}`} download>
            {words.report}
          </a>{' '}
          {words.reportHint}
        </p>
      )}
      {hasLines && <ImportLines one={one} />}
      {one.leaves.length > 0 && <FileNotes leaves={one.leaves} />}
    </>
  );
}

function heading(one: CompoundImport): string {
  const { counts, state } = one;
  if (state === 'reading') return words.reading(one.fileName);
  if (state === 'refused') return words.refused(one.fileName);
  if (state === 'dropped') return words.dropped;
  if (state === 'running') return words.running(formatNumber(one.done + one.failed), formatNumber(one.todo));
  const { sentence } = words;
  const separator = language() === 'zh' ? '，' : ', ';
  if (state === 'done')
    return [words.done(formatNumber(one.done)), ...(one.failed > 0 ? [words.failed(formatNumber(one.failed))] : []), ...faulty(one)].join(
      separator,
    );
  const parts = [
    ...(counts.add > 0 ? [sentence.add(formatNumber(counts.add), formatNumber(counts.buildingsAdd))] : []),
    ...(counts.change > 0 ? [sentence.change(formatNumber(counts.change))] : []),
    ...(one.todo === 0 ? [sentence.nothing] : []),
    ...(counts.same > 0 ? [sentence.same(formatNumber(counts.same))] : []),
    ...faulty(one),
  ];
  return parts.join(separator);
}

const faulty = ({ counts }: CompoundImport) => (counts.faulty > 0 ? [words.sentence.faulty(formatNumber(counts.faulty))] : []);

function Acts({ one, onAnother }: { one: CompoundImport; onAnother: () => void }) {
  const refresh = ['getCompoundImport', 'listCompoundImports'] as const;
  const run = useCommand('runCompoundImport', { refresh: [...refresh] });
  const drop = useCommand('dropCompoundImport', { refresh: [...refresh] });
  const problem = run.error ?? drop.error;
  const { undecided } = one.counts;
  return (
    <>
      {problem && (
        <span className={styles.problem} role="alert">
          {problemText(problem)}
        </span>
      )}
      {one.state === 'done' && (
        <Link className="lnk" to="/areas/$code" params={{ code: one.area.code }}>
          {words.look(one.area.name)}
        </Link>
      )}
      {['done', 'refused', 'dropped', 'ready'].includes(one.state) && (
        <Button onClick={onAnother}>{one.state === 'done' ? words.more : words.another}</Button>
      )}
      {one.may.drop && (
        <Button disabled={drop.isPending} onClick={() => drop.mutate({ importId: one.id })}>
          {words.drop}
        </Button>
      )}
      {one.may.run && (
        <Button type="primary" loading={run.isPending} disabled={undecided > 0} onClick={() => run.mutate({ importId: one.id })}>
          {undecided > 0 ? words.runMissing(formatNumber(undecided)) : words.run(formatNumber(one.todo))}
        </Button>
      )}
    </>
  );
}

function Progress({ one }: { one: CompoundImport }) {
  const through = one.done + one.failed;
  const share = one.todo === 0 ? 100 : (100 * through) / one.todo;
  return (
    <div className={styles.card}>
      <div role="status">{words.running(formatNumber(through), formatNumber(one.todo))}</div>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={words.title}
        aria-valuenow={Math.round(share)}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <i style={{ width: `${share}%` }} />
      </div>
      <p className={styles.note}>{words.runningHint}</p>
    </div>
  );
}
