import { useState } from 'preact/hooks';
import { container, copyText, ownAddress } from '../../app/container.ts';
import f from '../../app/frame.module.css';
import { useUnsent } from '../../app/unsent.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Button, Sheet } from '../../pieces/pieces.tsx';
import a from './account.module.css';
import { openOutWords as w } from './open-out.words.ts';

const key = 'muster.openOutSeen';

function isDismissed(): boolean {
  try {
    return localStorage.getItem(key) === '1';
  } catch {
    return false;
  }
}

/** Inside a chat app: where it works better, said once, and for good put away by whoever has read it. */
export function OpenOutHint() {
  const [isGone, setGone] = useState(isDismissed);
  const [isOpen, setOpen] = useState(false);
  if (container === 'browser' || isGone) return null;
  return (
    <>
      <button type="button" class={`${f.notice} ${f.calm} ${a.hint}`} onClick={() => setOpen(true)}>
        <span>{w.hint}</span>
        <b>{w.how}</b>
      </button>
      {isOpen && <OpenOutSheet onClose={() => setOpen(false)} onNever={() => setGone(true)} />}
    </>
  );
}

/** The same among the settings, for who has put it away. */
export function OpenOutRow() {
  const [isOpen, setOpen] = useState(false);
  if (container === 'browser') return null;
  return (
    <>
      <button type="button" class={`${s.row} ${s.plain}`} onClick={() => setOpen(true)}>
        <span>
          {w.row}
          <p>{w.rowWhy}</p>
        </span>
        <Icon name="forward" size={16} />
      </button>
      {isOpen && <OpenOutSheet onClose={() => setOpen(false)} />}
    </>
  );
}

function OpenOutSheet({ onClose, onNever }: { onClose: () => void; onNever?: () => void }) {
  const [said, setSaid] = useState('');
  const unsent = useUnsent().length;
  const steps = container === 'browser' ? [] : [w.tapDots, w.choose[container], w.signInThere];

  function never() {
    try {
      localStorage.setItem(key, '1');
    } catch {
      // Shown again the next time.
    }
    onNever?.();
    onClose();
  }

  return (
    <Sheet title={w.title} onClose={onClose} dock={onNever && <Button onTap={never}>{w.never}</Button>}>
      <MenuPicture />
      <ol class={a.steps}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {unsent > 0 && (
        <p class={s.error}>
          <Icon name="warning" />
          {w.unsentFirst}
        </p>
      )}
      <p class={s.sub}>{w.or}</p>
      <p class={a.address}>{ownAddress()}</p>
      <Button
        look="quiet"
        small
        onTap={() => {
          void copyText(ownAddress()).then((isCopied) => setSaid(isCopied ? w.copied : w.notCopied));
        }}
      >
        <Icon name="copy" />
        {w.copy}
      </Button>
      <p role="status" class={s.note}>
        {said}
      </p>
    </Sheet>
  );
}

/** Where the three dots are: the one thing that words alone do not show. */
function MenuPicture() {
  return (
    <svg viewBox="0 0 280 64" width="100%" height="64" aria-hidden="true" fill="none">
      <rect x="1" y="1" width="278" height="62" rx="8" stroke="var(--line-2)" fill="var(--surface)" />
      <path d="M18 32l8-8M18 32l8 8" stroke="var(--ink-3)" stroke-width="2" stroke-linecap="round" />
      <path d="M48 32h120" stroke="var(--line-2)" stroke-width="8" stroke-linecap="round" />
      <circle cx="248" cy="32" r="20" stroke="var(--action)" stroke-width="2" />
      <g fill="var(--ink)">
        <circle cx="239" cy="32" r="3" />
        <circle cx="248" cy="32" r="3" />
        <circle cx="257" cy="32" r="3" />
      </g>
    </svg>
  );
}
