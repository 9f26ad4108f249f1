import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { compoundTemplate, importReport } from '../features/compounds/index.ts';
import { inScope } from '../platform/db/scope.ts';
import type { FilesFolder } from '../platform/files/files-folder.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { annotatedBook } from '../platform/sheets/read/read-book.ts';
import type { Runtime } from './run-command.ts';

type Asked = { Params: { importId: string }; Querystring: { language?: string } };

/**
 * `GET /api/compound-import-template` and `GET /api/compound-imports/:importId/report`: workbooks, so no operations of the list. The
 * report is the user's own file with a red column; it is made when it is asked for, in a thread of its own.
 */
export function registerCompoundImportFiles(app: FastifyInstance, runtime: Runtime, folder: FilesFolder): void {
  const principalOf = async (request: FastifyRequest) => {
    const principal = await app.sessions.principalOf(request);
    if (!principal) throw new Problem(app.sessions.tokenOf(request) ? 'session.expired' : 'session.missing');
    return principal;
  };
  const languageOf = (request: FastifyRequest<Asked>) => (request.query.language === 'en' ? 'en' : 'zh');

  app.get<Asked>('/api/compound-import-template', async (request, reply) => {
    await principalOf(request);
    const language = languageOf(request);
    return send(reply, language === 'zh' ? '小区楼栋登记表.xlsx' : 'compounds.xlsx', await compoundTemplate(language));
  });

  app.get<Asked>('/api/compound-imports/:importId/report', async (request, reply) => {
    const principal = await principalOf(request);
    const { importId } = request.params;
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(importId)) throw notFound();
    const pathOf = (fileId: string) => folder.kept(fileId);
    const report = await inScope(
      runtime.city,
      principal,
      (tx) => importReport(tx, principal, importId, pathOf, languageOf(request)),
      'read',
    );
    if (!report) throw notFound();
    return send(reply, report.fileName, await annotatedBook(report.job));
  });
}

function send(reply: FastifyReply, name: string, data: Uint8Array) {
  return reply
    .headers({
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="report.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    .send(Buffer.from(data));
}
