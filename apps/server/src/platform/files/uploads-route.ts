import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
import { PassThrough, Readable } from 'node:stream';
import { extensionOf, type FilePurpose, filePurposes } from '@muster/contract/files/file-kinds';
import { uuid } from '@muster/contract/schemas';
import { Metadata, Server as TusServer } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isPlainText } from '../plain-text.ts';
import type { Principal } from '../principal.ts';
import { notFound, Problem } from '../problem.ts';
import { diskProblem } from './disk-fault.ts';
import { type FilesFolder, sizeOf } from './files-folder.ts';
import { LeaseLock } from './lease-lock.ts';
import { PartStore } from './part-store.ts';
import type { NewUpload, UploadBook, UploadRow } from './upload-book.ts';

export interface UploadsOptions {
  book: UploadBook;
  folder: FilesFolder;
  /** Bytes of one file. */
  bytesMost: Record<FilePurpose, number>;
  /** Who sends the request; throws when nobody is signed in. */
  principalOf: (request: FastifyRequest) => Promise<Principal>;
}

const path = '/api/uploads';
/** One request brings a piece of a file; whoever sends more at once is slower, not wrong. */
const requestBytesMost = 64 * 1024 * 1024;

interface Visit {
  principal: Principal;
  row: UploadRow;
}

/**
 * Resumable uploads by the tus protocol (https://tus.io, 1.0.0), at `/api/uploads/FILE_ID`. The sender chooses the id, so that
 * a phone can name a file before it has arrived, and create it again when it does not know whether it had.
 */
export async function registerUploads(app: FastifyInstance, options: UploadsOptions): Promise<void> {
  const { book, folder, bytesMost } = options;
  const visits = new AsyncLocalStorage<Visit>();
  const visit = () => visits.getStore() as Visit;
  const tus = new TusServer({
    path,
    datastore: new PartStore(folder, (id) => (visit().row.id === id ? visit().row : undefined)),
    locker: { newLock: (id) => new LeaseLock(book.leases, visit().principal, id) },
    lockDrainTimeout: 500,
    namingFunction: () => visit().row.id,
    maxSize: Math.max(...Object.values(bytesMost)),
    relativeLocation: true,
    allowedOrigins: [],
    // Refused as everything is refused here: with a problem that has words.
    onResponseError(_request, error) {
      throw uploadProblem(error);
    },
    async onUploadFinish(_request, upload) {
      refuseRefused(await book.finish(visit().principal, upload.id));
      return {};
    },
  });

  await app.register(async (uploads) => {
    // The body stays a stream.
    uploads.addContentTypeParser('application/offset+octet-stream', { bodyLimit: requestBytesMost }, (_request, _payload, done) =>
      done(null),
    );
    uploads.route({
      method: 'POST',
      url: path,
      bodyLimit: requestBytesMost,
      handler: async (request, reply) => {
        const principal = await options.principalOf(request);
        const upload = newUpload(request, bytesMost);
        await assertRoom(folder, upload);
        const row = await book.begin(principal, upload);
        const arrived = await arrivedOf(principal, row, upload.id);
        // Created before: from where it stands, whatever this request brings.
        if (arrived > 0) return answer(reply.header('location', `${path}/${upload.id}`).code(201), arrived);
        return visits.run({ principal, row }, () => pass(request, reply));
      },
    });
    uploads.route<{ Params: { fileId: string } }>({
      method: ['HEAD', 'PATCH'],
      url: `${path}/:fileId`,
      bodyLimit: requestBytesMost,
      handler: async (request, reply) => {
        const principal = await options.principalOf(request);
        const { fileId } = request.params;
        const row = uuid.safeParse(fileId).success ? await book.find(principal, fileId) : null;
        if (!row || row.state === 'gone') throw notFound();
        const arrived = await arrivedOf(principal, row, fileId);
        if (arrived < row.length) return visits.run({ principal, row }, () => pass(request, reply));
        if (request.method === 'HEAD')
          return answer(reply.header('cache-control', 'no-store').header('upload-length', row.length).code(200), row.length);
        if (request.headers['upload-offset'] !== String(row.length)) throw new Problem('state.moved-on');
        return answer(reply.code(204), row.length);
      },
    });
    uploads.delete<{ Params: { fileId: string } }>(`${path}/:fileId`, async (request, reply) => {
      const principal = await options.principalOf(request);
      const { fileId } = request.params;
      if (!uuid.safeParse(fileId).success || !(await book.discard(principal, fileId))) throw notFound();
      return reply.header('tus-resumable', '1.0.0').code(204).send();
    });
    uploads.options(path, async (_request, reply) =>
      reply
        .headers({
          'tus-resumable': '1.0.0',
          'tus-version': '1.0.0',
          'tus-extension': 'creation,creation-with-upload,termination',
          'tus-max-size': String(Math.max(...Object.values(bytesMost))),
        })
        .code(204)
        .send(),
    );
  });

  /** How far it is. One whose last byte came just before a server was killed is finished here. */
  async function arrivedOf(principal: Principal, row: UploadRow, id: string): Promise<number> {
    if (row.state === 'arriving') {
      const size = await sizeOf(folder.part(id));
      if (size === null || size < row.length) return size ?? 0;
    }
    const settled = row.state === 'arriving' ? await book.finish(principal, id) : row;
    refuseRefused(settled);
    return settled.length;
  }

  function answer(reply: FastifyReply, offset: number) {
    return reply.header('tus-resumable', '1.0.0').header('upload-offset', String(offset)).send();
  }

  async function pass(request: FastifyRequest, reply: FastifyReply) {
    const body = request.method === 'PATCH' || request.method === 'POST' ? bodyOf(request.raw) : null;
    try {
      return await passBody(request, reply, body);
    } finally {
      // What was not wanted any more is read all the same, or the answer would wait behind it for ever.
      if (body) {
        request.raw.unpipe(body);
        body.destroy();
      }
      request.raw.resume();
    }
  }

  async function passBody(request: FastifyRequest, reply: FastifyReply, body: PassThrough | null) {
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers.set(name, value);
    const init = { method: request.method, headers, ...(body ? { body: Readable.toWeb(body), duplex: 'half' } : {}) };
    const response = await tus.handleWeb(new Request(`http://localhost${request.url}`, init as RequestInit));
    for (const [name, value] of response.headers) if (name !== 'content-length') reply.header(name, value);
    if (response.status === 400 || response.status === 412)
      throw new Problem('input.invalid', {}, [{ pointer: '', code: 'tus', detail: (await response.text()).trim().slice(0, 200) }]);
    return reply.code(response.status).send();
  }
}

