import { cityDay, formatDayWithWeekday } from '@muster/ui/format';
import s from './day-field.module.css';
import { piecesWords as w } from './pieces.words.ts';

const dayMs = 24 * 3_600_000;

interface DayProps {
  label: string;
  /** yyyy-mm-dd in the city's time. */
  value: string;
  earliest: string;
  now: Date;
  onChange: (day: string) => void;
}

/** A day by taps, in our own words and type: the containers' own fields look foreign, and differ from phone to phone. */
export function DayField({ label, value, earliest, now, onChange }: DayProps) {
  const at = noonOf(value);
  const move = (days: number) => {
    const next = cityDay(new Date(at.getTime() + days * dayMs));
    onChange(next < earliest ? earliest : next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out as the pictures ask
    <div role="group" aria-label={label} class={s.day}>
      <button type="button" aria-label={w.dayBefore} disabled={value <= earliest} onClick={() => move(-1)}>
        −
      </button>
      <output aria-live="polite">{formatDayWithWeekday(at, now)}</output>
      <button type="button" aria-label={w.dayAfter} onClick={() => move(1)}>
        +
      </button>
      <button type="button" class={s.week} onClick={() => move(7)}>
        {w.week}
      </button>
    </div>
  );
}

/** A moment that lies in that day wherever the phone stands. */
export function noonOf(day: string): Date {
  return new Date(`${day}T04:00:00Z`);
}
