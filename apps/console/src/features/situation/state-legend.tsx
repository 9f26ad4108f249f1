import type { ReactNode } from 'react';
import { LegendTile, Tile } from '../../parts/tile.tsx';
import { situationWords as words } from './situation.words.ts';
import styles from './situation-page.module.css';

/** What a square is and what its ink says; what a view has besides stands behind it. */
export function StateLegend({ children }: { children: ReactNode }) {
  return (
    <div className={styles.legend}>
      <span>{words.legendSquare}</span>
      <span>
        <LegendTile state="late" />
      </span>
      <span>
        <LegendTile state="late" escalated />
      </span>
      <span>
        <LegendTile state="waiting" />
      </span>
      <span>
        <Tile state="done" />
        {words.legendInOrder}
      </span>
      {children}
    </div>
  );
}
