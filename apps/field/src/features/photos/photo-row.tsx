import { fileUrl } from '@muster/client/uploads/send-file';
import { usePhotos } from '../../app/device.ts';
import p from './photos.module.css';
import { Shot } from './shot.tsx';

/** Photos that belong to something: from this phone while they are on it, else from the server. */
export function PhotoRow({ fileIds }: { fileIds: readonly string[] }) {
  const here = new Map(usePhotos().photos.map((one) => [one.fileId, one]));
  if (fileIds.length === 0) return null;
  return (
    <ul class={p.strip}>
      {fileIds.map((fileId, i) => {
        const photo = here.get(fileId);
        return <Shot key={fileId} n={i + 1} largeUrl={fileUrl(fileId)} {...(photo ? { photo } : { url: fileUrl(fileId, 'thumb') })} />;
      })}
    </ul>
  );
}
