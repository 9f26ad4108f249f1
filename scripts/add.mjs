// `npm run add -- -w apps/server NAME@x.y.z`: exact versions, by npm on the project's own Node (under an older one npm takes old majors).
import { spawnSync } from 'node:child_process';
import { ownNode, root, stampInstalled } from './installed.mjs';

const npm = process.env.npm_execpath;
if (!npm) {
  console.error('Run it as: npm run add -- -w apps/server NAME@x.y.z');
  process.exit(1);
}
const { status } = spawnSync(ownNode(), [npm, 'install', '-E', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
if (status === 0) stampInstalled();
process.exitCode = status ?? 1;
