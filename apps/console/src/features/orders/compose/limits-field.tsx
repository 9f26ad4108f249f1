import { formatClock, formatSpan } from '@muster/ui/format';
import { TimeField } from '../time-field.tsx';
import styles from './compose.module.css';
import { composeWords as words } from './compose.words.ts';

/** The two limits: the one that follows from the urgency, and the one to answer by, where something is asked. */
export function LimitsField({
  acknowledgeMs,
  now,
  answerBy,
  fault,
  onChange,
}: {
  acknowledgeMs: number;
  now: number;
  answerBy: string | null;
  fault: string | undefined;
  onChange: (answerBy: string) => void;
}) {
  return (
    <div className={styles.times}>
      <div>
        <div className={styles.label}>{words.acknowledgeLimit}</div>
        <div className={styles.fixed}>{words.acknowledgeText(formatSpan(acknowledgeMs), formatClock(now + acknowledgeMs))}</div>
      </div>
      {answerBy ? (
        <div id="field-answerBy">
          <TimeField
            label={words.answerLimit}
            note={words.answerNote}
            value={answerBy}
            earliest={now + acknowledgeMs}
            fault={fault}
            onChange={onChange}
          />
        </div>
      ) : (
        <div>
          <div className={styles.label}>{words.answerLimit}</div>
          <div className={styles.fixed}>{words.answerNone}</div>
        </div>
      )}
    </div>
  );
}
