import type { FastifyInstance } from 'fastify';
import { registerDocx, registerHtml, registerOf } from '../features/registers/index.ts';
import { inScope } from '../platform/db/scope.ts';
import { notFound, Problem } from '../platform/problem.ts';
import type { Runtime } from './run-command.ts';

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * `/register/:registerId`: a register that was taken, to whoever took it: the page that is printed, or the Word file. Bytes, so no
 * operation of the list; that it was taken stands in the journal before this can be opened.
 */
export function registerRegisterPage(app: FastifyInstance, runtime: Runtime): void {
  app.get<{ Params: { registerId: string } }>('/register/:registerId', async (request, reply) => {
    const signedIn = await app.sessions.principalOf(request);
    if (!signedIn) throw new Problem(app.sessions.tokenOf(request) ? 'session.expired' : 'session.missing');
    const { registerId } = request.params;
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(registerId)) throw notFound();
    const principal = { ...signedIn, address: request.ip };
    const row = await inScope(runtime.city, principal, (tx) => registerOf(tx, principal, registerId), 'read');
    if (!row) throw notFound();
    reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex');
    if (row.format === 'page') return reply.type('text/html; charset=utf-8').send(registerHtml(row.content));
    return reply
      .type(docx)
      .header('content-disposition', `attachment; filename="register.docx"; filename*=UTF-8''${encodeURIComponent(row.file_name)}`)
      .send(await registerDocx(row.content));
  });
}
