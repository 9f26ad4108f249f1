// Every package of the lock file has its fingerprint. npm writes entries without `integrity` when folders are left over (STACK 3),
// and `npm ci` then installs them unproved, without a word.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './installed.mjs';

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const bare = Object.entries(packages).filter(
  ([path, entry]) => /(^|\/)node_modules\//.test(path) && !entry.link && !entry.inBundle && !entry.integrity,
);
if (bare.length > 0) {
  console.error(
    `package-lock.json: no integrity for\n${bare.map(([path]) => `  ${path}`).join('\n')}\nTake the lock file back (git checkout package-lock.json), remove */*/node_modules, and install again.`,
  );
  process.exit(1);
}
console.log(`${Object.keys(packages).length} entries`);
