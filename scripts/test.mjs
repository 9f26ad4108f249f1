// `npm test`: all of it on a fresh clone. Ends with a line of its own, `N passed, N failed`. `npm test -- pure db` runs only these.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { buildWeb } from './build-web.mjs';
import { ensureInstalled, ownNode, root } from './installed.mjs';

ensureInstalled();
const asked = process.argv.slice(2);
const projects = ['pure', 'db', 'console', 'field', 'faults'].filter((name) => asked.length === 0 || asked.includes(name));
// The whole of the generated attack, with the whole of the faults.
const attack = process.env.MUSTER_FAULTS === 'full' && asked.includes('faults');
const journeys = asked.length === 0 || asked.includes('e2e');
const reports = mkdtempSync(join(tmpdir(), 'muster-reports-'));
let passed = 0;
let failed = 0;

let child;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    child?.kill(signal);
    setTimeout(() => process.exit(1), 15_000).unref();
  });
}

function own(args, environment) {
  return new Promise((resolve) => {
    child = spawn(ownNode(), args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } });
    child.on('exit', (status) => resolve(status === 0));
  });
}

function fail(reason) {
  console.error(`✗ ${reason}`);
  failed += 1;
}

/** What did not even run (a file that does not load, an error outside of a test) fails too. */
function count(name, ok, path, read) {
  const result = existsSync(path) ? read(JSON.parse(readFileSync(path, 'utf8'))) : { passed: 0, failed: 0 };
  passed += result.passed;
  failed += result.failed;
  if (!ok && result.failed === 0) fail(`${name} failed outside of its tests; see above.`);
}

async function vitest(names, ...paths) {
  const report = join(reports, `vitest-${names.join('-')}.json`);
  const args = [
    'run',
    ...names.flatMap((name) => ['--project', name]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    '--passWithNoTests',
    ...paths,
  ];
  const ok = await own([join(root, 'node_modules/vitest/vitest.mjs'), ...args]);
  count('vitest', ok, report, (json) => ({ passed: json.numPassedTests, failed: json.numFailedTests }));
}

if (projects.length > 0) await vitest(projects);
if (attack) await vitest(['db'], 'apps/server/src/app/generated-attack.db.test.ts');

if (journeys) {
  const fault = (await buildWeb()) ?? ensureBrowser();
  if (fault) fail(fault);
  else {
    const report = join(reports, 'playwright.json');
    const args = ['test', '--config', join(root, 'e2e/playwright.config.ts'), '--reporter=list,json'];
    const ok = await own([join(root, 'node_modules/@playwright/test/cli.js'), ...args], { PLAYWRIGHT_JSON_OUTPUT_NAME: report });
    count('playwright', ok, report, ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected }));
  }
}

rmSync(reports, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
