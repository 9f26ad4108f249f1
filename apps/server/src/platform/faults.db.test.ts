import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isPostmaster } from './embedded-postgres/process.ts';

let dataFolder: string;
const children: ChildProcess[] = [];
const isRoot = process.getuid?.() === 0;

interface Started {
  child: ChildProcess;
  said(): string;
  exit: Promise<number | null>;
}

function program(environment: Record<string, string> = {}, uid?: number): Started {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'program.fixture.ts')], {
    env: { PATH: process.env.PATH, MUSTER_DATA: dataFolder, MUSTER_PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid !== undefined && { uid, gid: uid }),
  });
  children.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  }
  const exit = once(child, 'close').then(([code]) => code as number | null);
  return { child, said: () => text, exit };
}

async function ready(started: Started): Promise<string> {
  await expect.poll(() => started.said() + (started.child.exitCode ?? ''), { timeout: 20_000, interval: 30 }).toMatch(/Ready |✗|^\d+$/m);
  const address = /Ready (\S+)/.exec(started.said())?.[1];
  if (!address) throw new Error(started.said());
  return address;
}

const postmaster = () => Number(readFileSync(join(dataFolder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
const count = (address: string) =>
  fetch(`${address}/count`).then(
    (response) => response.status,
    () => 0,
  );

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'muster-faults-'));
  chmodSync(dataFolder, 0o755);
});

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    await once(child, 'close');
  }
  const file = join(dataFolder, 'postgres/data/postmaster.pid');
  if (existsSync(file) && isPostmaster(String(postmaster()), join(dataFolder, 'postgres/data'))) {
    const pid = postmaster();
    process.kill(pid, 'SIGQUIT');
    await expect.poll(() => isPostmaster(String(pid), join(dataFolder, 'postgres/data')), { timeout: 5000 }).toBe(false);
  }
  rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

