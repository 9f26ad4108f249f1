import type { FilePurpose } from '@muster/contract/files/file-kinds';
import { ProblemError } from '../call.ts';
import { ask, type Reply } from './upload-request.ts';

export interface FileToSend {
  /** Chosen on the device, kept through all attempts: by it orders and answers name the file, before it has arrived. */
  fileId: string;
  data: Blob;
  /** As people named it; the server cleans it and gives it the extension of what it is. */
  name: string;
  purpose: FilePurpose;
}

export interface SendOptions {
  /** Asks first how far an earlier attempt came (one request more). Without it the file is created, which is harmless if it was before. */
  mayHaveBegun?: boolean;
  onProgress?: (sent: number, total: number) => void;
  signal?: AbortSignal;
}

export const uploadsPath = '/api/uploads';
/** One request: on a connection of 20 kB/s within the time that a server gives it. */
const pieceBytes = 512 * 1024;
const quickRetriesMs = [500, 2000, 5000];
const octets = { 'content-type': 'application/offset+octet-stream' };

/**
 * Sends one file until the server has kept it, by the tus protocol. Picks up where an earlier attempt stopped, at whatever
 * server, also after a reload. Rejects with `ProblemError`: transient ones (`isTransient`, `storage.full`, `rate.exceeded`) are
 * worth another call later, with the same `fileId`; others are about the file. An abort rejects with the signal's reason; what
 * was sent stays.
 *
 * Written out here and not taken from a library: one that is loaded when it is needed cannot be loaded any more once that
 * failed without network (browsers keep the failure), and loaded at first it weighs more than all the rest of the outbox.
 */
export async function sendFile(file: FileToSend, { mayHaveBegun = false, onProgress, signal }: SendOptions = {}): Promise<void> {
  const { size } = file.data;
  const piece = (from: number) => file.data.slice(from, from + pieceBytes);
  const progress = (from: number) => (sent: number) => onProgress?.(Math.min(size, from + sent), size);
  const url = `${uploadsPath}/${file.fileId}`;
  let hasBegun = mayHaveBegun;
  let failures = 0;

  /** Null: the server does not know it, or will say why not when it is created again (this answer has no body). */
  async function arrived(): Promise<number | null> {
    const reply = await ask('HEAD', url, {}, { signal });
    if (reply.status === 401 || reply.status === 429 || reply.status >= 500) throw problemOf(reply);
    return reply.status === 200 ? offsetOf(reply) : null;
  }
  async function create(): Promise<number> {
    const first = piece(0);
    const headers = { ...octets, 'upload-length': String(size), 'upload-metadata': metadata(file) };
    hasBegun = true;
    const reply = await ask('POST', uploadsPath, headers, { body: first, onSent: progress(0), signal });
    if (reply.status !== 201) throw problemOf(reply);
    return offsetOf(reply) ?? 0;
  }
  async function proceed(offset: number): Promise<number> {
    const reply = await ask(
      'PATCH',
      url,
      { ...octets, 'upload-offset': String(offset) },
      { body: piece(offset), onSent: progress(offset), signal },
    );
    if (reply.status !== 204) throw problemOf(reply);
    return offsetOf(reply) ?? offset;
  }

  let offset: number | null = null;
  for (;;) {
    signal?.throwIfAborted();
    try {
      offset ??= (hasBegun ? await arrived() : null) ?? (await create());
      onProgress?.(offset, size);
      if (offset >= size) return;
      const before = offset;
      offset = await proceed(offset);
      if (offset > before) failures = 0;
    } catch (error) {
      const wait = quickRetriesMs[failures++];
      if (!(error instanceof ProblemError) || !isWorthAtOnce(error.status) || wait === undefined) throw error;
      await pause(wait, signal);
      // How much of it came, the server knows.
      offset = null;
    }
  }
}

/** Tells the server that a file is not wanted any more. Best effort: what nothing refers to is tidied away anyway. */
export async function removeFile(fileId: string): Promise<void> {
  await ask('DELETE', `${uploadsPath}/${fileId}`, {}).catch(() => {});
}

/** Where a file is read. */
export function fileUrl(fileId: string, size?: 'thumb'): string {
  return `/api/files/${fileId}${size ? `?size=${size}` : ''}`;
}

/** No answer, another request came between, not known any more; faults that pass. A full disk does not pass in seconds. */
function isWorthAtOnce(status: number): boolean {
  return status === 0 || status === 404 || status === 409 || (status >= 500 && status !== 507);
}

function offsetOf(reply: Reply): number | null {
  const offset = reply.header('upload-offset');
  return offset !== null && /^\d+$/.test(offset) ? Number(offset) : null;
}

function metadata({ fileId, name, data, purpose }: FileToSend): string {
  const said = { fileId, filename: name, filetype: data.type, purpose };
  return Object.entries(said)
    .map(([key, value]) => `${key} ${base64(value)}`.trim())
    .join(',');
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function problemOf(reply: Reply): ProblemError {
  try {
    const problem = JSON.parse(reply.text) as Partial<ConstructorParameters<typeof ProblemError>[0]>;
    if (problem.code) return new ProblemError({ ...problem, code: problem.code, status: reply.status });
  } catch {
    // Not our server spoke, or it had no room for words.
  }
  if (reply.status === 401) return new ProblemError({ code: 'session.expired', status: 401 });
  if (reply.status === 429) return new ProblemError({ code: 'rate.exceeded', status: 429 });
  return reply.status >= 400 && reply.status < 500
    ? new ProblemError({ code: 'internal', status: reply.status })
    : new ProblemError({ code: 'network.unreachable', status: 0 });
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', stop, { once: true });
  });
}
