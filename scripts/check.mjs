// `npm run check`: everything that can be known without running the program. All steps run; each that fails shows why.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildWeb } from './build-web.mjs';
import { ensureInstalled, ownNode, root } from './installed.mjs';
import { generatedFiles } from './list-generated.mjs';

ensureInstalled();

/** Runs one of the project's own programs on its own Node. */
function own(path, ...args) {
  return new Promise((resolve) => {
    const child = spawn(ownNode(), [join(root, path), ...args], {
      cwd: root,
      env: { ...process.env, FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
    child.on('close', (status) => resolve({ ok: status === 0, output: output.trim() }));
  });
}

/** Files that are made from others; each `*.gen.ts` says so in its first line. */
async function generated() {
  const paths = generatedFiles();
  const state = () =>
    paths.map((path) =>
      [
        path,
        createHash('sha256')
          .update(readFileSync(join(root, path)))
          .digest('hex'),
      ].join(' '),
    );
  const before = state();
  const run = await own('scripts/generate.ts');
  if (!run.ok) return run;
  const changed = state().filter((line, index) => line !== before[index]);
  if (changed.length === 0) return { ok: true, output: `${paths.length} files` };
  return { ok: false, output: `Out of date, made anew now; commit them:\n${changed.map((line) => `  ${line.split(' ')[0]}`).join('\n')}` };
}

const tsc = (project) => own('node_modules/typescript/bin/tsc', '-p', project);
const steps = [
  ['fingerprints of all packages', () => own('scripts/check-lock.mjs')],
  ['format and lint', () => own('node_modules/@biomejs/biome/bin/biome', 'check', '.', '--max-diagnostics=50')],
  ['web apps build', () => buildWeb(() => {}).then((fault) => ({ ok: !fault, output: fault ?? '' }))],
  ['generated files up to date', generated],
  ['types: server, cli, tests', () => tsc('tsconfig.json')],
  ['types: journeys, faults', () => tsc('e2e/tsconfig.json')],
  ['types: console', () => tsc('apps/console/tsconfig.json')],
  ['types: field', () => tsc('apps/field/tsconfig.json')],
  ['import law', () => own('scripts/check-imports.mjs')],
  ['unused code', () => own('node_modules/knip/bin/knip.js', '--no-progress')],
  ['browser floor', () => own('scripts/browser-floor.mjs')],
];

const only = process.argv.slice(2);
let failed = 0;
for (const [name, run] of steps.filter(([name]) => only.length === 0 || only.some((word) => name.includes(word)))) {
  const began = Date.now();
  const { ok, output } = await run();
  const last = output.split('\n').at(-1) ?? '';
  console.log(`${ok ? '✓' : '✗'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)${ok && last.length < 100 ? `  ${last}` : ''}`);
  if (ok) continue;
  failed += 1;
  console.log(`${output}\n`);
}
console.log(failed === 0 ? 'All checks passed.' : `${failed} of ${steps.length} checks failed.`);
process.exitCode = failed === 0 ? 0 : 1;
