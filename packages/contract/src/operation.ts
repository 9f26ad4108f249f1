import type { z } from 'zod';
import type { ProblemCode } from './problems.ts';

/** What may be done, in one name: `order:issue`. Operations that write name theirs; policies answer for it. */
export type Action = `${string}:${string}`;

/**
 * One entry of the list of operations: everything that server, clients, CLI, OpenAPI and the role table need to know.
 *
 * `input` is one flat object. On the wire, the names that stand in `path` (`/orders/:orderId`) travel in the path, the
 * rest in the query string (GET, DELETE) or as a JSON body (POST, PUT).
 */
export interface Operation<Name extends string = string, Input extends z.ZodObject = z.ZodObject, Result extends z.ZodType = z.ZodType> {
  name: Name;
  kind: 'command' | 'view';
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  summary: string;
  /** Feature it belongs to; the tag in OpenAPI and the folder on every side. */
  feature: string;
  input: Input;
  result: Result;
  /** Problems that it may answer with, besides those that every operation may (`commonProblems`). */
  problems: readonly ProblemCode[];
  /** Whom it is open to before any policy is asked: `anyone` needs no session. */
  access: 'anyone' | 'signedIn';
}

type Definition<Name extends string, Input extends z.ZodObject, Result extends z.ZodType> = Pick<
  Operation<Name, Input, Result>,
  'name' | 'path' | 'summary' | 'feature' | 'input' | 'result'
> & {
  problems?: readonly ProblemCode[];
  access?: Operation['access'];
};

/** A read. GET unless its input is too rich for a query string. */
export function view<Name extends string, Input extends z.ZodObject, Result extends z.ZodType>(
  definition: Definition<Name, Input, Result> & { method?: 'GET' | 'POST' },
): Operation<Name, Input, Result> {
  return { problems: [], access: 'signedIn', method: 'GET', ...definition, kind: 'view' };
}

/**
 * A write. Its input carries a `commandId` made by whoever sends it, so that sending it again has one effect and the
 * same answer (see `commandInput`).
 */
export function command<Name extends string, Input extends z.ZodObject, Result extends z.ZodType>(
  definition: Definition<Name, Input, Result> & { method?: 'POST' | 'PUT' | 'DELETE' },
): Operation<Name, Input, Result> {
  return { problems: [], access: 'signedIn', method: 'POST', ...definition, kind: 'command' };
}

export type InputOf<O> = O extends Operation<string, infer I, z.ZodType> ? z.input<I> : never;
export type ParsedInputOf<O> = O extends Operation<string, infer I, z.ZodType> ? z.output<I> : never;
export type ResultOf<O> = O extends Operation<string, z.ZodObject, infer R> ? z.output<R> : never;
