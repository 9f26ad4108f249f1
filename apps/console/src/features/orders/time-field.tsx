import { cityDay, cityInstant, formatClock, formatDayTime } from '@muster/ui/format';
import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useId } from 'react';
import { serverNow } from '../../app/clock.ts';
import styles from './time-field.module.css';

/** The picker knows only the device's time zone: it gets the day and time of the city as if they were the device's. */
function toPicker(instant: string | number): Dayjs {
  return dayjs(`${cityDay(instant)}T${formatClock(instant)}:00`);
}

function fromPicker(value: Dayjs): string {
  // Noon of the day, whichever side of midnight the device is on.
  return cityInstant(Date.parse(`${value.format('YYYY-MM-DD')}T04:00:00Z`), value.format('HH:mm')).toISOString();
}

const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);

/** An instant as “今天 12:00”; `09:30` or `5-11 09:30` can be typed. What lies before `earliest` is not offered. */
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
        status={fault ? 'error' : ''}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        showTime={{ format: 'HH:mm', minuteStep: 5 }}
        format={[(at) => formatDayTime(fromPicker(at), serverNow()), 'HH:mm', 'M-D HH:mm', 'M月D日 HH:mm', 'YYYY-MM-DD HH:mm']}
        disabledDate={(day) => day.isBefore(least, 'day')}
        disabledTime={(at) => ({
          disabledHours: () => (at?.isSame(least, 'day') ? range(0, least.hour()) : []),
          disabledMinutes: (hour) => (at?.isSame(least, 'day') && hour === least.hour() ? range(0, least.minute()) : []),
        })}
        onChange={(next) => {
          const one = Array.isArray(next) ? next[0] : next;
          if (one) onChange(fromPicker(one));
        }}
      />
      {fault ? (
        <div id={`${id}-fault`} className="s13 late">
          {fault}
        </div>
      ) : null}
    </div>
  );
}
