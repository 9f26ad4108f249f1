import { join } from 'node:path';
import { type City, inScope, type Tx } from '../../platform/db/scope.ts';
import { type FilesFolder, removeFiles, sizeOf, untouchedSince } from '../../platform/files/files-folder.ts';
import type { UploadBook } from '../../platform/files/upload-book.ts';
import type { Principal } from '../../platform/principal.ts';
import { findFile, giveUpFile, noteRemoved, unusedFiles } from './files.store.ts';

const hour = 3_600_000;
/** A phone may be without network for days; what it began it begins again, with the same id, when it comes after that. */
export const unfinishedKeptFor = 7 * 24 * hour;
/** Sent and attached to nothing: a draft that was left, an answer that was given up. */
export const unusedKeptFor = 30 * 24 * hour;
const settleAfter = 60_000;
const atOnce = 200;

export interface TidyOptions {
  city: City;
  folder: FilesFolder;
  book: UploadBook;
  system: Principal;
  now: Date;
}

/** Finishes what a killed server left at its last byte, and removes what nobody came back for. Doing it again does nothing. */
export async function tidyFiles({ city, folder, book, system, now }: TidyOptions): Promise<{ finished: number; removed: number }> {
  const as = <T>(run: (tx: Tx) => Promise<T>) => inScope(city, system, run);
  const before = (age: number) => new Date(now.getTime() - age);
  let finished = 0;
  let removed = 0;
  for (const file of await as((tx) => unusedFiles(tx, before(settleAfter), atOnce))) {
    if (file.state === 'arriving' && (await sizeOf(folder.part(file.id))) === file.length) {
      const { state } = await book.finish(system, file.id);
      if (state !== 'arriving') finished += 1;
      continue;
    }
    const keptFor = file.state === 'arriving' ? unfinishedKeptFor : file.state === 'gone' ? settleAfter : unusedKeptFor;
    if (file.createdAt >= before(keptFor)) continue;
    // First the row, under its lock: whoever attaches it at this moment is either before or too late.
    if (file.state !== 'gone' && !(await as((tx) => giveUpFile(tx, file.id, before(keptFor))))) continue;
    await removeFiles(folder.part(file.id), folder.kept(file.id), folder.kept(file.id, 'thumb'));
    await as((tx) => noteRemoved(tx, file.id, now));
    removed += 1;
  }
  // Parts that a server was killed before removing. The clock of the disk is the machine's own.
  for (const name of await untouchedSince(folder.parts, new Date(Date.now() - unfinishedKeptFor))) {
    const row = /^[0-9a-f-]{36}$/.test(name) ? await as((tx) => findFile(tx, name)) : null;
    if (row?.state !== 'arriving') await removeFiles(join(folder.parts, name));
  }
  return { finished, removed };
}
