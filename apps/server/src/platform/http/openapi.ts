import { heldAnswerSchema } from '@muster/contract/held/held.operations';
import type { Operation } from '@muster/contract/operation';
import { operations } from '@muster/contract/operations';
import { commonProblems, commonWriteProblems, problemSchema, problems } from '@muster/contract/problems';
import { z } from 'zod';
import { filePaths } from './openapi-files.ts';

type Json = Record<string, unknown>;

/** OpenAPI 3.1 of the whole contract. */
export function openApiDocument(version: string): Json {
  const components: Json = {};
  const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
    const json = z.toJSONSchema(schema, {
      io,
      target: 'draft-2020-12',
      unrepresentable: 'any',
    }) as Json;
    // The document says once which dialect its schemas are in.
    delete json.$schema;
    const definitions = (json.$defs ?? {}) as Json;
    for (const [name, definition] of Object.entries(definitions)) components[name] = relink(definition);
    delete json.$defs;
    return relink(json) as Json;
  };
  const paths: Record<string, Json> = {};
  for (const operation of Object.values(operations) as Operation[]) {
    const path = `/api${operation.path.replace(/:([a-zA-Z]+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation, schemaOf) };
  }
  Object.assign(paths, filePaths);
  components.Problem = schemaOf(problemSchema, 'output');
  return {
    openapi: '3.1.0',
    info: {
      title: 'Muster 集结',
      version,
      description:
        'Every operation of Muster. Writes carry a `commandId` and are safe to repeat; lists page by key; problems are RFC 9457.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }],
    components: { schemas: components, securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'muster_session' } } },
    paths,
  };
}

function describe(operation: Operation, schemaOf: (schema: z.ZodType, io: 'input' | 'output') => Json): Json {
  const input = schemaOf(operation.input, 'input');
  const properties = (input.properties ?? {}) as Record<string, Json>;
  const required = new Set((input.required ?? []) as string[]);
  const inPath = [...operation.path.matchAll(/:([a-zA-Z]+)/g)].map((match) => match[1] as string);
  const inQuery = operation.method === 'GET' || operation.method === 'DELETE';
  const rest = Object.keys(properties).filter((name) => !inPath.includes(name));
  const parameters = [
    ...inPath.map((name) => ({ name, in: 'path', required: true, schema: properties[name] ?? { type: 'string' } })),
    ...(inQuery ? rest.map((name) => ({ name, in: 'query', required: required.has(name), schema: properties[name] })) : []),
    ...(inQuery && operation.method === 'GET'
      ? []
      : [
          {
            name: 'x-muster',
            in: 'header',
            required: true,
            schema: { type: 'string', const: '1' },
            description: 'Proves that no foreign page sent it',
          },
        ]),
  ];
  const body = inQuery
    ? undefined
    : {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'object',
              properties: Object.fromEntries(rest.map((name) => [name, properties[name]])),
              required: rest.filter((name) => required.has(name)),
            },
          },
        },
      };
  const codes = [...commonProblems, ...(operation.kind === 'command' ? commonWriteProblems : []), ...operation.problems];
  const byStatus = Map.groupBy(new Set(codes), (code) => problems[code]);
  const refusals = Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      String(status),
      { description: list.join(', '), content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    ]),
  );
  return {
    operationId: operation.name,
    tags: [operation.feature],
    summary: operation.summary,
    ...(operation.access === 'anyone' ? { security: [] } : {}),
    parameters,
    ...(body ? { requestBody: body } : {}),
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: schemaOf(operation.result, 'output') } } },
      ...(mayBeHeld(operation)
        ? {
            202: {
              description: 'Held: it names a predecessor, or a file, that has not arrived; applied by itself when that comes',
              content: { 'application/json': { schema: schemaOf(heldAnswerSchema, 'output') } },
            },
          }
        : {}),
      ...refusals,
    },
  };
}

/** What a phone may send out of order: any write but of accounts, which hold passwords. */
function mayBeHeld(operation: Operation): boolean {
  return (
    operation.kind === 'command' && operation.access === 'signedIn' && operation.feature !== 'auth' && 'after' in operation.input.shape
  );
}

/** Definitions of one schema become components of the document. */
function relink(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relink);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string' ? inner.replace('#/$defs/', '#/components/schemas/') : relink(inner),
    ]),
  );
}
