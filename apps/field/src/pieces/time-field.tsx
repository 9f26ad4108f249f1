import { piecesWords as w } from './pieces.words.ts';
import s from './stepper.module.css';
import { stepped, timeOf } from './time-text.ts';

interface TimeProps {
  name: string;
  /** 14:30 */
  value: string;
  onChange: (time: string) => void;
}

/** A time of day by steps of ten minutes, or typed as it is said: 1430, 14点半. The containers' own fields look foreign. */
export function TimeField({ name, value, onChange }: TimeProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out as the pictures ask
    <div role="group" aria-label={name} class={s.stepper}>
      <button type="button" aria-label={w.earlier} onClick={() => onChange(stepped(value, -10))}>
        −
      </button>
      <input
        class={s.typed}
        aria-label={name}
        inputMode="numeric"
        key={value}
        defaultValue={value}
        onChange={(event) => {
          const time = timeOf(event.currentTarget.value);
          if (time) onChange(time);
          else event.currentTarget.value = value;
        }}
      />
      <button type="button" aria-label={w.later} onClick={() => onChange(stepped(value, 10))}>
        +
      </button>
    </div>
  );
}
