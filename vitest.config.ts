import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const here = import.meta.dirname;
const skip = ['**/node_modules/**', '**/dist/**', 'e2e/**'];
const compat = join(here, 'node_modules/preact/compat');

// biome-ignore lint/style/noDefaultExport: Vitest reads its configuration so.
export default defineConfig({
  test: {
    projects: [
      {
        // Machines, rules, policies, arithmetic: no database, no browser.
        test: { name: 'pure', include: ['{apps,packages,scripts,bench}/**/*.test.ts'], exclude: [...skip, '**/*.db.test.ts'] },
      },
      {
        // On a real PostgreSQL, a clone of the migrated template per file.
        test: {
          name: 'db',
          include: ['{apps,packages}/**/*.db.test.ts'],
          exclude: skip,
          globalSetup: ['packages/testkit/src/postgres.setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Servers killed, cut off and filled up, one after the other and after the rest: they take a machine for themselves.
        test: {
          name: 'faults',
          include: ['faults/**/*.fault.test.ts'],
          exclude: skip,
          globalSetup: ['faults/pieces/city.setup.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: process.env.MUSTER_FAULTS === 'full' ? 900_000 : 90_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: { name: 'console', environment: 'jsdom', include: ['apps/console/**/*.test.tsx'], exclude: skip },
      },
      {
        // As it is built: Preact under the name of React, for the libraries too (STACK 17).
        resolve: {
          alias: [
            { find: /^react(-dom)?$/, replacement: compat },
            { find: /^react(-dom)?\/(.*)$/, replacement: `${compat}/$2` },
          ],
        },
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        test: {
          name: 'field',
          environment: 'jsdom',
          include: ['apps/field/**/*.test.tsx', 'packages/ui/**/*.test.tsx'],
          exclude: skip,
          server: { deps: { inline: [/@tanstack/, /wouter/, /use-sync-external-store/, /preact/] } },
        },
      },
    ],
  },
});
