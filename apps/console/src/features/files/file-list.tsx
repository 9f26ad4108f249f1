import { fileUrl } from '@muster/client/uploads/send-file';
import type { KeptFile } from '@muster/contract/files/files';
import { formatBytes } from '@muster/ui/format';
import { useState } from 'react';
import styles from './files.module.css';
import { filesWords as words } from './files.words.ts';
import { kindText } from './files-field.tsx';
import { PictureViewer, type Shown } from './picture-viewer.tsx';

/** What is attached to something: documents by name, pictures small, opened large. */
export function FileList({ files }: { files: readonly KeptFile[] }) {
  const [open, setOpen] = useState<number | null>(null);
  if (files.length === 0) return null;
  const pictures = files.filter((file) => file.type.startsWith('image/'));
  const documents = files.filter((file) => !file.type.startsWith('image/'));
  const shown = pictures.map((file) => ({ id: file.id, alt: file.name }));
  return (
    <>
      {documents.length > 0 ? (
        <ul className={styles.documents}>
          {documents.map((file) => (
            <li key={file.id}>
              <span className={styles.kind} aria-hidden="true">
                {kindText(file.name)}
              </span>
              <a href={fileUrl(file.id)} target="_blank" rel="noreferrer" title={file.name}>
                {file.name}
              </a>
              <span className="s13 t3">{formatBytes(file.bytes)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      <Pictures shown={shown} onOpen={setOpen} />
      {open === null ? null : <PictureViewer pictures={shown} first={open} onClose={() => setOpen(null)} />}
    </>
  );
}

/** Photos that are known by their ids alone, as those of an answer. */
export function PhotoList({ ids, what }: { ids: readonly string[]; what: string }) {
  const [open, setOpen] = useState<number | null>(null);
  if (ids.length === 0) return null;
  const shown = ids.map((id, index) => ({ id, alt: words.photoOf(index + 1, ids.length, what) }));
  return (
    <>
      <Pictures shown={shown} onOpen={setOpen} />
      {open === null ? null : <PictureViewer pictures={shown} first={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function Pictures({ shown, onOpen }: { shown: readonly Shown[]; onOpen: (index: number) => void }) {
  if (shown.length === 0) return null;
  return (
    <ul className={styles.pictures}>
      {shown.map(({ id, alt }, index) => (
        <li key={id}>
          <button type="button" onClick={() => onOpen(index)} aria-label={words.open(alt)}>
            <img src={fileUrl(id, 'thumb')} alt={alt} loading="lazy" />
          </button>
        </li>
      ))}
    </ul>
  );
}
