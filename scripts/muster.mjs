#!/usr/bin/env node
// `muster …` and `npm run muster -- …`: the same commands as the server's, from a shell. Any Node ≥ 20.11.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, ownNode, root } from './installed.mjs';

ensureInstalled();
// The working folder stays the caller's: his files are named from there.
const child = spawn(ownNode(), [join(root, 'apps/cli/src/main.ts'), ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
