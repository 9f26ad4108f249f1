import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@muster/client/ids';
import { sessionCookie } from '@muster/server/platform/http/server';
import { writeXlsx } from 'hucre/xlsx';
import { tokenOf } from './city/people.ts';
import type { Measurement } from './context.ts';
import { atMost, told } from './figure.ts';
import { ask } from './program/ask.ts';
import { percentile } from './statistics.ts';

const compounds = 10_000;
const buildingsEach = 6;

interface Import {
  state: string;
  done: number;
  todo: number;
  counts: { add: number; faulty: number; buildingsAdd: number };
}

/** A sheet of a whole city, one row a building, from the first byte sent to the last compound stored, and what a console feels meanwhile. */
export const measureImport: Measurement = async (context) => {
  await context.city();
  const { address } = await context.server();
  const token = tokenOf('4104');
  const areas = await ask<{ items: { code: string; level: string }[] }>(address, token, 'listAreas', { downTo: 'community' });
  const data = await workbook(areas.items.filter(({ level }) => level === 'community').map(({ code }) => code));
  const others: number[] = [];
  let running = true;
  const console_ = (async () => {
    while (running) {
      const since = performance.now();
      await ask(address, tokenOf('410402'), 'listOrders', { limit: 50 });
      others.push(performance.now() - since);
      await sleep(50);
    }
  })();
  console_.catch(() => {});
  const since = performance.now();
  const [fileId, importId] = [newId(), newId()];
  await send(address, token, fileId, data);
  await ask(address, token, 'startCompoundImport', { commandId: newId(), importId, fileId });
  const look = () => ask<Import>(address, token, 'getCompoundImport', { importId });
  const read = await until(look, (one) => one.state !== 'reading');
  const readSeconds = (performance.now() - since) / 1000;
  if (read.counts.add !== compounds || read.counts.buildingsAdd !== compounds * buildingsEach)
    throw new Error(`not all of it was read: ${JSON.stringify(read)}`);
  await ask(address, token, 'decideImportLines', { commandId: newId(), importId, decisions: [], rest: 'new' });
  await ask(address, token, 'runCompoundImport', { commandId: newId(), importId });
  const steps = new Set<number>();
  const end = await until(
    async () => {
      const one = await look();
      steps.add(one.done);
      return one;
    },
    (one) => one.state === 'done',
  );
  const seconds = (performance.now() - since) / 1000;
  running = false;
  await console_;
  if (end.done !== compounds) throw new Error(`not all of it was stored: ${JSON.stringify(end)}`);
  return [
    atMost(
      15,
      's',
      'import.seconds',
      'xlsx of 10,000 compounds with 60,000 buildings: sent, read, laid over what is here, stored',
      seconds,
    ),
    told('s', 'import.read-seconds', 'the same: until it can be looked over', readSeconds),
    told('', 'import.steps', 'the same: different amounts done that the screen saw', steps.size),
    told('ms', 'import.others-p95-ms', 'A list of orders meanwhile, p95', percentile(others, 0.95)),
  ];
};

async function workbook(codes: readonly string[]): Promise<Uint8Array> {
  const rows: (string | number)[][] = [['社区代码', '小区名称', '类型', '路', '门牌号', '楼栋', '单元', '层数', '户数', '人数']];
  for (let n = 0; n < compounds; n++) {
    const code = codes[n % codes.length] as string;
    for (let at = 1; at <= buildingsEach; at++)
      rows.push([code, `测试小区${n}号院`, '有物业', `测试路${n % 300}`, `${n}号`, `${at}号楼`, 3, 6, 36, 98]);
  }
  return writeXlsx({ sheets: [{ name: '小区', rows }] });
}

async function until<T>(look: () => Promise<T>, isIt: (one: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 600; tries++) {
    const one = await look();
    if (isIt(one)) return one;
    await sleep(100);
  }
  throw new Error('it did not come to an end within a minute');
}

/** By the tus protocol, as a browser sends it. */
async function send(address: string, token: string, fileId: string, data: Uint8Array): Promise<void> {
  const common = { 'x-muster': '1', 'tus-resumable': '1.0.0', cookie: `${sessionCookie}=${token}` };
  const said = { fileId, filename: '小区.xlsx', filetype: '', purpose: 'attachment' };
  const metadata = Object.entries(said).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`.trim());
  const made = await fetch(`${address}/api/uploads`, {
    method: 'POST',
    headers: { ...common, 'upload-length': String(data.length), 'upload-metadata': metadata.join(',') },
  });
  if (made.status !== 201) throw new Error(`upload: ${made.status} ${await made.text()}`);
  for (let offset = 0; offset < data.length; offset += 512 * 1024) {
    const piece = data.slice(offset, offset + 512 * 1024);
    const sent = await fetch(`${address}/api/uploads/${fileId}`, {
      method: 'PATCH',
      headers: { ...common, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
      body: piece as Uint8Array<ArrayBuffer>,
    });
    if (sent.status !== 204) throw new Error(`upload: ${sent.status} ${await sent.text()}`);
  }
}
