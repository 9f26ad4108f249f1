import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { operations } from '@muster/contract/operations';
import { describe, expect, it } from 'vitest';
import { onlyNamed } from './named-routes.ts';

const table = readFileSync(join(import.meta.dirname, '../../../packages/client/src/routes.gen.ts'), 'utf8');
const namesIn = (code: string) => [...code.matchAll(/^ {2}(\w+): \[/gm)].map(([, name]) => name);

describe('addresses of operations in the phone', () => {
  it('are those that it names, each with its method and path', () => {
    const code = onlyNamed(table, new Set(['syncDesk', 'tickItem', 'today']));
    expect(namesIn(code)).toEqual(['syncDesk', 'tickItem']);
    expect(code).toContain(`syncDesk: ['${operations.syncDesk.method}', '${operations.syncDesk.path}']`);
  });

  it('every line of the table is read: with all names nothing is missing, with none nothing is left', () => {
    const all = Object.keys(operations);
    expect(namesIn(onlyNamed(table, new Set(all))).toSorted()).toEqual(all.toSorted());
    expect(namesIn(onlyNamed(table, new Set()))).toEqual([]);
  });
});
