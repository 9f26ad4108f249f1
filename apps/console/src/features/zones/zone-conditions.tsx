import type { Zone } from '@muster/contract/zones/zones.schemas';
import { serverNow } from '../../app/clock.ts';
import { conditionState, conditionText } from './zone-text.ts';
import styles from './zones.module.css';
import { zoneWords as words } from './zones.words.ts';

/** Each condition of release in one line: which is met, how far another is, what is lacking. */
export function ZoneConditions({ zone }: { zone: Zone }) {
  if (zone.conditions.length === 0) return <span className="t3">{words.byDecision}</span>;
  return (
    <span className={styles.conditions}>
      {zone.conditions.map((one) => (
        <span key={conditionText(one)} className={`${styles.condition} t2`}>
          {conditionText(one)}{' '}
          <b className={one.met ? styles.met : one.lacks ? styles.wait : undefined}>{conditionState(one, serverNow())}</b>
        </span>
      ))}
    </span>
  );
}
