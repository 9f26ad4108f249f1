import { formatNumber } from '@muster/ui/format';
import { useLocation } from 'wouter';
import { Icon } from '../pieces/icons.tsx';
import { appWords as w } from './app.words.ts';
import { useOutbox } from './device.ts';
import s from './frame.module.css';
import { Link, paths } from './nav.tsx';
import { useSession } from './session.ts';
import { useUnsent } from './unsent.ts';
import { shellState, takeUpdate, updateReady } from './update.ts';
import { useValue } from './value.ts';

/** What must not be overlooked, whatever page is open: what is only on this phone, a refusal, a page that must stay open, a new version. */
export function Notices() {
  const isUpdateReady = useValue(updateReady);
  return (
    <>
      <Unsent />
      {isUpdateReady && (
        <button type="button" class={`${s.notice} ${s.calm}`} onClick={takeUpdate}>
          <span>{w.update}</span>
          <b>{w.updateNow}</b>
        </button>
      )}
    </>
  );
}

function Unsent() {
  const { isKept, isFull, entries } = useOutbox();
  const { person, acting } = useSession();
  const unsent = useUnsent();
  const shell = useValue(shellState);
  const [location] = useLocation();
  const failed = entries.filter(
    ({ state, owner }) => state === 'failed' && owner.personId === person.id && owner.assignmentId === acting.id,
  ).length;
  const mustStay = !isKept || shell === 'none';
  const left = w.unsent(formatNumber(unsent.length));
  return (
    <>
      {unsent.length > 0 && location !== paths.outbox() && (
        <Link to={paths.outbox()} class={`${s.notice} ${failed > 0 ? s.bad : ''}`}>
          <Icon name={failed > 0 ? 'warning' : 'clock'} />
          <span>{failed > 0 ? w.failedNotice(failed, left) : left}</span>
          <Icon name="forward" size={16} />
        </Link>
      )}
      {unsent.length > 0 && mustStay && (
        <p class={s.notice} role="status">
          <Icon name="warning" />
          <span>{isFull ? w.isFull : isKept ? w.stayOpen : w.notKept}</span>
        </p>
      )}
    </>
  );
}
