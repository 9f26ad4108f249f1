import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Measurement } from './context.ts';
import { atMost, told } from './figure.ts';
import { npmStart } from './program/program.ts';
import { median } from './statistics.ts';

const restMs = 15_000;
const starts = 3;

/** `npm start` as an administrator knows it: once with the demonstration to load, then as on every other morning. */
export const measureStart: Measurement = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-bench-'));
  chmodSync(folder, 0o755);
  const env = { MUSTER_DATA: folder, MUSTER_DEMO: '1', MUSTER_ALIVE: '0' };
  try {
    const first = await npmStart(env);
    await first.stop();
    const again: number[] = [];
    let memory = { server: 0, postgres: 0 };
    for (let start = 0; start < starts; start++) {
      const program = await npmStart(env);
      again.push(program.readyAfterMs);
      if (start === starts - 1) {
        await sleep(restMs);
        memory = memoryOf(program.pid, folder);
      }
      await program.stop();
    }
    return [
      atMost(3, 's', 'start.second-s', 'A second npm start, to the first answer of /api/ready', median(again) / 1000),
      atMost(
        400,
        'MB',
        'start.memory-mb',
        'Memory at rest: npm, server and PostgreSQL, all their processes',
        (memory.server + memory.postgres) / 1e6,
      ),
      told('MB', 'start.memory-server-mb', 'Memory at rest: npm and server', memory.server / 1e6),
      told('MB', 'start.memory-postgres-mb', 'Memory at rest: PostgreSQL', memory.postgres / 1e6),
      told('s', 'start.first-s', 'The first npm start: database made, demonstration loaded', first.readyAfterMs / 1000),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/**
 * Proportional set size: what two processes share counts half in each. Of the program with all that it started, and of
 * the postmaster that keeps this data folder with all that it started.
 */
function memoryOf(pid: number, dataFolder: string): { server: number; postgres: number } {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const read = (file: string) => readFileSync(`/proc/${name}/${file}`, 'utf8');
      try {
        const parent = Number(/^PPid:\s*(\d+)/m.exec(read('status'))?.[1]);
        return [
          {
            pid: Number(name),
            parent,
            command: read('cmdline'),
            bytes: 1024 * Number(/^Pss:\s*(\d+)/m.exec(read('smaps_rollup'))?.[1] ?? 0),
          },
        ];
      } catch {
        // Ended meanwhile, or a process of the kernel.
        return [];
      }
    });
  const withChildren = (root: number | undefined): number => {
    const own = processes.find((one) => one.pid === root);
    return own ? own.bytes + processes.filter((one) => one.parent === root).reduce((sum, child) => sum + withChildren(child.pid), 0) : 0;
  };
  const postmaster = processes.find((one) => one.command.includes('postgres') && one.command.includes(`${dataFolder}/postgres/data`));
  const server = withChildren(pid);
  const postgres = withChildren(postmaster?.pid);
  if (server === 0 || postgres === 0) throw new Error('memory: processes not found');
  return { server, postgres };
}
