import { shared } from '@muster/ui/words/shared.words';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from './icons.tsx';
import s from './large-picture.module.css';

interface LargeProps {
  url: string;
  name: string;
  onClose: () => void;
}

/** One picture over the whole screen; the cross or Esc gives the page back. */
export function LargePicture({ url, name, onClose }: LargeProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class={s.large} aria-label={name} onClose={onClose}>
      <button type="button" aria-label={shared.action.close} onClick={() => dialog.current?.close()}>
        <Icon name="close" />
      </button>
      <img src={url} alt={name} />
    </dialog>
  );
}
