// The import law (.dependency-cruiser.mjs). With a compiler that it does not know, dependency-cruiser reads nothing and finds nothing:
// no modules is a failure.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './installed.mjs';

const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
const run = spawnSync(process.execPath, [depcruise, 'apps', 'packages'], { cwd: root, encoding: 'utf8' });
const text = run.stdout.split('‼ missing-tsc-transpiler')[0].trim();
console.log(text);
if (run.stderr) console.error(run.stderr);
const modules = Number(/(\d+) modules/.exec(text)?.[1] ?? 0);
if (modules < 50) console.error(`Only ${modules} modules were read: the law was not checked.`);
process.exitCode = run.status !== 0 || modules < 50 ? 1 : 0;
