/**
 * Writes `packages/client/src/routes.gen.ts`: method and path of every operation, without the schemas. The phone then
 * carries a few kilobytes of strings instead of zod (23 kB) and the whole contract.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { operations } from '@muster/contract/operations';

export function routesSource(): string {
  const lines = Object.values(operations)
    .map((operation) => `  ${operation.name}: ['${operation.method}', '${operation.path}', '${operation.kind}'],`)
    .sort();
  return `// Made by \`npm run generate\` from the contract. Do not edit.\nexport const routes = {\n${lines.join('\n')}\n} as const;\n`;
}

export function writeRoutes(): void {
  writeFileSync(join(import.meta.dirname, '../packages/client/src/routes.gen.ts'), routesSource());
}
