import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ask, issue } from './pieces/ask.ts';
import { faultCity, isFull } from './pieces/city.ts';
import { phones } from './pieces/phones.ts';

const why = mountFault();
if (why) console.warn(`The full disk is not tested here: ${why}`);

test.skipIf(why !== null)(
  'the disk of the data is full in the middle of work: told as that, nothing is broken, and when there is room it goes on by itself',
  async () => {
    const disk = mkdtempSync(join(tmpdir(), 'muster-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=900m,mode=755', 'tmpfs', disk]);
    const folder = join(disk, 'data');
    mkdirSync(folder);
    const city = await faultCity(folder);
    const ballast = join(disk, 'ballast');
    try {
      const server = await city.server();
      const codes = (
        await city.sql<{ code: string }>(`select code from areas where level = 'community' order by code limit $1`, [isFull ? 600 : 80])
      ).map((row) => row.code);
      await issue(server.address, codes);
      const receipts = await city.sql<{ id: string; areaCode: string }>(`select id, area_code as "areaCode" from receipts order by id`);
      const people = phones(() => server.address);
      const working = people.work(receipts);
      await expect.poll(() => people.confirmed.length, { timeout: 60_000, interval: 10 }).toBeGreaterThan(receipts.length / 2);

      const fill = () => {
        try {
          execFileSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=256K', 'oflag=append', 'conv=notrunc'], { stdio: 'ignore' });
        } catch {
          // No room: as wanted.
        }
      };
      fill();
      // PostgreSQL keeps some of its log made in advance; that is used up, too: it stops dead, and cannot start again.
      const seen = new Set<string>();
      for (const deadline = Date.now() + (isFull ? 25_000 : 8000); Date.now() < deadline; await sleep(150)) {
        await city.sql('select pg_switch_wal()').catch(() => {});
        fill();
        const answer = await ask(server.address, '4104', 'issueOrder', {
          orderId: crypto.randomUUID(),
          urgency: 'routine',
          title: '满盘',
          body: '满盘。'.repeat(300),
          audience: { include: [{ kind: 'areas', codes: codes.slice(0, 40) }], except: [] },
          questions: [],
        });
        seen.add(`${answer.status} ${answer.code}`);
        expect((await fetch(`${server.address}/api/health`)).status).toBe(200);
      }
      expect(
        [...seen].filter((one) => !one.startsWith('200') && one !== '503 database.full' && one !== '503 database.unavailable'),
      ).toEqual([]);
      expect([...seen].some((one) => one.startsWith('503'))).toBe(true);

      rmSync(ballast);
      await expect.poll(async () => (await fetch(`${server.address}/api/ready`)).status, { timeout: 60_000, interval: 200 }).toBe(200);
      await working;
      expect(people.failed).toEqual([]);
      expect(people.confirmed).toHaveLength(receipts.length * 3);
      await city.assertWhole();
      // And a start of its own finds it whole: settings and files that were written meanwhile.
      await server.stop();
      await (await city.server()).stop();
      // What failed every second was told, and did not fill the log of a machine whose disk is full.
      expect(server.said().split('\n').length, server.said().slice(-4000)).toBeLessThan(80);
    } finally {
      if (existsSync(ballast)) rmSync(ballast);
      await city.close();
      execFileSync('umount', ['-l', disk]);
      rmSync(disk, { recursive: true, force: true });
    }
  },
);

/** Why no small disk can be made here; null when it can. */
function mountFault(): string | null {
  if (process.getuid?.() !== 0) return 'mounting a small disk takes root';
  const place = mkdtempSync(join(tmpdir(), 'muster-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place], { stdio: 'ignore' });
    execFileSync('umount', [place]);
    return null;
  } catch {
    return 'this machine (a container?) lets nobody mount';
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
