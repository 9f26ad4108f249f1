import { type KeptItem, openUploadList, type UploadItem } from '@muster/client/uploads/upload-list';
import { type FileKind, type FilePurpose, fileKinds } from '@muster/contract/files/file-kinds';
import { useState, useSyncExternalStore } from 'react';
import { useSession } from '../../app/session.tsx';

export interface Uploads {
  purpose: FilePurpose;
  kinds: readonly FileKind[];
  items: readonly UploadItem[];
  add: (files: readonly File[]) => void;
  remove: (fileId: string) => void;
  retry: (fileId: string) => void;
  /** Those that have arrived, in their order: what the form sends. */
  arrived: readonly KeptItem[];
  /** How many are on their way, and how many stay behind. */
  open: number;
  failed: number;
}

/** Files of a form, sent while it is filled in. `kept` are those that had arrived when it was left. */
export function useUploads(purpose: FilePurpose, kept: readonly KeptItem[] = []): Uploads {
  const { settings } = useSession();
  const kinds: readonly FileKind[] = purpose === 'photo' ? ['picture'] : (Object.keys(fileKinds) as FileKind[]);
  const [list] = useState(() => openUploadList({ purpose, kinds, megabytesMost: settings.fileMegabytes[purpose], kept }));
  const items = useSyncExternalStore(list.subscribe, list.snapshot);
  return {
    purpose,
    kinds,
    items,
    add: list.add,
    remove: list.remove,
    retry: list.retry,
    arrived: items.filter((item) => item.state === 'done').map(({ fileId, name, bytes, type }) => ({ fileId, name, bytes, type })),
    open: items.filter((item) => item.state !== 'done' && item.state !== 'failed').length,
    failed: items.filter((item) => item.state === 'failed').length,
  };
}
