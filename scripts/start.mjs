// `npm start`: what the lock file names, the web apps if their sources changed, then the server. Any Node ≥ 20.11, node: imports only.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildWeb } from './build-web.mjs';
import { ensureInstalled, ownNode, root, serverFlags } from './installed.mjs';

ensureInstalled();
const fault = await buildWeb();
if (fault) {
  console.error(`\n  ✗ ${fault}`);
  process.exit(1);
}

// The channel (ipc) tells the server when this process is killed with -9: it then stops cleanly instead of living on alone.
const child = spawn(ownNode(), [...serverFlags, join(root, 'apps/server/src/main.ts'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
