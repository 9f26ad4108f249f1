/** Inputs that nobody should send, derived from the JSON schema of an operation's input. Deterministic: a fault found is found again. */
import type { Operation } from '@muster/contract/operation';
import { z } from 'zod';

type Json = Record<string, unknown>;

/** Numbers of one seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
export type Random = () => number;
export const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const cursors = [
  '',
  'x',
  '====',
  base64([]),
  base64([1]),
  base64(['x']),
  base64([null]),
  base64([1e308]),
  base64([-1]),
  base64([0.5]),
  base64(['\u0000']),
  base64(["'; drop table orders; --"]),
  base64(['x', 'y']),
  base64([null, null]),
  base64([1, 2]),
  base64(['2022-05-11T00:00:00.000Z', 'x']),
  base64(['not a time', '00000000-0000-7000-8000-000000000000']),
  base64(['0000-00-00T00:00:00.000Z', '00000000-0000-7000-8000-000000000000']),
  base64(['infinity', '00000000-0000-7000-8000-000000000000']),
  base64(['2022-05-11T00:00:00.000Z', '00000000-0000-7000-8000-000000000000']),
  base64(['410402001001', '00000000-0000-7000-8000-000000000000']),
  base64({ a: 1 }),
  base64([['x']]),
];
const strings = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfffy',
  '\u202e\u0007\u001b[31m',
  '%',
  '%_\\',
  '\\',
  "'; drop table orders; --",
  '"',
  '#{7*7}{{7*7}}<script>alert(1)</script>',
  '../../etc/passwd',
  '👩‍👩‍👧‍👦'.repeat(20),
  '长'.repeat(5000),
  'a'.repeat(70_000),
  'null',
  'true',
  '0',
  '-1',
  '1e999',
  '410402001001',
  '4104',
  '999999999999',
  '000000',
  '４１０４',
  '0000-01-01',
  '9999-12-31',
  '2022-02-30',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '2022-05-11T24:00:00Z',
  '2022-05-11T00:00:00+23:59',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '00000000-0000-7000-8000-00000000000G',
  '__proto__',
  'constructor',
];
const others = [null, true, false, 0, -1, 0.5, 1e308, -1e308, 2 ** 53, 2 ** 31, [], {}, [null], [[]], { a: { b: {} } }];

/** What a good value of this name would be; ids of things that exist, so that an input gets past the door. */
export type Known = (name: string, random: Random) => unknown;

function good(schema: Json, name: string, definitions: Json, known: Known, random: Random, depth = 0): unknown {
  if (typeof schema.$ref === 'string')
    return good(definitions[schema.$ref.split('/').at(-1) as string] as Json, name, definitions, known, random, depth + 1);
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return pick(random, schema.enum);
  if (schema.type === 'string' || schema.type === 'integer') {
    const given = known(name, random);
    if (given !== undefined) return given;
  }
  const choices = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  if (choices) return good(pick(random, choices), name, definitions, known, random, depth + 1);
  switch (schema.type) {
    case 'object': {
      const properties = (schema.properties ?? {}) as Record<string, Json>;
      const required = (schema.required ?? []) as string[];
      return Object.fromEntries(
        Object.entries(properties)
          .filter(([key]) => required.includes(key) || random() < 0.6)
          .map(([key, inner]) => [key, good(inner, key, definitions, known, random, depth + 1)]),
      );
    }
    case 'array':
      return Array.from({ length: Math.max(Number(schema.minItems ?? 0), depth > 8 ? 0 : Math.floor(random() * 3)) }, () =>
        good(schema.items as Json, name, definitions, known, random, depth + 1),
      );
    case 'string':
      if (schema.format === 'uuid') return crypto.randomUUID();
      if (schema.format === 'date-time') return '2022-05-11T08:00:00.000Z';
      if (schema.format === 'date') return '2022-05-11';
      return '两米线自查'.slice(0, Number(schema.maxLength ?? 100));
    case 'number':
    case 'integer':
      return Math.max(Number(schema.minimum ?? 0), 1);
    case 'boolean':
      return random() < 0.5;
    default:
      return null;
  }
}

type Path = (string | number)[];

function paths(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return at.length === 0 ? [] : [at];
  const inner = Array.isArray(value) ? value.map((each, index) => [index, each] as const) : Object.entries(value);
  return [...(at.length === 0 ? [] : [at]), ...inner.flatMap(([key, each]) => paths(each, [...at, key]))];
}

function spoil(root: Json, path: Path, how: 'replace' | 'remove', value: unknown): Json {
  const copy = structuredClone(root);
  let place: Json = copy;
  for (const key of path.slice(0, -1)) place = place[key as string] as Json;
  const last = path.at(-1) as string;
  if (how === 'remove') delete place[last];
  else place[last] = value;
  return copy;
}

/**
 * `count` inputs of one operation: a good one, then each with one or two places spoilt: gone, of another kind, too long, beyond
 * the calendar, with characters that a database refuses, or in the place of another.
 */
export function malformed(operation: Operation, known: Known, count: number, seed: number): Json[] {
  const schema = z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }) as Json;
  const definitions = (schema.$defs ?? {}) as Json;
  const random = randomOf(seed);
  const inputs: Json[] = [];
  for (let i = 0; i < count; i++) {
    let input = good(schema, '', definitions, known, random) as Json;
    // A third is good: what is behind the door is attacked too.
    const faults = i % 3 === 0 ? 0 : 1 + Math.floor(random() * 2);
    for (let n = 0; n < faults; n++) {
      const places = paths(input);
      if (places.length === 0) {
        input[pick(random, ['x', 'commandId', 'constructor'])] = pick(random, strings);
        continue;
      }
      const path = pick(random, places);
      if (random() < 0.1) {
        input = spoil(input, path, 'remove', undefined);
        continue;
      }
      const value = path.at(-1) === 'cursor' ? pick(random, cursors) : random() < 0.7 ? pick(random, strings) : pick(random, others);
      input = spoil(input, path, 'replace', value);
    }
    inputs.push(input);
  }
  return inputs;
}
