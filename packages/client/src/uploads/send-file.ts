import type { FilePurpose } from '@muster/contract/files/file-kinds';
import type { DetailedError, Upload } from 'tus-js-client';
import { ProblemError } from '../call.ts';

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
/** Without a byte for this long a connection is dead, whatever the device believes. */
const silenceMs = 45_000;

/**
 * Sends one file until the server has kept it. Picks up where an earlier attempt stopped, at whatever server, also after a
 * reload. Rejects with `ProblemError`: transient ones (`isTransient`, `storage.full`, `rate.exceeded`) are worth another call
 * later, with the same `fileId`; others are about the file. An abort rejects with the signal's reason; what was sent stays.
 */
export async function sendFile(file: FileToSend, { mayHaveBegun = false, onProgress, signal }: SendOptions = {}): Promise<void> {
  signal?.throwIfAborted();
  const tus = await library();
  let upload: Upload | undefined;
  let watch: ReturnType<typeof setInterval> | undefined;
  let leave: (() => void) | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      let heardAt = Date.now();
      const heard = () => {
        heardAt = Date.now();
      };
      upload = new tus.Upload(file.data as File, {
        endpoint: uploadsPath,
        uploadUrl: mayHaveBegun ? `${uploadsPath}/${file.fileId}` : null,
        // The server refuses writes without this header: a foreign page cannot set it.
        headers: { 'x-muster': '1' },
        metadata: { fileId: file.fileId, filename: file.name, filetype: file.data.type, purpose: file.purpose },
        chunkSize: pieceBytes,
        uploadDataDuringCreation: !mayHaveBegun,
        retryDelays: quickRetriesMs,
        onShouldRetry: (error) => isWorthAtOnce(error.originalResponse?.getStatus() ?? 0),
        // What is under way is the caller's to remember.
        storeFingerprintForResuming: false,
        fingerprint: async () => file.fileId,
        onBeforeRequest: heard,
        onAfterResponse: heard,
        onProgress(sent, total) {
          heard();
          onProgress?.(sent, total);
        },
        onSuccess: () => resolve(),
        onError: (error) => reject(problemOf(error as DetailedError)),
      });
      watch = setInterval(() => {
        if (Date.now() - heardAt > silenceMs) reject(unreachable());
      }, 5000);
      const abort = () => reject(signal?.reason);
      signal?.addEventListener('abort', abort, { once: true });
      leave = () => signal?.removeEventListener('abort', abort);
      upload.start();
    });
  } catch (error) {
    await upload?.abort();
    throw error;
  } finally {
    clearInterval(watch);
    leave?.();
  }
}

/** Tells the server that a file is not wanted any more. Best effort: what nothing refers to is tidied away anyway. */
export async function removeFile(fileId: string): Promise<void> {
  await fetch(`${uploadsPath}/${fileId}`, {
    method: 'DELETE',
    credentials: 'same-origin',
    headers: { 'x-muster': '1', 'tus-resumable': '1.0.0' },
  }).catch(() => {});
}

/** Where a file is read. */
export function fileUrl(fileId: string, size?: 'thumb'): string {
  return `/api/files/${fileId}${size ? `?size=${size}` : ''}`;
}

/** Loaded with the first file: no first page carries it. */
async function library(): Promise<typeof import('tus-js-client')> {
  try {
    return await import('tus-js-client');
  } catch {
    throw unreachable();
  }
}

const unreachable = () => new ProblemError({ code: 'network.unreachable', status: 0 });

function isWorthAtOnce(status: number): boolean {
  return status === 0 || status === 409 || status === 423 || (status >= 500 && status !== 507);
}

function problemOf(error: DetailedError): ProblemError {
  const response = error.originalResponse;
  if (!response) return unreachable();
  try {
    const problem = JSON.parse(response.getBody()) as Partial<ConstructorParameters<typeof ProblemError>[0]>;
    if (problem.code) return new ProblemError({ ...problem, code: problem.code, status: response.getStatus() });
  } catch {
    // Not our server spoke, or nobody.
  }
  return response.getStatus() >= 400 && response.getStatus() < 500
    ? new ProblemError({ code: 'internal', status: response.getStatus() })
    : unreachable();
}
