// Runs a TypeScript file with the project's own Node 24 (STACK: the machine's may be 20), whatever started this one.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, ownNode, root } from './installed.mjs';

ensureInstalled();
const [file, ...args] = process.argv.slice(2);
const child = spawn(ownNode(), [join(root, file), ...args], { cwd: root, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
