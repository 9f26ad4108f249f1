import { fileUrl } from '@muster/client/uploads/send-file';
import type { KeptFile } from '@muster/contract/files/files';
import { formatBytes } from '@muster/ui/format';
import { useState } from 'preact/hooks';
import { LargePicture } from '../../pieces/large-picture.tsx';
import s from '../../pieces/pieces.module.css';
import { Heading } from '../../pieces/pieces.tsx';
import f from './order-files.module.css';
import { ordersWords as w } from './orders.words.ts';

/** What came with an order: documents by name, pictures small, opened large by a tap. They are at the server alone. */
export function OrderFiles({ files }: { files: readonly KeptFile[] }) {
  const [open, setOpen] = useState<KeptFile | null>(null);
  if (files.length === 0) return null;
  const pictures = files.filter((file) => file.type.startsWith('image/'));
  const documents = files.filter((file) => !file.type.startsWith('image/'));
  return (
    <>
      <Heading>{w.files}</Heading>
      {documents.map((file) => (
        <a key={file.id} class={f.document} href={fileUrl(file.id)} target="_blank" rel="noreferrer">
          <b>{file.name}</b>
          <span class={s.sub}>{formatBytes(file.bytes)}</span>
        </a>
      ))}
      {pictures.length > 0 && (
        <ul class={f.pictures}>
          {pictures.map((file) => (
            <li key={file.id}>
              <button type="button" aria-label={w.openFile(file.name)} onClick={() => setOpen(file)}>
                <Small file={file} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {open && <LargePicture url={fileUrl(open.id)} name={open.name} onClose={() => setOpen(null)} />}
    </>
  );
}

/** Without signal a picture that was not looked at before is its name, not a torn sheet. */
function Small({ file }: { file: KeptFile }) {
  const [isAway, setAway] = useState(false);
  if (isAway) return <span class={f.away}>{file.name}</span>;
  return <img src={fileUrl(file.id, 'thumb')} alt={file.name} loading="lazy" onError={() => setAway(true)} />;
}
