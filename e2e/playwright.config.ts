import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { systemBrowser } from '../scripts/browser.mjs';

// Workers read this file again: the folder and port are made once and inherited.
if (!process.env.MUSTER_E2E_DATA) {
  process.env.MUSTER_E2E_DATA = mkdtempSync(join(tmpdir(), 'muster-e2e-'));
  // As root PostgreSQL runs as another user, who has to pass through.
  chmodSync(process.env.MUSTER_E2E_DATA, 0o711);
}
const port = process.env.MUSTER_E2E_PORT ?? '4180';
const baseURL = `http://127.0.0.1:${port}`;
const executablePath = systemBrowser();

const looksAtDemonstration = [
  'pages.spec.ts',
  'late.spec.ts',
  'four-levels.spec.ts',
  'budgets.spec.ts',
  'keyboard.spec.ts',
  'language.spec.ts',
];

// biome-ignore lint/style/noDefaultExport: Playwright reads its configuration so.
export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: join(import.meta.dirname, 'results'),
  globalTeardown: join(import.meta.dirname, 'remove-data.ts'),
  // One demonstration for all, two cores: journeys one after the other, each in its own part of the city.
  workers: 1,
  timeout: 60_000,
  // An act of a journey ends the journey soon when what it needs is not there.
  expect: { timeout: 8_000 },
  forbidOnly: true,
  use: {
    baseURL,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    actionTimeout: 8_000,
    // A recording of 2,828 communities costs more than the journey: only when asked for.
    trace: process.env.MUSTER_E2E_TRACE ? 'on' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: { args: ['--no-sandbox'], ...(executablePath && { executablePath }) },
  },
  projects: [
    // What looks at the demonstration as it was loaded comes first: the other journeys send orders of their own.
    { name: 'looking', testMatch: looksAtDemonstration },
    { name: 'journeys', testIgnore: ['ending.spec.ts', ...looksAtDemonstration] },
    // The one that ends the incident of all others comes last.
    { name: 'ending', testMatch: 'ending.spec.ts', dependencies: ['looking', 'journeys'] },
  ],
  // The real program, as `npm start` runs it: embedded PostgreSQL, migrations, demonstration, web apps.
  webServer: {
    command: `node ${join(import.meta.dirname, '../scripts/start.mjs')}`,
    env: {
      ...(process.env as Record<string, string>),
      MUSTER_PORT: port,
      MUSTER_HOST: '127.0.0.1',
      MUSTER_DATA: process.env.MUSTER_E2E_DATA,
      MUSTER_ALIVE: '0',
      // WeCom and DingTalk of the journeys are on this machine.
      MUSTER_PRIVATE_HOSTS: '127.0.0.1',
      MUSTER_PUBLIC_URL: baseURL,
    },
    url: `${baseURL}/api/ready`,
    timeout: 240_000,
    // While writing journeys: a server that stands already, MUSTER_E2E_REUSE=1 MUSTER_E2E_PORT=4170.
    reuseExistingServer: process.env.MUSTER_E2E_REUSE === '1',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    stdout: 'pipe',
    stderr: 'pipe',
  },
});
