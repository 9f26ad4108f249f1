import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { places } from '@muster/testkit/territory';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type HttpCity, httpCity } from './http-city.fixture.ts';
import { pdf, picture, type Sender, senderOf } from './uploads.fixture.ts';

// A disk of three megabytes, really full. Only root may mount one.
const disk = mkdtempSync(join(tmpdir(), 'muster-disk-'));
const mayMount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk]).status === 0;
const folder = join(disk, 'files');
const filler = join(disk, 'filler');
let server: HttpCity;
let hers: Sender;

beforeAll(async () => {
  if (!mayMount) return;
  mkdirSync(folder);
  server = await httpCity({ filesFolder: folder });
  await server.http.listen({ port: 0, host: '127.0.0.1' });
  hers = senderOf(server.http, await server.signIn(await server.city.principal('communitySecretary', places.tianhuyuan)));
});
afterEach(() => rmSync(filler, { force: true }));
afterAll(async () => {
  await server?.stop();
  if (mayMount) execFileSync('umount', [disk]);
  rmSync(disk, { recursive: true, force: true });
});

/** Writes until nothing more goes in, but for `spare` bytes. */
function fill(spare = 0): void {
  for (let bytes = 3 * 1024 * 1024; bytes > 4096; bytes -= 4096) {
    try {
      writeFileSync(filler, Buffer.alloc(bytes));
      break;
    } catch {
      // Still too much.
    }
  }
  if (spare > 0) writeFileSync(filler, Buffer.alloc(readFileSync(filler).length - spare));
}
const unfinished = () => readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.tmp'));

describe.skipIf(!mayMount)('the disk of the files is full', () => {
  test('nothing new is begun, and that is said', async () => {
    fill();
    const data = pdf('x'.repeat(50_000));
    expect(await hers.create({ name: 'a.pdf', length: data.length })).toMatchObject({ status: 507, body: { code: 'storage.full' } });
  });

  test('in the middle of a file: what came stays, and it goes on when there is room', async () => {
    const data = pdf('y'.repeat(900_000));
    const { id } = await hers.create({ name: 'a.pdf', length: data.length, data: data.subarray(0, 100_000) });
    fill(200_000);
    expect(await hers.patch(id, 100_000, data.subarray(100_000))).toMatchObject({ status: 507, body: { code: 'storage.full' } });
    const { offset } = await hers.head(id);
    expect(offset).toBeGreaterThanOrEqual(100_000);
    expect(offset).toBeLessThan(data.length);
    expect(readFileSync(server.files.folder.part(id))).toEqual(data.subarray(0, offset as number));
    rmSync(filler);
    expect(await hers.patch(id, offset as number, data.subarray(offset as number))).toMatchObject({ status: 204, offset: data.length });
    expect(Buffer.from(await (await hers.get(id)).arrayBuffer())).toEqual(data);
  });

  test('at the last step: no half file is kept, and it is finished when there is room', async () => {
    const data = await picture(1200, 900, 'png');
    const { id } = await hers.create({ name: 'a.png', length: data.length, data: data.subarray(0, 10) });
    fill(data.length + 4096);
    expect(await hers.patch(id, 10, data.subarray(10))).toMatchObject({ status: 507, body: { code: 'storage.full' } });
    expect([existsSync(server.files.folder.kept(id)), unfinished()]).toEqual([false, []]);
    expect((await hers.get(id)).status).toBe(404);
    rmSync(filler);
    expect(await hers.head(id)).toMatchObject({ status: 200, offset: data.length });
    expect((await hers.get(id)).status).toBe(200);
  });
});