describe('the program', () => {
  test('killed with -9 starts again by itself, on the database that it left running', async () => {
    const first = program();
    await ready(first);
    const pid = postmaster();
    first.child.kill('SIGKILL');
    await first.exit;
    const second = program();
    expect(await count(await ready(second))).toBe(200);
    expect(postmaster()).toBe(pid);
    expect(second.said()).toContain('still running');
  });

  test('killed with -9 together with its database starts again by itself', async () => {
    const first = program();
    await ready(first);
    process.kill(postmaster(), 'SIGKILL');
    first.child.kill('SIGKILL');
    await first.exit;
    expect(await count(await ready(program()))).toBe(200);
  });

  test('goes on when its database is killed: 503 meanwhile, then as before', async () => {
    const started = program();
    const address = await ready(started);
    expect(await count(address)).toBe(200);
    process.kill(postmaster(), 'SIGKILL');
    const seen: number[] = [];
    const look = async () => {
      seen.push(await count(address));
      return seen.at(-1) === 200 && started.said().includes('The database is back');
    };
    await expect.poll(look, { timeout: 25_000, interval: 50 }).toBe(true);
    expect(new Set(seen)).toEqual(new Set([503, 200]));
  });

  test('killed with -9 while the demonstration was being loaded makes it anew, once', async () => {
    const first = program({ FIXTURE_LOADS: 'long' });
    await expect.poll(() => first.said(), { timeout: 20_000 }).toContain('Loading');
    first.child.kill('SIGKILL');
    await first.exit;
    // Fails on "already exists" unless the database was emptied.
    const second = program({ FIXTURE_LOADS: 'short' });
    await ready(second);
    expect(second.said()).toContain('interrupted');
    second.child.kill('SIGTERM');
    expect(await second.exit).toBe(0);
    const third = program();
    await ready(third);
    expect(third.said()).not.toContain('interrupted');
  });

  test('Ctrl-C while it is still starting ends it, and the next start goes on', async () => {
    const first = program({ FIXTURE_LOADS: 'long' });
    await expect.poll(() => first.said(), { timeout: 20_000 }).toContain('Loading');
    first.child.kill('SIGINT');
    expect(await first.exit).toBe(0);
    await ready(program({ FIXTURE_LOADS: 'short' }));
  });

  test('a process file of the database that names a living stranger does not stop it', async () => {
    const first = program();
    await ready(first);
    first.child.kill('SIGTERM');
    expect(await first.exit).toBe(0);
    const file = join(dataFolder, 'postgres/data/postmaster.pid');
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, `${process.pid}\n${join(dataFolder, 'postgres/data')}\n1\n5432\n`);
    expect(await count(await ready(program()))).toBe(200);
  });

  test('started twice on one data folder: the second says who is there, and leaves', async () => {
    const first = program();
    const address = await ready(first);
    const second = program();
    expect(await second.exit).toBe(1);
    expect(second.said()).toContain(`running already on the data folder ${dataFolder}: process ${first.child.pid}, ${address}`);
    expect(await count(address)).toBe(200);
  });

  test('started twice at the same moment: one runs, one leaves', async () => {
    const both = [program(), program()];
    const codes: (number | null)[] = [];
    for (const one of both) void one.exit.then((code) => codes.push(code));
    await expect.poll(() => codes, { timeout: 20_000 }).toEqual([1]);
    const winner = both.find((one) => one.child.exitCode === null) as Started;
    expect(await count(await ready(winner))).toBe(200);
  });

  test('a taken port is told, with another one, before the database is made', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const started = program({ MUSTER_PORT: String(port) });
    expect(await started.exit).toBe(1);
    expect(started.said()).toContain(`Port ${port} on 127.0.0.1 is taken`);
    expect(started.said()).toContain(`MUSTER_PORT=${port + 1}`);
    expect(existsSync(join(dataFolder, 'postgres'))).toBe(false);
    other.close();
  });

  test('wrong settings are told', async () => {
    const started = program({ MUSTER_PORT: 'abc', MUSTER_DEMO: 'perhaps' });
    expect(await started.exit).toBe(1);
    expect(started.said()).toMatch(/MUSTER_PORT is "abc"[\s\S]*MUSTER_DEMO is "perhaps"/);
    expect(started.said()).not.toContain('    at ');
  });

  test.runIf(isRoot)('a folder that the user of the database cannot enter is told, with what to do', async () => {
    chmodSync(dataFolder, 0o700);
    const started = program({ MUSTER_DATA: join(dataFolder, 'below') });
    expect(await started.exit).toBe(1);
    expect(started.said()).toMatch(new RegExp(`runs as the user "\\w+".*cannot enter ${dataFolder}`));
    expect(started.said()).toContain(`chmod o+x ${dataFolder}`);
  });

  test('a data folder that cannot be written is told', async () => {
    chmodSync(dataFolder, 0o555);
    const started = program({}, isRoot ? 65534 : undefined);
    expect(await started.exit).toBe(1);
    expect(started.said()).toContain(`The data folder ${dataFolder} cannot be written by this user`);
  });

  test.runIf(isRoot)('as an ordinary user the database runs as that user', async () => {
    chmodSync(dataFolder, 0o777);
    const started = program({ MUSTER_DATA: join(dataFolder, 'own') }, 65534);
    expect(await count(await ready(started))).toBe(200);
    expect(statSync(join(dataFolder, 'own/postgres/data')).uid).toBe(65534);
    started.child.kill('SIGTERM');
    expect(await started.exit).toBe(0);
  });

  test.runIf(isRoot)('started as root under a strict umask, the user of the database can still enter', async () => {
    const before = process.umask(0o077);
    const started = program({ MUSTER_DATA: join(dataFolder, 'a/b') });
    process.umask(before);
    expect(await count(await ready(started))).toBe(200);
    started.child.kill('SIGTERM');
    expect(await started.exit).toBe(0);
  });

  test('a data folder that is a file is told', async () => {
    const file = join(dataFolder, 'file');
    writeFileSync(file, '');
    const started = program({ MUSTER_DATA: join(file, 'below') });
    expect(await started.exit).toBe(1);
    expect(started.said()).toContain('a part of that path is a file');
  });

  test.runIf(isRoot && canMount())('a full disk is told, and after making room it starts', async () => {
    const small = join(dataFolder, 'small');
    mkdirSync(small);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', small]);
    try {
      const ballast = join(small, 'ballast');
      execFileSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=1M', 'count=350'], { stdio: 'ignore' });
      const started = program({ MUSTER_DATA: small });
      expect(await started.exit).toBe(1);
      expect(started.said()).toMatch(/has 50 MB left; Muster needs 300 MB/);
      rmSync(ballast);
      const again = program({ MUSTER_DATA: small });
      await ready(again);
      again.child.kill('SIGTERM');
      expect(await again.exit).toBe(0);
    } finally {
      execFileSync('umount', [small]);
    }
  });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s: the request in flight is answered, then database and program end with 0',
    async (signal) => {
      const started = program();
      const address = await ready(started);
      const slow = fetch(`${address}/slow`);
      await expect.poll(() => count(address)).toBe(200);
      started.child.kill(signal);
      const response = await slow;
      expect(await response.json()).toEqual({ done: true });
      expect(await started.exit).toBe(0);
      expect(await count(address)).toBe(0);
      expect(existsSync(join(dataFolder, 'postgres/data/postmaster.pid'))).toBe(false);
    },
  );

  test('the database is behind a closed folder and has no network port', async () => {
    await ready(program());
    expect(statSync(join(dataFolder, 'postgres')).mode & 0o777).toBe(0o700);
    const lines = readFileSync(join(dataFolder, 'postgres/data/postmaster.pid'), 'utf8').split('\n');
    expect(lines[5]).toBe(''); // the address it listens on
  });
});

function canMount(): boolean {
  try {
    return /cap_sys_admin|=ep/.test(execFileSync('capsh', ['--print'], { encoding: 'utf8' }));
  } catch {
    return false;
  }
}
