import { useId } from 'preact/hooks';
import s from './pieces.module.css';
import t from './stepper.module.css';

interface StepperProps {
  label: string;
  value: number;
  most: number;
  least?: number;
  /** How much a tap is; the first one comes to it, from one. */
  step?: number;
  onChange: (value: number) => void;
}

/** A count by taps, or typed. */
export function Stepper({ label, value, most, least = 0, step = 1, onChange }: StepperProps) {
  const id = useId();
  const set = (next: number) => onChange(Math.max(least, Math.min(most, next)));
  return (
    <div class={s.field}>
      <label class={s.label} for={id}>
        {label}
      </label>
      <div class={t.stepper}>
        <button type="button" aria-label={`${label} − ${step}`} disabled={value <= least} onClick={() => set(value - step)}>
          −
        </button>
        <input
          id={id}
          class={s.input}
          inputMode="numeric"
          pattern="[0-9]*"
          value={String(value)}
          onInput={(event) => set(Number(event.currentTarget.value.replace(/\D/g, '')))}
        />
        <button
          type="button"
          aria-label={`${label} + ${step}`}
          disabled={value >= most}
          onClick={() => set(value === least && step > least ? step : value + step)}
        >
          +
        </button>
      </div>
    </div>
  );
}
