import type { ProblemCode, ProblemDocument } from '@muster/contract/problems';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { databaseProblem } from '../db/database-problem.ts';
import { Problem } from '../problem.ts';

/** Whatever was thrown, as the one kind of answer that clients read. What the contract does not name becomes `internal`, without detail. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const fromDatabase = databaseProblem(error);
  if (fromDatabase) return fromDatabase;
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  if (statusCode === 413 || code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Problem('request.too-large');
  if (statusCode === 429) return new Problem('rate.exceeded');
  if (statusCode === 503) return new Problem('database.unavailable');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new Problem('input.invalid', {}, [{ pointer: '', code: 'unreadable', detail: 'the request could not be read' }]);
  }
  return new Problem('internal');
}

/** Where the problem itself knows no better: clients and proxies that ask at once, all together, would keep it down. */
const comeAgainSeconds: Partial<Record<ProblemCode, number>> = { 'database.unavailable': 5, 'database.full': 60 };

export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const problem = toProblem(error);
  if (problem.code === 'internal') request.log.error({ err: error }, 'internal fault');
  const document: ProblemDocument = {
    type: `urn:muster:problem:${problem.code}`,
    title: problem.code,
    status: problem.status,
    code: problem.code,
    params: problem.params,
    errors: problem.errors.map((fault) => ({ ...fault })),
    requestId: request.id,
  };
  const retryAfter = problem.params.retryAfterSeconds ?? comeAgainSeconds[problem.code];
  if (typeof retryAfter === 'number') reply.header('retry-after', String(retryAfter));
  return reply.code(problem.status).header('content-type', 'application/problem+json; charset=utf-8').send(JSON.stringify(document));
}
