import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { claimedKind } from '@muster/contract/files/file-kinds';
import { Problem } from '../problem.ts';
import { cleanFileName } from './file-name.ts';
import { type FilesFolder, writeWhole } from './files-folder.ts';
import { remakePicture } from './pictures.ts';
import { sniff } from './sniff.ts';

export interface Kept {
  name: string;
  type: string;
  bytes: number;
  width: number | null;
  height: number | null;
  sha256: string;
}

/**
 * From what has arrived to what is kept, or a problem that says why not. It may be done again after a crash at any point:
 * the same bytes lead to the same file under the same name.
 */
export async function keepFile(folder: FilesFolder, id: string, given: { name: string; purpose: string }): Promise<Kept> {
  const part = folder.part(id);
  const sniffed = await sniff(part, given.name);
  if (sniffed === null) throw new Problem('file.type-refused');
  const claimed = claimedKind(given.name);
  if (claimed !== undefined && claimed !== sniffed.kind) throw new Problem('file.type-lies', { extension: sniffed.extension });
  if (sniffed.kind !== 'picture' && given.purpose === 'photo') throw new Problem('file.not-a-picture');
  if (sniffed.kind === 'picture') {
    const picture = await remakePicture(part, sniffed.type === 'image/png' && given.purpose === 'attachment');
    await writeWhole(folder.kept(id, 'thumb'), picture.thumb);
    const { type, width, height } = picture;
    return { ...(await written(folder, id, picture.data)), name: cleanFileName(given.name, picture.extension), type, width, height };
  }
  return {
    ...(await written(folder, id, await readFile(part))),
    name: cleanFileName(given.name, sniffed.extension),
    type: sniffed.type,
    width: null,
    height: null,
  };
}

async function written(folder: FilesFolder, id: string, data: Buffer): Promise<{ bytes: number; sha256: string }> {
  await writeWhole(folder.kept(id), data);
  return { bytes: data.length, sha256: createHash('sha256').update(data).digest('hex') };
}
