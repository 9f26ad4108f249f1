import { cityDay, cityInstant, formatClock } from '@muster/ui/format';
import { Input } from 'antd';
import { useId } from 'react';
import { serverNow } from '../../app/clock.ts';
import styles from './time-field.module.css';

/**
 * An instant as a day and a time of the city, in the browser's own fields: quick to type, known to every screen reader.
 * `earliest` is not offered below; what is typed all the same is said at the field by the server's problem.
 */
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
  const day = cityDay(value);
  const time = formatClock(value);

  function set(nextDay: string, nextTime: string) {
    // Noon of the day: whichever side of midnight the device is on.
    const noon = Date.parse(`${nextDay}T04:00:00Z`);
    if (Number.isNaN(noon) || !/^\d{2}:\d{2}$/.test(nextTime)) return;
    onChange(cityInstant(noon, nextTime).toISOString());
  }

  return (
    <div className={styles.field}>
      <label htmlFor={`${id}-time`}>
        {label} {note ? <span className="t3">{note}</span> : null}
      </label>
      <div className={styles.pair}>
        <Input
          type="date"
          aria-label={label}
          value={day}
          min={cityDay(Math.max(earliest, serverNow()))}
          status={fault ? 'error' : ''}
          onChange={(event) => set(event.target.value, time)}
        />
        <Input
          id={`${id}-time`}
          type="time"
          value={time}
          status={fault ? 'error' : ''}
          {...(day === cityDay(earliest) ? { min: formatClock(earliest + 59_999) } : {})}
          aria-invalid={fault ? true : undefined}
          aria-describedby={fault ? `${id}-fault` : undefined}
          onChange={(event) => set(day, event.target.value)}
        />
      </div>
      {fault ? (
        <div id={`${id}-fault`} className="s13 late">
          {fault}
        </div>
      ) : null}
    </div>
  );
}
