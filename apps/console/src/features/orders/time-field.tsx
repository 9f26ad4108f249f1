import { cityDay, cityInstant, formatClock, formatDayTime, formatShortTime } from '@muster/ui/format';
import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type KeyboardEvent, useId, useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import styles from './time-field.module.css';
import { timeFieldWords as words } from './time-field.words.ts';
import { readTime } from './time-text.ts';

/** The picker knows only the device's time zone: it gets the day and time of the city as if they were the device's. */
function toPicker(instant: string | number): Dayjs {
  return dayjs(`${cityDay(instant)}T${formatClock(instant)}:00`);
}

function fromPicker(value: Dayjs): string {
  // Noon of the day, whichever side of midnight the device is on.
  return cityInstant(Date.parse(`${value.format('YYYY-MM-DD')}T04:00:00Z`), value.format('HH:mm')).toISOString();
}

const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);

/** An instant as “今天 12:00”; `12:00`, `明天 9:00` or `5-11 09:30` can be typed. What lies before `earliest` is not offered. */
export function TimeField({
  label,
  note,
  value,
  earliest,
  fault,
  onChange,
}: {
  label: string;
  note?: string;
  value: string;
  earliest: number;
  fault?: string | undefined;
  onChange: (instant: string) => void;
}) {
  const id = useId();
  const least = toPicker(earliest + 59_999);
  const text = formatDayTime(value, serverNow());
  const [open, setOpen] = useState(false);
  const [typedFault, setTypedFault] = useState<string | null>(null);
  const said = typedFault ?? fault;

  /** Takes what was typed. The field goes back to its time where it is none, and says so. */
  function take(typed: string): boolean {
    if (typed.trim() === text) return true;
    const instant = readTime(typed, serverNow());
    const isEarly = instant !== null && toPicker(instant).isBefore(least, 'minute');
    if (instant === null || isEarly) {
      setTypedFault(instant === null ? words.unread(typed.trim()) : words.early(formatShortTime(fromPicker(least), serverNow())));
      return false;
    }
    setTypedFault(null);
    onChange(instant);
    return true;
  }

  return (
    <div className={styles.field}>
      <label htmlFor={id}>
        {label} {note ? <span className="t3">{note}</span> : null}
      </label>
      <DatePicker
        id={id}
        style={{ width: '100%' }}
        allowClear={false}
        needConfirm={false}
        showNow={false}
        value={toPicker(value)}
        status={said ? 'error' : ''}
        aria-invalid={said ? true : undefined}
        aria-describedby={said ? `${id}-fault` : undefined}
        classNames={{ popup: { root: styles.popup } }}
        open={open}
        onOpenChange={setOpen}
        showTime={{ format: 'HH:mm', minuteStep: 5, hideDisabledOptions: true }}
        // The words of the present time, all of them literal: with a function the picker lets nobody type, and its own
        // reading of “今天” would be the device's. What is typed is read below.
        format={`[${text}]`}
        previewValue={false}
        onKeyDown={(event: KeyboardEvent<HTMLElement>) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          const typed = (event.target as HTMLInputElement).value;
          if (!take(typed)) return;
          const next = typed.trim() === text && !open;
          // Closing, the picker sends the time that it holds: only after it has been given what was typed.
          requestAnimationFrame(() => setOpen(next));
        }}
        onBlur={({ target }) => {
          // The panel loses the focus through here, too.
          if (target instanceof HTMLInputElement) take(target.value);
        }}
        disabledDate={(day) => day.isBefore(least, 'day')}
        disabledTime={(at) => ({
          disabledHours: () => (at?.isSame(least, 'day') ? range(0, least.hour()) : []),
          disabledMinutes: (hour) => (at?.isSame(least, 'day') && hour === least.hour() ? range(0, least.minute()) : []),
        })}
        onChange={(next) => {
          const one = Array.isArray(next) ? next[0] : next;
          setTypedFault(null);
          if (one) onChange(fromPicker(one));
        }}
      />
      {said ? (
        <div id={`${id}-fault`} className="s13 late">
          {said}
        </div>
      ) : null}
    </div>
  );
}
