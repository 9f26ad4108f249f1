import type { FastifyInstance } from 'fastify';
import { sendProblem } from '../platform/http/problem-reply.ts';
import { sessionCookie } from '../platform/http/server.ts';
import type { Principal } from '../platform/principal.ts';
import { Problem } from '../platform/problem.ts';
import type { LiveFeed } from './live-feed.ts';

/** `GET /api/live?after=POSITION`: the stream of one screen. What it missed since then comes first. */
export function registerLive(app: FastifyInstance, feed: LiveFeed, authenticate: (token: string) => Promise<Principal | null>): void {
  app.get<{ Querystring: { after?: string } }>('/api/live', async (request, reply) => {
    const token = request.cookies[sessionCookie];
    const principal = token ? await authenticate(token) : null;
    if (!principal) return sendProblem(request, reply, new Problem(token ? 'session.expired' : 'session.missing'));
    const lastId = request.headers['last-event-id'];
    const after = Number(typeof lastId === 'string' ? lastId : (request.query.after ?? 0));
    if (!Number.isSafeInteger(after) || after < 0)
      return sendProblem(
        request,
        reply,
        new Problem('input.invalid', {}, [{ pointer: '/after', code: 'position', detail: 'a position of the journal' }]),
      );

    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    raw.write('retry: 2000\nevent: hello\ndata: \n\n');
    // Attached before the gap is read, so that nothing falls between; held back until the gap is told, because a screen
    // drops what is not beyond the last position it saw.
    const screen = feed.hub.attach(principal, raw);
    try {
      const missed = await feed.missed(principal, after);
      for (const event of missed.events) raw.write(`event: event\nid: ${event.position}\ndata: ${JSON.stringify(event)}\n\n`);
      raw.write(`event: ${missed.isReset ? 'reset' : 'position'}\ndata: ${missed.position}\n\n`);
      screen.release(missed.position);
    } catch {
      // The database is away: the screen comes again, from where it stands.
      raw.end();
    }
  });
}
