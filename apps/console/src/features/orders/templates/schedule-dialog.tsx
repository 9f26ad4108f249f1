import { newId } from '@muster/client/ids';
import { holidaysKnownUntil } from '@muster/contract/orders/holidays';
import type { Recurrence } from '@muster/contract/orders/recurrence';
import { slotsAfter } from '@muster/contract/orders/slots';
import type { Template } from '@muster/contract/orders/templates.operations';
import { cityDay, formatDayTime } from '@muster/ui/format';
import { Checkbox, Input, InputNumber, Segmented } from 'antd';
import { useState } from 'react';
import { useNow } from '../../../app/clock.ts';
import { Dialog } from '../../../app/dialog.tsx';
import { useCommand } from '../../../app/query.ts';
import { useSession } from '../../../app/session.tsx';
import { ProblemLine } from '../../../app/states/problem-line.tsx';
import styles from '../inbox/inbox.module.css';
import { readDays, readTimes, weekdays } from './recurrence-text.ts';
import { templatesWords as words } from './templates.words.ts';

const shownNext = 5;

/** When a template is sent by itself; the next five are shown by the arithmetic that sends them. */
export function ScheduleDialog({ template, onClose }: { template: Template; onClose: () => void }) {
  const [scheduleId] = useState(() => newId());
  const { person } = useSession();
  const now = useNow(30_000);
  const [times, setTimes] = useState('09:00');
  const [kind, setKind] = useState<Recurrence['days']['kind']>('daily');
  const [chosen, setChosen] = useState<number[]>([1, 2, 3, 4, 5]);
  const [every, setEvery] = useState(2);
  const [from, setFrom] = useState(() => cityDay(Date.now()));
  const [skipHolidays, setSkipHolidays] = useState(false);
  const [skip, setSkip] = useState('');
  const [until, setUntil] = useState('');
  const create = useCommand('createSchedule', { refresh: ['listSchedules'], onDone: onClose });

  const readable = readTimes(times);
  const skipDays = readDays(skip);
  const recurrence: Recurrence | null =
    readable && skipDays && (kind !== 'weekdays' || chosen.length > 0) && (kind !== 'everyDays' || from !== '')
      ? {
          times: readable,
          days: kind === 'daily' ? { kind } : kind === 'weekdays' ? { kind, weekdays: chosen } : { kind, every, from },
          skipHolidays,
          skipDays,
          ...(until ? { until } : {}),
        }
      : null;
  const next = recurrence ? slotsAfter(recurrence, new Date(now), shownNext) : [];
  const [first] = next;

  return (
    <Dialog
      title={words.dialogTitle(template.title)}
      act={first ? words.go(formatDayTime(first.toISOString(), now)) : readable ? words.previewNone : words.timesWrong}
      disabled={!first}
      pending={create.isPending}
      onAct={() => recurrence && create.mutate({ scheduleId, templateId: template.id, recurrence })}
      onKeep={onClose}
    >
      <div className={styles.field}>
        <label htmlFor="schedule-times">{words.times}</label>
        <Input
          id="schedule-times"
          autoFocus
          placeholder={words.timesHint}
          maxLength={80}
          value={times}
          status={readable ? '' : 'error'}
          aria-invalid={readable ? undefined : true}
          onChange={(event) => setTimes(event.target.value)}
        />
      </div>
      <div className={styles.field}>
        <Segmented
          aria-label={words.days}
          value={kind}
          options={(['daily', 'weekdays', 'everyDays'] as const).map((value) => ({ value, label: words.dayKinds[value] }))}
          onChange={setKind}
        />
      </div>
      {kind === 'weekdays' ? (
        <div className={styles.field}>
          <Checkbox.Group
            value={chosen}
            options={weekdays.map((day) => ({ value: day, label: words.weekday[day] }))}
            onChange={(days) => setChosen(days as number[])}
          />
        </div>
      ) : null}
      {kind === 'everyDays' ? (
        <div className={styles.ask}>
          <div className={styles.field}>
            <label htmlFor="schedule-every">{words.every}</label>
            <InputNumber id="schedule-every" min={2} max={30} precision={0} value={every} onChange={(value) => setEvery(value ?? 2)} />
          </div>
          <div className={styles.field}>
            <label htmlFor="schedule-from">{words.from}</label>
            <Input id="schedule-from" type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
          </div>
        </div>
      ) : null}
      <div className={styles.field}>
        <Checkbox checked={skipHolidays} onChange={(event) => setSkipHolidays(event.target.checked)}>
          {words.skipHolidays}
        </Checkbox>{' '}
        {skipHolidays ? <span className="s12 t3">{words.holidaysUntil(holidaysKnownUntil)}</span> : null}
      </div>
      <div className={styles.ask}>
        <div className={styles.field}>
          <label htmlFor="schedule-skip">{words.skipDays}</label>
          <Input
            id="schedule-skip"
            maxLength={700}
            value={skip}
            status={skipDays ? '' : 'error'}
            aria-invalid={skipDays ? undefined : true}
            onChange={(event) => setSkip(event.target.value)}
          />
        </div>
        <div className={styles.field}>
          <label htmlFor="schedule-until">{words.until}</label>
          <Input id="schedule-until" type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
        </div>
      </div>
      <div className={styles.field} aria-live="polite">
        <span className="s13 t2">{words.preview}</span>
        {next.length > 0 ? (
          <ol>
            {next.map((at) => (
              <li key={at.toISOString()}>{formatDayTime(at.toISOString(), now)}</li>
            ))}
          </ol>
        ) : (
          <p className="wait">{words.previewNone}</p>
        )}
      </div>
      <p className="s12 t3">{words.inName(person.name)}</p>
      <ProblemLine problem={create.error} />
    </Dialog>
  );
}
