import type { Schedule } from '@muster/contract/orders/templates.operations';
import { formatDayTime, formatNumber, spokenNumber } from '@muster/ui/format';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useNow } from '../../../app/clock.ts';
import { Confirm } from '../../../app/dialog.tsx';
import page from '../../../app/page.module.css';
import { useCommand, useList } from '../../../app/query.ts';
import { ProblemLine } from '../../../app/states/problem-line.tsx';
import { Empty, Listed } from '../../../app/states/states.tsx';
import { Table } from '../../../app/table.tsx';
import { recurrenceText } from './recurrence-text.ts';
import styles from './templates.module.css';
import { templatesWords as words } from './templates.words.ts';

/** What goes out by itself: when next, when last, in whose name, and why it stands still. */
export function SchedulesSection() {
  const [ended, setEnded] = useState(false);
  const list = useList('listSchedules', { limit: 50, ended: ended ? 'true' : 'false' });
  return (
    <section className={page.ruled} aria-labelledby="schedules-title">
      <div className={page.title}>
        <h2 id="schedules-title">{words.schedules}</h2>
        <button type="button" className="lnk s13" onClick={() => setEnded(!ended)}>
          {ended ? words.showCurrent : words.showEnded}
        </button>
      </div>
      <Listed list={list} lines={3} empty={<Empty title={words.schedulesNone}>{ended ? null : words.schedulesNoneNote}</Empty>}>
        {(items) => (
          <Table columns={[words.name, words.when, words.next, words.last, words.by, words.state, { text: words.acts, hidden: true }]}>
            {items.map((schedule) => (
              <Row key={schedule.id} schedule={schedule} />
            ))}
          </Table>
        )}
      </Listed>
    </section>
  );
}

function Row({ schedule }: { schedule: Schedule }) {
  const now = useNow(30_000);
  const [isEnding, setEnding] = useState(false);
  const refresh = ['listSchedules'] as const;
  const pause = useCommand('pauseSchedule', { refresh: [...refresh] });
  const resume = useCommand('resumeSchedule', { refresh: [...refresh] });
  const end = useCommand('endSchedule', { refresh: [...refresh], onDone: () => setEnding(false) });
  const { lastRun, may } = schedule;
  const its = { scheduleId: schedule.id, version: schedule.version };
  return (
    <tr>
      <td>
        {schedule.isDrill ? <span className="tag plain">{words.drill}</span> : null} <b>{schedule.title}</b>
      </td>
      <td className="t2">{recurrenceText(schedule.recurrence)}</td>
      <td>
        {schedule.nextAt ? (
          <span title={schedule.upcoming.map((at) => formatDayTime(at, now)).join('\n')}>{formatDayTime(schedule.nextAt, now)}</span>
        ) : null}
      </td>
      <td>
        {lastRun ? (
          <>
            <div>
              <Link className="lnk" to="/orders/$orderId" params={{ orderId: lastRun.orderId }}>
                {spokenNumber(lastRun.numberText)}
              </Link>
            </div>
            <div className="s12 t3">
              {formatDayTime(lastRun.issuedAt, now)} {words.runs(formatNumber(schedule.runs))}
            </div>
            {lastRun.missed > 0 ? <div className="s12 wait">{words.missed(formatNumber(lastRun.missed))}</div> : null}
          </>
        ) : (
          <span className="t3">{words.never}</span>
        )}
      </td>
      <td className="t2">{schedule.personName}</td>
      <td className={schedule.state === 'paused' ? 'wait' : 't2'}>
        {schedule.state === 'paused'
          ? words.paused[schedule.pauseReason ?? 'byHand']
          : schedule.state === 'running'
            ? words.running
            : words.ended}
      </td>
      <td>
        <div className={styles.acts}>
          {may.pause ? (
            <button type="button" className="lnk" disabled={pause.isPending} onClick={() => pause.mutate(its)}>
              {words.pause}
            </button>
          ) : null}
          {may.resume ? (
            <button type="button" className="lnk" disabled={resume.isPending} onClick={() => resume.mutate(its)}>
              {words.resume}
            </button>
          ) : null}
          {may.end ? (
            <button type="button" className="lnk" onClick={() => setEnding(true)}>
              {words.end}
            </button>
          ) : null}
        </div>
        <ProblemLine problem={pause.error ?? resume.error} />
        {isEnding ? (
          <Confirm
            title={words.endTitle(schedule.title)}
            act={words.end}
            keep={words.endKeep}
            pending={end.isPending}
            onAct={() => end.mutate(its)}
            onKeep={() => setEnding(false)}
          >
            <p className="t2">{words.endNote}</p>
            <ProblemLine problem={end.error} />
          </Confirm>
        ) : null}
      </td>
    </tr>
  );
}
