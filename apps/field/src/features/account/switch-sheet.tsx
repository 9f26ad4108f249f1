import { formatNumber } from '@muster/ui/format';
import { paths, useGo } from '../../app/nav.tsx';
import s from '../../pieces/pieces.module.css';
import { Button, Sheet } from '../../pieces/pieces.tsx';
import a from './account.module.css';
import { accountWords as w } from './account.words.ts';

/** Nobody changes his role over what waits without knowing it: it goes only in the role in which it was done. */
export function SwitchSheet({ waiting, onSwitch, onClose }: { waiting: number; onSwitch: () => void; onClose: () => void }) {
  const go = useGo();
  return (
    <Sheet title={w.signOutTitle} onClose={onClose} dock={<Button onTap={onClose}>{w.stayActing}</Button>}>
      <p>{w.waitsFirst(formatNumber(waiting))}</p>
      <div class={`${s.halves} ${a.leave}`}>
        <Button look="quiet" small onTap={() => go(paths.outbox())}>
          {w.seeOutbox}
        </Button>
        <Button look="quiet" small onTap={onSwitch}>
          {w.switchAnyway(formatNumber(waiting))}
        </Button>
      </div>
    </Sheet>
  );
}
