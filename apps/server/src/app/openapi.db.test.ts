import type { Operation } from '@muster/contract/operation';
import { operations } from '@muster/contract/operations';
import { problems } from '@muster/contract/problems';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HttpCity, httpCity } from './http-city.fixture.ts';

type Json = Record<string, unknown>;
interface Described {
  operationId: string;
  summary: string;
  parameters: { name: string; in: string; required: boolean; schema: Json }[];
  requestBody?: { content: Record<string, { schema: Json }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: Json }> }>;
  security?: unknown[];
}
let server: HttpCity;
let document: {
  openapi: string;
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Json>; securitySchemes: Json };
};

beforeAll(async () => {
  server = await httpCity({ territory: null });
  document = JSON.parse((await server.http.inject({ method: 'GET', url: '/api/openapi.json' })).payload);
});
afterAll(() => server.stop());

/** What carries bytes, beside the list of operations. */
const bytes = ['createUpload', 'getUpload', 'continueUpload', 'removeUpload', 'readFile'];
const all = Object.values(operations) as Operation[];
const described = () =>
  Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, one]) => ({ path, method, one })));

/** Every object that stands where OpenAPI wants a schema, with where it stands. */
function* schemas(value: unknown, at: string): Generator<[string, Json]> {
  if (Array.isArray(value)) for (const [index, inner] of value.entries()) yield* schemas(inner, `${at}/${index}`);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'schema') yield* everySchema(inner, `${at}/schema`);
      else yield* schemas(inner, `${at}/${key}`);
    }
}
const inside = ['items', 'additionalProperties', 'propertyNames', 'not', 'contains'];
const lists = ['anyOf', 'oneOf', 'allOf', 'prefixItems'];
function* everySchema(value: unknown, at: string): Generator<[string, Json]> {
  if (typeof value === 'boolean') return;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`no schema at ${at}: ${JSON.stringify(value)}`);
  const schema = value as Json;
  yield [at, schema];
  for (const key of inside) if (key in schema) yield* everySchema(schema[key], `${at}/${key}`);
  for (const key of lists)
    if (key in schema) for (const [i, one] of (schema[key] as unknown[]).entries()) yield* everySchema(one, `${at}/${key}/${i}`);
  for (const [name, one] of Object.entries((schema.properties ?? {}) as Json)) yield* everySchema(one, `${at}/properties/${name}`);
}

test('no operation takes a total: figures, the situation and the journal are read, never written', () => {
  const written = all.filter(
    (operation) => ['tallies', 'attention', 'journal'].includes(operation.feature) && operation.kind === 'command',
  );
  expect(written.map((operation) => operation.name)).toEqual([]);
});

describe('openapi.json', () => {
  test('is OpenAPI 3.1 and describes every operation once, and nothing else', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(Object.keys(document).sort()).toEqual(['components', 'info', 'openapi', 'paths', 'security', 'servers']);
    expect(
      described()
        .map(({ one }) => one.operationId)
        .sort(),
    ).toEqual([...all.map((operation) => operation.name), ...bytes].sort());
    for (const operation of all) {
      const path = `/api${operation.path.replace(/:([a-zA-Z]+)/g, '{$1}')}`;
      expect(document.paths[path]?.[operation.method.toLowerCase()]?.operationId, path).toBe(operation.name);
    }
  });

  test('every parameter of a path is declared, required, and the other way round', () => {
    for (const { path, one } of described()) {
      const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1]);
      expect(
        one.parameters
          .filter((parameter) => parameter.in === 'path')
          .map((parameter) => parameter.name)
          .sort(),
        path,
      ).toEqual(inPath.sort());
      for (const parameter of one.parameters) {
        expect(['path', 'query', 'header']).toContain(parameter.in);
        if (parameter.in === 'path') expect(parameter.required).toBe(true);
      }
      const names = one.parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
      expect(new Set(names).size, path).toBe(names.length);
    }
  });

  test('every schema is one of draft 2020-12, and every reference leads somewhere', () => {
    const types = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];
    let looked = 0;
    const found = [
      ...schemas(document.paths, '#/paths'),
      ...Object.entries(document.components.schemas).flatMap(([name, schema]) => [...everySchema(schema, `#/components/schemas/${name}`)]),
    ];
    for (const [at, schema] of found) {
      looked++;
      if ('$ref' in schema)
        expect(
          Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`),
          at,
        ).toContain(schema.$ref);
      if ('type' in schema) for (const type of [schema.type].flat()) expect(types, at).toContain(type);
      if ('required' in schema)
        for (const name of schema.required as string[]) expect(Object.keys((schema.properties ?? {}) as Json), at).toContain(name);
      for (const key of ['$schema', '$defs', 'definitions', 'id', 'nullable']) expect(Object.keys(schema), at).not.toContain(key);
      if (typeof schema.pattern === 'string') expect(() => new RegExp(schema.pattern as string, 'u'), at).not.toThrow();
    }
    expect(looked).toBeGreaterThan(500);
  });

  test('every operation says what it answers, and every problem that it may answer with by its status', () => {
    for (const operation of all) {
      const one = described().find((each) => each.one.operationId === operation.name)?.one as Described;
      expect(one.summary.length, operation.name).toBeGreaterThan(5);
      expect(one.responses['200']?.content?.['application/json']?.schema, operation.name).toBeDefined();
      for (const code of operation.problems) {
        const response = one.responses[String(problems[code])];
        expect(response?.description, operation.name).toContain(code);
        expect(response?.content?.['application/problem+json']?.schema).toEqual({ $ref: '#/components/schemas/Problem' });
      }
      expect(one.security, operation.name).toEqual(operation.access === 'anyone' ? [] : undefined);
      if (operation.method !== 'GET')
        expect(
          one.parameters.some((parameter) => parameter.name === 'x-muster'),
          operation.name,
        ).toBe(true);
      if (operation.method === 'GET' || operation.method === 'DELETE') expect(one.requestBody).toBeUndefined();
    }
  });

  test('anybody may read it, and the page beside it, which runs its own files only', async () => {
    const page = await server.http.inject({ method: 'GET', url: '/api/docs' });
    expect(page.statusCode).toBe(200);
    for (const [, source] of page.payload.matchAll(/src="([^"]+)"/g)) {
      const script = await server.http.inject({ method: 'GET', url: source as string });
      expect([source, script.statusCode]).toEqual([source, 200]);
    }
    expect(page.payload).not.toMatch(/<script>|https?:\/\//);
  });
});
