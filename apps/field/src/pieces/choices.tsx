import { useId } from 'preact/hooks';
import s from './pieces.module.css';

interface ChipsProps<V extends string> {
  label: string;
  options: readonly { value: V; text: string }[];
  value: V | null;
  onChange: (value: V) => void;
}

/** One of several, by a tap. */
export function Chips<V extends string>({ label, options, value, onChange }: ChipsProps<V>) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out as the pictures ask
    <div role="group" aria-labelledby={id} class={s.field}>
      <span id={id}>{label}</span>
      <div class={s.chips} style={{ marginTop: '6px' }}>
        {options.map((option) => (
          <button
            key={option.value}
            type="button"
            class={s.chip}
            aria-pressed={option.value === value}
            onClick={() => onChange(option.value)}
          >
            {option.text}
          </button>
        ))}
      </div>
    </div>
  );
}
