import type { City, Tx } from '../../platform/db/scope.ts';
import { inScope } from '../../platform/db/scope.ts';
import { type FilesFolder, removeFiles, sizeOf } from '../../platform/files/files-folder.ts';
import { keepFile } from '../../platform/files/keep-file.ts';
import { withLease } from '../../platform/files/lease-lock.ts';
import type { UploadBook, UploadRow } from '../../platform/files/upload-book.ts';
import type { Principal } from '../../platform/principal.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import {
  findFile,
  giveUpFile,
  insertFile,
  noteRemoved,
  releaseLease,
  renewLease,
  settleFile,
  takeLease,
  waitingBytes,
} from './files.store.ts';

export interface BookOptions {
  city: City;
  folder: FilesFolder;
  now: () => Date;
  /** Bytes that one person may have under way or unused. */
  waitingBytesMost: number;
}

export function uploadBook({ city, folder, now, waitingBytesMost }: BookOptions): UploadBook {
  const as = <T>(principal: Principal, run: (tx: Tx) => Promise<T>) => inScope(city, principal, run);

  const leases = {
    take: (principal: Principal, id: string, holder: string) => as(principal, (tx) => takeLease(tx, id, holder)),
    renew: (principal: Principal, id: string, holder: string) => as(principal, (tx) => renewLease(tx, id, holder)),
    release: (principal: Principal, id: string, holder: string) => as(principal, (tx) => releaseLease(tx, id, holder)),
  };

  /** Under the lease: from the bytes to what is kept. First the files, then the row, then the part goes: a crash between repeats a step. */
  async function settle(principal: Principal, id: string): Promise<UploadRow> {
    const row = await as(principal, (tx) => findFile(tx, id));
    if (!row) throw notFound();
    if (row.state !== 'arriving') return row;
    if ((await sizeOf(folder.part(id))) !== row.length) return row;
    const outcome = await keepFile(folder, id, row).catch((error: unknown) => {
      if (error instanceof Problem && error.code.startsWith('file.')) return { refusal: error.code };
      throw error;
    });
    await as(principal, (tx) => settleFile(tx, id, outcome, now()));
    await removeFiles(folder.part(id), ...('refusal' in outcome ? [folder.kept(id), folder.kept(id, 'thumb')] : []));
    return (await as(principal, (tx) => findFile(tx, id))) ?? row;
  }

  return {
    leases,
    find: (principal, id) => as(principal, (tx) => findFile(tx, id)),
    async begin(principal, upload) {
      return as(principal, async (tx) => {
        const before = await findFile(tx, upload.id);
        if (before && before.state !== 'gone') {
          if (before.length !== upload.length) throw new Problem('file.id-taken');
          return before;
        }
        if ((await waitingBytes(tx, principal.personId)) + upload.length > waitingBytesMost) throw new Problem('file.too-many-waiting');
        const row = await insertFile(tx, principal, upload, now());
        if (!row || row.state === 'gone') throw new Problem('file.id-taken');
        return row;
      });
    },
    finish: (principal, id) => withLease(leases, principal, id, () => settle(principal, id)),
    async discard(principal, id) {
      if (!(await as(principal, (tx) => findFile(tx, id)))) return false;
      return withLease(leases, principal, id, async () => {
        if (!(await as(principal, (tx) => giveUpFile(tx, id)))) return false;
        await removeFiles(folder.part(id), folder.kept(id), folder.kept(id, 'thumb'));
        await as(principal, (tx) => noteRemoved(tx, id, now()));
        return true;
      });
    },
  };
}
