import { fileUrl } from '@muster/client/uploads/send-file';
import type { UploadItem } from '@muster/client/uploads/upload-list';
import { acceptedExtensions, filesMost } from '@muster/contract/files/file-kinds';
import { formatBytes, formatPercent } from '@muster/ui/format';
import { problemText } from '@muster/ui/words/problems.words';
import { useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../../app/icons.tsx';
import { useSession } from '../../app/session.tsx';
import styles from './files.module.css';
import { filesWords as words } from './files.words.ts';
import type { Uploads } from './use-uploads.ts';

/** Where files are chosen, dropped or pasted, and how far each of them is. */
export function FilesField({ uploads, label }: { uploads: Uploads; label: string }) {
  const { settings } = useSession();
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const isPhoto = uploads.purpose === 'photo';
  const most = words.megabytes(settings.fileMegabytes[uploads.purpose]);

  function take(files: FileList | null | undefined): boolean {
    const chosen = [...(files ?? [])];
    if (chosen.length === 0) return false;
    uploads.add(chosen);
    return true;
  }
  // Anywhere on the page: a file that misses the field would be opened in place of the form.
  const taking = useRef(take);
  taking.current = take;
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(false);
      taking.current(event.dataTransfer.files);
    };
    // Cells of a table bring their picture along: there the text is meant.
    const paste = (event: ClipboardEvent) => {
      if (event.clipboardData?.types.includes('text/plain')) return;
      if (taking.current(event.clipboardData?.files)) event.preventDefault();
    };
    const ending = new AbortController();
    const { signal } = ending;
    document.addEventListener('dragover', over, { signal });
    document.addEventListener('dragleave', leave, { signal });
    document.addEventListener('drop', drop, { signal });
    document.addEventListener('paste', paste, { signal });
    return () => ending.abort();
  }, []);

  return (
    <div className={`${styles.field} ${isOver ? styles.over : ''}`}>
      {uploads.items.length > 0 ? (
        <ul className={styles.items} aria-label={label}>
          {uploads.items.map((item) => (
            <Item key={item.fileId} item={item} onRemove={() => uploads.remove(item.fileId)} onRetry={() => uploads.retry(item.fileId)} />
          ))}
        </ul>
      ) : null}
      <div className={styles.choose}>
        <button
          type="button"
          className="lnk"
          aria-describedby={id}
          disabled={uploads.items.filter((item) => item.state !== 'failed').length >= filesMost}
          onClick={() => input.current?.click()}
        >
          {isPhoto ? words.choosePhotos : words.choose}
        </button>
        <span id={id} className="s13 t3">
          {isOver ? words.dropHere : `${isPhoto ? words.photosHint : words.hint} ${most}`}
        </span>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept={acceptedExtensions(uploads.kinds)}
          onChange={(event) => {
            take(event.target.files);
            event.target.value = '';
          }}
        />
      </div>
    </div>
  );
}

function Item({ item, onRemove, onRetry }: { item: UploadItem; onRemove: () => void; onRetry: () => void }) {
  const isFailed = item.state === 'failed';
  return (
    <li className={styles.item}>
      <Picture item={item} />
      <span className={styles.name} title={item.name}>
        {item.name}
      </span>
      {item.bytes > 0 ? <span className={`s13 t3 ${styles.size}`}>{formatBytes(item.bytes)}</span> : null}
      <span className={`${styles.state} ${isFailed ? `${styles.why} late` : item.state === 'paused' ? 'wait' : 't2'}`} aria-live="polite">
        {stateText(item)}
      </span>
      {isFailed && item.data && item.problem?.status !== 422 && item.problem?.status !== 413 ? (
        <button type="button" className="lnk s13" onClick={onRetry}>
          {words.retry}
        </button>
      ) : null}
      <button type="button" className={styles.cross} aria-label={words.remove(item.name)} onClick={onRemove}>
        <Icon name="cross" />
      </button>
      {item.state === 'sending' ? <progress className={styles.bar} value={item.sent} max={item.bytes} aria-label={item.name} /> : null}
    </li>
  );
}

/** What was chosen, from this device; what had arrived before, from the server. */
function Picture({ item }: { item: UploadItem }) {
  const [url, setUrl] = useState<string | null>(null);
  const [isBroken, setBroken] = useState(false);
  const isPicture = item.type.startsWith('image/') && !isBroken;
  useEffect(() => {
    if (!isPicture) return;
    if (!item.data) return setUrl(fileUrl(item.fileId, 'thumb'));
    const made = URL.createObjectURL(item.data);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [item.data, item.fileId, isPicture]);
  return url && isPicture ? (
    <img className={styles.small} src={url} alt="" onError={() => setBroken(true)} />
  ) : (
    <span className={styles.kind}>{kindText(item.name)}</span>
  );
}

export function kindText(name: string): string {
  return (/\.([a-z0-9]{1,4})$/i.exec(name)?.[1] ?? '').toUpperCase();
}

function stateText(item: UploadItem): string {
  switch (item.state) {
    case 'waiting':
      return words.waiting;
    case 'sending':
      return item.sent < item.bytes ? words.sending(formatPercent(item.sent, item.bytes)) : words.checking;
    case 'done':
      return words.done;
    case 'paused':
      return item.problem && item.problem.code !== 'network.unreachable' ? problemText(item.problem) : words.paused;
    case 'failed':
      return item.problem ? problemText(item.problem) : '';
  }
}
