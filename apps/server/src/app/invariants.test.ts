import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const document = read('docs/invariants.md');

interface Promised {
  says: string;
  rules: string[];
  constraints: string[];
  tests: { file: string; title: string }[];
}

/** A paragraph is a promise; the list below it names what keeps it. */
const promises: Promised[] = [...document.matchAll(/^(?!#|- )(\S[^\n]*)\n((?:- [^\n]+\n?)+)/gm)].map(([, says = '', list = '']) => {
  const lines = (name: string) =>
    list
      .split('\n')
      .filter((line) => line.startsWith(`- ${name}: `))
      .map((line) => line.slice(name.length + 4));
  const names = (line: string) => [...line.matchAll(/`([^`]+)`/g)].map((match) => match[1] as string);
  return {
    says,
    rules: lines('rule').flatMap(names),
    constraints: lines('constraint').flatMap(names),
    tests: lines('test').map((line) => {
      const [, file = '', title = ''] = /^`([^`]+)` › (.+)$/.exec(line) ?? [];
      return { file, title };
    }),
  };
});

const migrations = ['city', 'shared']
  .flatMap((set) => readdirSync(join(root, 'db/migrations', set)).map((file) => read(`db/migrations/${set}/${file}`)))
  .join('\n');
const isDeclared = (name: string) => new RegExp(`(constraint|unique index) ${name}\\b`).test(migrations);

describe('docs/invariants.md', () => {
  test('names for each promise a rule and a test', () => {
    expect(promises.length).toBeGreaterThan(35);
    for (const promise of promises) {
      expect(promise.rules.length, promise.says).toBeGreaterThan(0);
      expect(promise.tests.length, promise.says).toBeGreaterThan(0);
    }
  });

  test('every rule that it names is a file', () => {
    expect(promises.flatMap((promise) => promise.rules).filter((rule) => !existsSync(join(root, rule)))).toEqual([]);
  });

  test('every constraint that it names is in the database', () => {
    expect(promises.flatMap((promise) => promise.constraints).filter((name) => !isDeclared(name))).toEqual([]);
  });

  test('every test that it names exists under that title', () => {
    const missing = promises
      .flatMap((promise) => promise.tests)
      .filter(({ file, title }) => !existsSync(join(root, file)) || !read(file).replaceAll("\\'", "'").includes(title));
    expect(missing).toEqual([]);
  });

  test('every constraint that people are told of is in it', () => {
    const [, told = ''] = /const byConstraint[^{]*\{([\s\S]*?)\n\};/.exec(read('apps/server/src/platform/db/database-problem.ts')) ?? [];
    const names = [...told.matchAll(/^ {2}([a-z_]+):/gm)].map((match) => match[1] as string);
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !promises.some((promise) => promise.constraints.includes(name)))).toEqual([]);
  });
});
