// The browser of the journeys: the machine's Chromium if there is one; else Debian's by apt-get when we are root; else Playwright's own.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownNode, root } from './installed.mjs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/lib/chromium/chromium'];

/** Path of a browser of the machine; undefined: Playwright uses its own. */
export function systemBrowser() {
  return process.env.MUSTER_CHROMIUM ?? places.find((path) => existsSync(path));
}

function run(command, ...args) {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
}

function isDebian() {
  return existsSync('/etc/os-release') && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** Chinese is measured and photographed in the journeys: boxes instead of characters would pass. */
function hasChineseFont() {
  const list = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  return list.status === 0 && list.stdout.trim() !== '';
}

/** Fetches what is missing. What went wrong, or undefined. */
export function ensureBrowser() {
  const root0 = process.getuid?.() === 0;
  if (isDebian() && root0) {
    const missing = [...(systemBrowser() ? [] : ['chromium']), ...(hasChineseFont() ? [] : ['fonts-noto-cjk'])];
    if (missing.length === 0) return undefined;
    console.log(`Installing ${missing.join(' and ')} for the journeys …`);
    run('apt-get', 'update', '-qq');
    if (run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...missing)) return undefined;
    if (systemBrowser()) return undefined;
  }
  if (systemBrowser()) return undefined;
  console.log('Fetching a browser for the journeys …');
  if (run(ownNode(), join(root, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium')) return undefined;
  return 'There is no browser for the journeys. Install Chromium, or name one: MUSTER_CHROMIUM=/path/to/chromium npm test';
}
