import type { OperationOf, ResultOf } from '@muster/client/types';
import { formatDayTime, formatNumber, formatShortTime } from '@muster/ui/format';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { serverNow } from '../../app/clock.ts';
import { Icon } from '../../app/icons.tsx';
import page from '../../app/page.module.css';
import { useView } from '../../app/query.ts';
import { Loaded } from '../../app/states/states.tsx';
import table from '../../app/table.module.css';
import { Table } from '../../app/table.tsx';
import { useTitle } from '../../app/use-title.ts';
import { stepsLeft } from './set-up-steps.ts';
import styles from './system.module.css';
import { systemWords as words } from './system.words.ts';

type System = ResultOf<OperationOf<'getSystem'>>;

/** Whether the installation is well, for those who keep it running; and what of the set-up is still to do. */
export function SystemPage() {
  useTitle(words.title);
  const system = useView('getSystem', {}, { staleTime: 5000 });
  return (
    <div className={styles.page}>
      <header className={page.head}>
        <div>
          <h1>{words.title}</h1>
          {system.data && <Verdict system={system.data} />}
        </div>
        <Button loading={system.isFetching} onClick={() => void system.refetch()}>
          {words.again}
        </Button>
      </header>
      <Loaded query={system} lines={8}>
        {(data) => (
          <>
            {stepsLeft(data.setUp) > 0 && (
              <p className={styles.left}>
                {words.setUpLeft(formatNumber(stepsLeft(data.setUp)))}{' '}
                <Link to="/set-up" className="lnk">
                  {words.setUpGo}
                </Link>
              </p>
            )}
            <Facts system={data} />
            <Checks system={data} />
            <p className="t3 s12" style={{ marginTop: 12 }}>
              {words.read(formatShortTime(system.dataUpdatedAt, serverNow()))}
            </p>
          </>
        )}
      </Loaded>
    </div>
  );
}

function Verdict({ system }: { system: System }) {
  const wrong = system.checks.filter((check) => !check.ok).length;
  return wrong === 0 ? (
    <p className="t2">{words.fine}</p>
  ) : (
    <p>
      <b className="wait">{words.wrong(formatNumber(wrong))}</b>
    </p>
  );
}

function Facts({ system }: { system: System }) {
  const facts = [
    [words.version, system.version],
    [words.startedAt, formatDayTime(system.startedAt, serverNow())],
    [words.databaseVersion, system.databaseVersion],
    [words.databaseBytes, bytes(system.databaseBytes)],
    [words.liveScreens, formatNumber(system.liveScreens)],
    [words.journalPosition, formatNumber(system.journalPosition)],
    [words.jobsWaiting, formatNumber(system.jobsWaiting)],
  ] as const;
  return (
    <dl className={`${page.facts} ${styles.facts}`}>
      {facts.map(([word, value]) => (
        <div key={word}>
          <dd>{value}</dd>
          <dt>{word}</dt>
        </div>
      ))}
    </dl>
  );
}

function Checks({ system }: { system: System }) {
  const worstFirst = [...system.checks].sort((a, b) => Number(a.ok) - Number(b.ok));
  return (
    <section className={page.section}>
      <h2>{words.checks}</h2>
      <Table columns={[words.columnCheck, words.columnState, words.columnDetail]}>
        {worstFirst.map((check) => (
          <tr key={check.key}>
            <td>
              <b>{(words.check as Record<string, string>)[check.key] ?? check.key}</b>
            </td>
            <td className={table.nowrap}>
              <span className={check.ok ? styles.ok : `${styles.ok} wait`}>
                <Icon name={check.ok ? 'check' : 'warning'} size={14} />
                {check.ok ? words.ok : words.notOk}
              </span>
            </td>
            {/* What is well needs no words but the version. */}
            <td className="t2">{check.ok && check.key !== 'database' ? null : check.detail}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

function bytes(n: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = n;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${formatNumber(value, value < 10 && unit > 0 ? 1 : 0)} ${units[unit]}`;
}
