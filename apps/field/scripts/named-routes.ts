import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const here = import.meta.dirname;
const sources = ['../src', '../../../packages/client/src'].map((path) => join(here, path));

/** Every word in quotes: operations are called by their names and in no other way. */
function quotedWords(): Set<string> {
  const words = new Set<string>();
  for (const folder of sources) {
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(file) || /\.(test|gen)\.tsx?$/.test(file)) continue;
      for (const [, word] of readFileSync(join(folder, file), 'utf8').matchAll(/'([a-zA-Z]+)'/g)) words.add(word as string);
    }
  }
  return words;
}

/** Of the table of all operations those that are named, without what only the types read. */
export function onlyNamed(table: string, named: ReadonlySet<string>): string {
  return table.replace(/^ {2}(\w+): \[('[A-Z]+', '[^']+'), '\w+'\],\n/gm, (_, name: string, address: string) =>
    named.has(name) ? `  ${name}: [${address}],\n` : '',
  );
}

/**
 * The phone carries the addresses of the operations that it names: a quarter of them all. The rest is the desks', and
 * every new one would make the first route of a phone heavier.
 */
export function namedRoutes(): Plugin {
  return {
    name: 'named-routes',
    enforce: 'pre',
    transform: (code, id) => (id.endsWith('/routes.gen.ts') ? onlyNamed(code, quotedWords()) : undefined),
  };
}
