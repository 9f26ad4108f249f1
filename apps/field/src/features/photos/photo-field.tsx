import type { KeptPhoto } from '@muster/client/photos/photo';
import { NoRoom } from '@muster/client/photos/photos';
import { fileUrl } from '@muster/client/uploads/send-file';
import { filesMost } from '@muster/contract/files/file-kinds';
import { useRef, useState } from 'preact/hooks';
import { announce } from '../../app/announce.ts';
import { photos, usePhotos } from '../../app/device.ts';
import { useSession } from '../../app/session.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { photoWords as w } from './photo.words.ts';
import p from './photos.module.css';
import { Shot } from './shot.tsx';
import { shrink } from './shrink.ts';

interface FieldProps {
  /** What they are taken for. */
  subject: string;
  /** Photos of the answer before, which is being changed: the server has them. */
  kept: readonly string[];
  onKept: (fileIds: string[]) => void;
}

/** Photos of what is being written here, oldest first. */
export function usePhotoDrafts(subject: string): KeptPhoto[] {
  const { person } = useSession();
  return usePhotos().photos.filter((one) => one.state === 'draft' && one.subject === subject && one.owner.personId === person.id);
}

/** Taken or chosen, made small, kept on the phone; sent with what they belong to. */
export function PhotoField({ subject, kept, onKept }: FieldProps) {
  const drafts = usePhotoDrafts(subject);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const room = filesMost - kept.length - drafts.length;
  const left = useRef(room);
  left.current = room;

  async function take(input: HTMLInputElement) {
    const files = [...(input.files ?? [])];
    input.value = '';
    if (files.length === 0) return;
    setError(null);
    setBusy(true);
    for (const file of files.slice(0, left.current)) {
      try {
        const small = await shrink(file);
        await photos().add({ subject, ...small, name: `${w.file(filesMost - left.current + 1)}.jpg` });
      } catch (fault) {
        setError(fault instanceof NoRoom ? w.noRoom : w.unreadable);
      }
    }
    setBusy(false);
    if (files.length > left.current && left.current <= 0) setError(w.enough(filesMost));
    announce(w.photo(filesMost - left.current));
  }

  return (
    <>
      {(kept.length > 0 || drafts.length > 0) && (
        <ul class={p.strip}>
          {kept.map((fileId, i) => (
            <Shot key={fileId} url={fileUrl(fileId, 'thumb')} n={i + 1} onRemove={() => onKept(kept.filter((one) => one !== fileId))} />
          ))}
          {drafts.map((photo, i) => (
            <Shot key={photo.fileId} photo={photo} n={kept.length + i + 1} onRemove={() => void photos().remove([photo.fileId])} />
          ))}
        </ul>
      )}
      <div class={p.add}>
        {room > 0 ? (
          <>
            <label class={s.link}>
              <Icon name="camera" />
              {w.take}
              <input type="file" accept="image/*" capture="environment" onChange={(event) => void take(event.currentTarget)} />
            </label>
            <label class={s.link}>
              <Icon name="picture" />
              {w.choose}
              <input type="file" accept="image/*" multiple onChange={(event) => void take(event.currentTarget)} />
            </label>
          </>
        ) : (
          <span class={s.sub}>{w.enough(filesMost)}</span>
        )}
        <span class={s.sub}>{isBusy ? w.busy : w.optional}</span>
      </div>
      {error && (
        <p class={s.error} role="alert">
          <Icon name="warning" />
          {error}
        </p>
      )}
    </>
  );
}
