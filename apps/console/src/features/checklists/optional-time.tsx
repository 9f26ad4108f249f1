import type { ProblemError } from '@muster/client/call';
import { fieldText } from '@muster/ui/words/desk-problems.words';
import { serverNow } from '../../app/clock.ts';
import { TimeField } from '../orders/time-field.tsx';
import styles from './checklists.module.css';
import { checklistWords as words } from './checklists.words.ts';

/** A time that may be left open: what that means stands in its place. */
export function OptionalTime({
  label,
  none,
  value,
  proposeHours,
  pointer,
  problem,
  onChange,
}: {
  label: string;
  none: string;
  value: string | null;
  proposeHours: number;
  pointer: string;
  problem: ProblemError | null;
  onChange: (value: string | null) => void;
}) {
  const error = problem?.errors.find((one) => one.pointer === `/${pointer}`);
  if (value === null)
    return (
      <div>
        <div className={styles.label}>{label}</div>
        <span className="t3 s13">{none}</span>{' '}
        <button
          type="button"
          className="lnk s13"
          aria-label={`${label} ${words.setTime}`}
          onClick={() => onChange(new Date(Math.ceil(serverNow() / 3_600_000 + proposeHours) * 3_600_000).toISOString())}
        >
          {words.setTime}
        </button>
        {error && <p className="s13 late">{fieldText(error, problem?.params)}</p>}
      </div>
    );
  return (
    <div>
      <TimeField
        label={label}
        value={value}
        earliest={serverNow()}
        fault={error ? fieldText(error, problem?.params) : undefined}
        onChange={onChange}
      />
      <button type="button" className="lnk s13" aria-label={`${label} ${words.noTime}`} onClick={() => onChange(null)}>
        {words.noTime}
      </button>
    </div>
  );
}
