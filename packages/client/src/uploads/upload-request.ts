import { ProblemError } from '../call.ts';

export interface Reply {
  status: number;
  header: (name: string) => string | null;
  text: string;
}

interface Sending {
  body?: Blob;
  onSent?: (bytes: number) => void;
  signal?: AbortSignal | undefined;
}

/** Without a byte for this long a connection is dead, whatever the device believes. */
const silenceMs = 45_000;

/** One request of an upload. By XMLHttpRequest, because fetch does not say how much of a body has been sent. */
export function ask(method: string, url: string, headers: Record<string, string>, { body, onSent, signal }: Sending = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let silence: ReturnType<typeof setTimeout> | undefined;
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(() => request.abort(), silenceMs);
    };
    const stop = () => request.abort();
    const end = (settle: () => void) => {
      clearTimeout(silence);
      signal?.removeEventListener('abort', stop);
      settle();
    };
    const lost = () => end(() => reject(signal?.aborted ? signal.reason : new ProblemError({ code: 'network.unreachable', status: 0 })));
    request.open(method, url);
    // The server refuses writes without this header: a foreign page cannot set it.
    for (const [name, value] of Object.entries({ 'x-muster': '1', 'tus-resumable': '1.0.0', ...headers }))
      request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => {
      heard();
      onSent?.(event.loaded);
    };
    request.onprogress = heard;
    request.onload = () =>
      end(() => resolve({ status: request.status, header: (name) => request.getResponseHeader(name), text: request.responseText }));
    request.onerror = lost;
    request.onabort = lost;
    signal?.addEventListener('abort', stop, { once: true });
    heard();
    request.send(body ?? null);
  });
}