/** The body of a request, to be broken off without breaking the connection. */
function bodyOf(request: IncomingMessage): PassThrough {
  const body = new PassThrough();
  request.pipe(body);
  request.once('close', () => {
    if (!request.complete) body.destroy(new Error('the connection broke'));
  });
  return body;
}

function refuseRefused(row: UploadRow): void {
  if (row.state === 'refused') throw new Problem(row.refusal ?? 'file.type-refused');
  if (row.state === 'gone') throw notFound();
}

/** What the protocol's own library refuses, in our words; each status means one thing here. */
function uploadProblem(error: unknown): unknown {
  if (error instanceof Problem) return error;
  const { status_code: status, body } = error as { status_code?: number; body?: string };
  switch (status) {
    case 404:
    case 410:
      return notFound();
    case 409:
      return new Problem('state.moved-on');
    case 413:
      return new Problem('file.too-large');
    case 400:
    case 403:
      return new Problem('input.invalid', {}, [{ pointer: '', code: 'tus', detail: (body ?? '').trim().slice(0, 200) }]);
    default:
      return diskProblem(error);
  }
}

function newUpload(request: FastifyRequest, bytesMost: Record<FilePurpose, number>): NewUpload {
  const wrong = (pointer: string, detail: string) => new Problem('input.invalid', {}, [{ pointer, code: 'tus', detail }]);
  const said = metadataOf(request.headers['upload-metadata']);
  if (!said) throw wrong('/upload-metadata', 'fileId, filename, filetype, purpose: names with base64 values');
  const { fileId, filename = '', filetype = '', purpose = 'attachment' } = said;
  if (!uuid.safeParse(fileId).success) throw wrong('/upload-metadata/fileId', 'a UUID');
  if (!isPlainText(filename)) throw wrong('/upload-metadata/filename', 'holds a character that is no text');
  if (!(filePurposes as readonly string[]).includes(purpose)) throw wrong('/upload-metadata/purpose', filePurposes.join(', '));
  const length = Number(request.headers['upload-length']);
  if (!/^\d{1,15}$/.test(String(request.headers['upload-length'] ?? ''))) throw wrong('/upload-length', 'the number of bytes');
  if (length === 0) throw new Problem('file.empty');
  const most = bytesMost[purpose as FilePurpose];
  if (length > most) throw new Problem('file.too-large', { megabytes: Math.floor(most / 1024 / 1024) });
  // A name without an extension is told by its type; what it is in truth, its content says.
  const extension = extensionOf(filename) === '' ? (extensionOfType[filetype] ?? '') : '';
  return { id: (fileId as string).toLowerCase(), name: `${filename.slice(0, 500)}${extension}`, purpose: purpose as FilePurpose, length };
}

const extensionOfType: Record<string, string> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'application/pdf': '.pdf',
};

function metadataOf(header: unknown): Record<string, string> | null {
  try {
    const parsed = Metadata.parse(typeof header === 'string' ? header : undefined);
    return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, value ?? '']));
  } catch {
    return null;
  }
}

async function assertRoom(folder: FilesFolder, upload: NewUpload): Promise<void> {
  // Twice: what arrives, and what is made of it, lie side by side for a moment.
  if ((await folder.room()) < upload.length * 2) throw new Problem('storage.full');
}
