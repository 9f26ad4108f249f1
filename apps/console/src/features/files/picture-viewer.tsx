import { fileUrl } from '@muster/client/uploads/send-file';
import { useEffect, useRef, useState } from 'react';
import { Icon } from '../../app/icons.tsx';
import { useReturnFocus } from '../../app/use-return-focus.ts';
import styles from './files.module.css';
import { filesWords as words } from './files.words.ts';

export interface Shown {
  id: string;
  alt: string;
}

/** One picture over the whole window; arrows turn the pages, Esc gives back what was there. */
export function PictureViewer({ pictures, first, onClose }: { pictures: readonly Shown[]; first: number; onClose: () => void }) {
  const [index, setIndex] = useState(first);
  const [broken, setBroken] = useState<ReadonlySet<string>>(new Set());
  const dialog = useRef<HTMLDialogElement>(null);
  useReturnFocus();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const picture = pictures[index];
  if (!picture) return null;
  const turn = (by: number) => setIndex((at) => Math.min(pictures.length - 1, Math.max(0, at + by)));
  return (
    <dialog
      ref={dialog}
      className={styles.viewer}
      aria-label={picture.alt}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') turn(-1);
        if (event.key === 'ArrowRight') turn(1);
      }}
    >
      <div className={styles.viewerHead}>
        <span aria-live="polite">
          {pictures.length > 1 ? `${index + 1} / ${pictures.length}  ` : ''}
          {picture.alt}
        </span>
        <a href={fileUrl(picture.id)} target="_blank" rel="noreferrer">
          {words.original}
        </a>
        <button type="button" aria-label={words.close} onClick={onClose}>
          <Icon name="cross" />
        </button>
      </div>
      {broken.has(picture.id) ? (
        <p>{words.gone}</p>
      ) : (
        <img src={fileUrl(picture.id)} alt={picture.alt} onError={() => setBroken((ids) => new Set(ids).add(picture.id))} />
      )}
      {pictures.length > 1 ? (
        <div className={styles.turn}>
          <button type="button" disabled={index === 0} onClick={() => turn(-1)}>
            {words.previous}
          </button>
          <button type="button" disabled={index === pictures.length - 1} onClick={() => turn(1)}>
            {words.next}
          </button>
        </div>
      ) : null}
    </dialog>
  );
}
