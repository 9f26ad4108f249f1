import type { Operation } from '@muster/contract/operation';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problem.ts';

/**
 * The flat input of an operation, from path, query and body, checked against the contract. All faults of all parts are
 * told at once, each with a pointer into the input.
 */
export function parseInput(operation: Operation, request: FastifyRequest): unknown {
  const rest = operation.method === 'GET' || operation.method === 'DELETE' ? request.query : request.body;
  if (rest !== undefined && rest !== null && (typeof rest !== 'object' || Array.isArray(rest))) {
    throw new Problem('input.invalid', {}, [{ pointer: '', code: 'not-an-object', detail: 'the body must be a JSON object' }]);
  }
  const parsed = operation.input.safeParse({ ...(rest as object), ...(request.params as object) });
  if (parsed.success) return parsed.data;
  throw new Problem(
    'input.invalid',
    {},
    parsed.error.issues.map((issue) => ({ pointer: `/${issue.path.map(String).join('/')}`, code: issue.code, detail: issue.message })),
  );
}
