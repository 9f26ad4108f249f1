import s from '../../pieces/pieces.module.css';
import { piecesWords as w } from '../../pieces/pieces.words.ts';

/** A thing of the ground that this phone does not hold: closed meanwhile, or another's. */
export function NotHere() {
  return (
    <div class={s.card} style={{ marginTop: '14px' }}>
      <b>{w.notHere}</b>
      <p class={s.sub}>{w.notHereWhy}</p>
    </div>
  );
}
