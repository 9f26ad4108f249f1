import { type Urgency, urgencies } from '@muster/contract/orders/limits';
import { shared } from '@muster/ui/words/shared.words';
import { useSession } from '../../../app/session.tsx';
import styles from './compose.module.css';
import { composeWords as words } from './compose.words.ts';

/** How soon it must be acknowledged, each with the time that it gives. */
export function UrgencyField({ value, onChange }: { value: Urgency; onChange: (urgency: Urgency) => void }) {
  const { settings } = useSession();
  return (
    <fieldset className={styles.field}>
      <legend>{words.urgency}</legend>
      <div className={styles.urgencies}>
        {urgencies.map((urgency) => (
          <label key={urgency} className={styles.urgency}>
            <input type="radio" name="urgency" className="sr" checked={value === urgency} onChange={() => onChange(urgency)} />
            <span>
              <b>{shared.urgency[urgency]}</b>
              <small>{words.urgencyNote(settings.acknowledgeMinutes[urgency], urgency === 'immediate')}</small>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
