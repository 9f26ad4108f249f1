import { formatShortTime } from '@muster/ui/format';
import { appWords } from '../../app/app.words.ts';
import type { Ground } from '../../app/ground-types.ts';
import { cameFrom, paths } from '../../app/nav.tsx';
import { useNow } from '../../app/now.ts';
import { useSession } from '../../app/session.ts';
import { sync } from '../../app/sync.ts';
import { useValue } from '../../app/value.ts';
import s from '../../pieces/pieces.module.css';
import { piecesWords as w } from '../../pieces/pieces.words.ts';

/** Back to Today, or to the tab of one's own area. */
export function useBackToGround(): { to: string; label: string } {
  const { acting } = useSession();
  return cameFrom() === 'today' || !acting.level
    ? { to: paths.today(), label: appWords.tabs.today }
    : { to: paths.area(), label: appWords.areaTab[acting.level] };
}

/** How old it is, where the stream does not say that it is of now. */
export function Age({ ground }: { ground: Ground }) {
  const now = useNow();
  const { state } = useValue(sync);
  if (state === 'live') return null;
  return <p class={s.note}>{w.contentOf(formatShortTime(ground.asOf, now))}</p>;
}
