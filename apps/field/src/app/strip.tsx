import type { Incident } from '@muster/contract/incidents/incidents.operations';
import { formatClock, formatDay } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { appWords as w } from './app.words.ts';
import s from './frame.module.css';
import { useNow } from './now.ts';
import { type Sync, sync } from './sync.ts';
import { useValue } from './value.ts';

/** While a stream is only being opened, what was read a moment ago is not old news. */
const grace = 15_000;

/** Incident banner: on every screen, never red. Live, as of a moment, drill, ended, none. */
export function Strip({ incident }: { incident: Incident | null }) {
  const now = useNow();
  const known = useValue(sync);
  const isEnded = incident?.state === 'ended';
  const look = isEnded || !incident ? s.ended : incident.isDrill ? s.drill : '';
  return (
    <div class={`${s.strip} ${look}`}>
      {!incident && <b>{shared.incident.none}</b>}
      {incident && isEnded && (
        <>
          <b>{shared.incident.ended(incident.name, formatDay(incident.endedAt ?? incident.activatedAt, now))}</b>
          <span>{shared.incident.readOnly}</span>
        </>
      )}
      {incident && !isEnded && (
        <>
          {incident.isDrill && <b>{w.drill}</b>}
          <b>{incident.name}</b>
          <span>{incident.isDrill ? w.noAlerts : w.levelAndDay(w.level[incident.level], shared.incident.day(incident.dayNumber))}</span>
        </>
      )}
      <SyncState known={known} now={now} />
    </div>
  );
}

function SyncState({ known, now }: { known: Sync; now: Date }) {
  const isFresh =
    known.state === 'live' || (known.state === 'connecting' && known.heardAt !== null && now.getTime() - known.heardAt < grace);
  const text = isFresh ? w.synced(formatClock(now)) : known.heardAt === null ? w.connecting : w.contentOf(formatClock(known.heardAt));
  return (
    <span class={`${s.sync} ${isFresh ? '' : s.stale}`}>
      <i class={s.dot} />
      {text}
    </span>
  );
}
