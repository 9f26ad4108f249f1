import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readableFile, tidyFiles, uploadBook } from '../features/files/index.ts';
import { type FilesFolder, prepareFilesFolder } from '../platform/files/files-folder.ts';
import { serveFiles } from '../platform/files/serve-file.ts';
import type { UploadBook } from '../platform/files/upload-book.ts';
import { registerUploads } from '../platform/files/uploads-route.ts';
import { systemPrincipal } from '../platform/principal.ts';
import { Problem } from '../platform/problem.ts';
import type { Task } from '../platform/timers/jobs.ts';
import type { Runtime } from './run-command.ts';

/** Of one person: under way, or sent and not used. */
const waitingBytesMost = 200 * 1024 * 1024;

export interface Files {
  runtime: Runtime;
  folder: FilesFolder;
  book: UploadBook;
  tidying: Task;
}

export interface FilesSettings {
  folder: string;
  waitingBytesMost?: number;
  /** A file has come: what was held for it may go on. */
  onKept?: () => void;
}

/** The folder of files with its book in the database, and the timer that keeps both in order. */
export function openFiles(runtime: Runtime, settings: FilesSettings): Files {
  const folder = prepareFilesFolder(settings.folder);
  const { city, now } = runtime;
  const kept = uploadBook({ city, folder, now, waitingBytesMost: settings.waitingBytesMost ?? waitingBytesMost });
  const book: UploadBook = {
    ...kept,
    async finish(principal, id) {
      const row = await kept.finish(principal, id);
      if (row.state === 'kept') settings.onKept?.();
      return row;
    },
  };
  const tidying: Task = {
    name: 'files:tidy',
    async run() {
      if (runtime.cityCode) await tidyFiles({ city, folder, book, system: systemPrincipal(runtime.cityCode), now: now() });
    },
  };
  return { runtime, folder, book, tidying };
}

/** `/api/uploads` (tus) and `/api/files/:fileId`: bytes, so no operations of the list, but for whoever is signed in alike. */
export async function registerFiles(app: FastifyInstance, { runtime, folder, book }: Files): Promise<void> {
  const principalOf = async (request: FastifyRequest) => {
    const principal = await app.sessions.principalOf(request);
    if (!principal) throw new Problem(app.sessions.tokenOf(request) ? 'session.expired' : 'session.missing');
    return principal;
  };
  await registerUploads(app, { book, folder, bytesMost: runtime.settings.fileBytesMost, principalOf });
  serveFiles(app, { folder, principalOf, readableFile: (principal, id) => readableFile(runtime.city, principal, id) });
}
