import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { sendProblem } from '../platform/http/problem-reply.ts';
import { Problem } from '../platform/problem.ts';
import type { LiveFeed } from './live-feed.ts';

/** `GET /api/live?after=POSITION`: the stream of one screen. What it missed since then comes first. */
export function registerLive(app: FastifyInstance, feed: LiveFeed): void {
  app.get<{ Querystring: { after?: string } }>('/api/live', async (request, reply) => {
    const principal = await app.sessions.principalOf(request);
    if (!principal) return sendProblem(request, reply, new Problem(app.sessions.tokenOf(request) ? 'session.expired' : 'session.missing'));
    const lastId = request.headers['last-event-id'];
    const after = Number(typeof lastId === 'string' ? lastId : (request.query.after ?? 0));
    if (!Number.isSafeInteger(after) || after < 0)
      return sendProblem(
        request,
        reply,
        new Problem('input.invalid', {}, [{ pointer: '/after', code: 'position', detail: 'a position of the journal' }]),
      );

    reply.hijack();
    const stream = takeOver(reply.raw);
    if (!stream) return;
    stream.write('retry: 2000\nevent: hello\ndata: \n\n');
    // Attached before the gap is read, so that nothing falls between; held back until the gap is told, because a screen
    // drops what is not beyond the last position it saw.
    const screen = feed.hub.attach(principal, stream);
    try {
      const missed = await feed.missed(principal, after);
      for (const event of missed.events) stream.write(`event: event\nid: ${event.position}\ndata: ${JSON.stringify(event)}\n\n`);
      stream.write(`event: ${missed.isReset ? 'reset' : 'position'}\ndata: ${missed.position}\n\n`);
      screen.release(missed.position);
    } catch {
      // The database is away: the screen comes again, from where it stands.
      stream.end();
    }
  });
}

const head = [
  'HTTP/1.1 200 OK',
  'content-type: text/event-stream; charset=utf-8',
  'cache-control: no-store',
  'x-content-type-options: nosniff',
  // The stream ends with its connection: no frame around each event, nothing to keep for a next request.
  'connection: close',
  'x-accel-buffering: no',
  '',
  '',
].join('\r\n');

/** What Node's HTTP server hangs on a connection to read requests from it; not in its types. */
interface RequestParser {
  remove?: () => void;
  close?: () => void;
}

/**
 * The bare socket of an answer. A stream lasts for hours: the request, the answer and the parser with all that hangs on them
 * are 20 kB a screen that nobody needs any more. What a client sends on is thrown away; when it hangs up, so do we.
 */
function takeOver(raw: ServerResponse): Socket | null {
  const socket = raw.socket as (Socket & { parser?: RequestParser | null }) | null;
  if (!socket || socket.destroyed) return null;
  raw.detachSocket(socket);
  socket.removeAllListeners();
  socket.on('error', () => socket.destroy());
  socket.on('end', () => socket.end());
  // Listening takes the socket from the parser, which is not needed any more.
  socket.on('data', () => {});
  socket.parser?.remove?.();
  socket.parser?.close?.();
  socket.parser = null;
  socket.setNoDelay(true);
  socket.setKeepAlive(true, 60_000);
  socket.write(head);
  return socket;
}
