import { useLocation } from 'wouter';
import { Icon } from '../pieces/icons.tsx';
import { appWords as w } from './app.words.ts';
import { useOutbox } from './device.ts';
import s from './frame.module.css';
import { Link, paths } from './nav.tsx';
import { useSession } from './session.ts';
import { takeUpdate, updateReady } from './update.ts';
import { useValue } from './value.ts';

/** What must not be overlooked, whatever page is open: a refusal, a browser that keeps nothing, a new version. */
export function Notices() {
  const { entries, isKept } = useOutbox();
  const { person, acting } = useSession();
  const failed = entries.filter(
    ({ state, owner }) => state === 'failed' && owner.personId === person.id && owner.assignmentId === acting.id,
  ).length;
  const isUpdateReady = useValue(updateReady);
  const [location] = useLocation();
  return (
    <>
      {failed > 0 && location !== paths.outbox() && (
        <Link to={paths.outbox()} class={`${s.notice} ${s.bad}`}>
          <Icon name="warning" />
          <span>{w.failedNotice(failed)}</span>
          <Icon name="forward" size={16} />
        </Link>
      )}
      {!isKept && entries.length > 0 && (
        <p class={s.notice}>
          <Icon name="warning" />
          <span>{w.notKept}</span>
        </p>
      )}
      {isUpdateReady && (
        <button type="button" class={`${s.notice} ${s.calm}`} onClick={takeUpdate}>
          <span>{w.update}</span>
          <b>{w.updateNow}</b>
        </button>
      )}
    </>
  );
}
