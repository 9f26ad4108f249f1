import type { ZoneStrictness } from '@muster/contract/zones/zone-regimes';
import type { ReactNode } from 'react';
import styles from './zones.module.css';

/** A level by its hatch and its word, never one without the other. */
export function ZoneMark({ strictness, children }: { strictness: ZoneStrictness | null; children: ReactNode }) {
  return (
    <span className={styles.mark}>
      <i className={`${styles.swatch} ${styles[strictness ?? 'free']}`} aria-hidden="true" />
      <span>{children}</span>
    </span>
  );
}
