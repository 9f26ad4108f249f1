import { formatNumber } from '@muster/ui/format';
import { paths, useGo } from '../../app/nav.tsx';
import s from '../../pieces/pieces.module.css';
import { Button, Sheet } from '../../pieces/pieces.tsx';
import a from './account.module.css';
import { accountWords as w } from './account.words.ts';

/** Nobody signs out over what waits without knowing it: it stays on this phone, and is sent only from here. */
export function SignOutSheet({ waiting, onLeave, onClose }: { waiting: number; onLeave: () => void; onClose: () => void }) {
  const go = useGo();
  return (
    <Sheet title={w.signOutTitle} onClose={onClose} dock={<Button onTap={onClose}>{w.stay}</Button>}>
      <p>{w.signOutWaits(formatNumber(waiting))}</p>
      <div class={`${s.halves} ${a.leave}`}>
        <Button look="quiet" small onTap={() => go(paths.outbox())}>
          {w.seeOutbox}
        </Button>
        <Button look="quiet" small onTap={onLeave}>
          {w.signOutAnyway(formatNumber(waiting))}
        </Button>
      </div>
    </Sheet>
  );
}
