import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import styles from './places.module.css';
import { placesWords as words } from './places.words.ts';
import { asTime, type WrittenSpan } from './written-span.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** One time that comes back: from, to, on which days; what a shift needs besides stands around it. */
export function SpanRow<Span extends WrittenSpan>({
  span,
  label,
  before,
  after,
  onChange,
  onRemove,
}: {
  span: Span;
  label: string;
  before?: ReactNode;
  after?: ReactNode;
  onChange: (span: Span) => void;
  onRemove: () => void;
}) {
  const time = (key: 'from' | 'to') => (
    <Input
      className={styles.time ?? ''}
      placeholder="07:00"
      maxLength={5}
      aria-label={`${label} ${words[key]}`}
      value={span[key]}
      onChange={(event) => onChange({ ...span, [key]: event.target.value })}
      onBlur={() => onChange({ ...span, [key]: asTime(span[key]) })}
    />
  );
  return (
    <div className={styles.span}>
      {before}
      {time('from')}–{time('to')}
      <Select
        className={styles.days ?? ''}
        mode="multiple"
        maxTagCount="responsive"
        aria-label={`${label} ${words.weekdays}`}
        value={span.weekdays}
        options={everyDay.map((value) => ({ value, label: words.day[value] }))}
        onChange={(weekdays: number[]) => onChange({ ...span, weekdays })}
      />
      {after}
      <button type="button" className="lnk" onClick={onRemove}>
        {words.remove}
        <span className="sr"> {label}</span>
      </button>
    </div>
  );
}
