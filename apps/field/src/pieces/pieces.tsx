import type { Urgency } from '@muster/contract/orders/limits';
import { shared } from '@muster/ui/words/shared.words';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from './icons.tsx';
import s from './pieces.module.css';

interface ButtonProps {
  children: ComponentChildren;
  onTap: () => void;
  look?: 'solid' | 'quiet' | 'danger';
  small?: boolean;
  /** Stays reachable and says in its own words what is missing; a tap leads there. */
  isMissing?: boolean;
  disabled?: boolean;
}

export function Button({ children, onTap, look = 'solid', small, isMissing, disabled }: ButtonProps) {
  const looks = [s.button, look === 'quiet' && s.quiet, look === 'danger' && s.danger, small && s.small];
  return (
    <button
      type="button"
      class={looks.filter(Boolean).join(' ')}
      aria-disabled={isMissing ? 'true' : undefined}
      disabled={disabled}
      onClick={onTap}
    >
      {children}
    </button>
  );
}

export function UrgencyTag({ urgency }: { urgency: Urgency }) {
  return <span class={`${s.tag} ${s[urgency]}`}>{shared.urgency[urgency]}</span>;
}

export function Heading({ children, aside }: { children: ComponentChildren; aside?: ComponentChildren }) {
  return (
    <div class={s.h}>
      <h2>{children}</h2>
      {aside && <span>{aside}</span>}
    </div>
  );
}

/** Grey lines after 300 ms; shorter waits show nothing. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div class={`${s.card} ${s.skeleton}`} role="status">
      <span class="visually-hidden">{shared.loading}</span>
      {Array.from({ length: lines }, (_, i) => (
        <i key={i} style={{ width: `${[78, 60, 68, 45][i % 4]}%` }} />
      ))}
    </div>
  );
}

interface SheetProps {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  dock?: ComponentChildren;
}

/** A modal sheet from below. The platform's own dialog: it traps focus, gives it back, closes on Esc, and hides the rest from readers. */
export function Sheet({ title, onClose, children, dock }: SheetProps) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a tap beside the sheet has its twins in Esc and the close button
    <dialog
      ref={ref}
      class={s.sheet}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // A tap beside the sheet lands on the dialog itself.
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      <div class={s.sheetHead}>
        <h2>{title}</h2>
        <button type="button" aria-label={shared.action.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div class={s.sheetBody}>{children}</div>
      {dock && <div class={s.sheetDock}>{dock}</div>}
    </dialog>
  );
}
