import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { operations } from '@muster/contract/operations';
import { places } from '@muster/testkit/territory';
import type { FastifyInstance } from 'fastify';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { sessionStandings } from '../features/auth/index.ts';
import { sessionCookie } from '../platform/http/server.ts';
import { newId } from '../platform/ids.ts';
import { registerExports } from './exports.ts';
import { listsOf } from './features.ts';
import { type Caller, type HttpCity, httpCity } from './http-city.fixture.ts';

let server: HttpCity;
let http: FastifyInstance;
let port: number;
const who: Record<string, Caller> = {};
let orderId: string;

beforeAll(async () => {
  server = await httpCity();
  const { runtime } = server.city;
  http = await server.serve((app) =>
    registerExports(app, {
      runtime,
      lists: listsOf(server.routes),
      standings: (principals) => sessionStandings(runtime.shared, principals, runtime.now()),
    }),
  );
  await http.listen({ host: '127.0.0.1', port: 0 });
  port = (http.server.address() as { port: number }).port;
  for (const [name, role, place] of [
    ['city', 'dutyOfficer', places.city],
    ['xinhua', 'dutyOfficer', places.xinhua],
    ['weidong', 'dutyOfficer', places.weidong],
    ['secretary', 'communitySecretary', places.tianhuyuan],
    ['grid', 'gridWorker', places.tianhuyuan],
    ['auditor', 'auditor', places.city],
    ['system', 'systemAdministrator', places.city],
  ] as const)
    who[name] = await server.signIn(await server.city.principal(role, place, { name: `${name}的人` }));
  const person = (name: string) => who[name]?.principal as NonNullable<Caller['principal']>;
  await server.run('activateIncident', person('city'), { incidentId: newId(), name: '2022年5月疫情', level: 'II', isDrill: false });
  orderId = newId();
  await server.run('issueOrder', person('city'), {
    orderId,
    urgency: 'urgent',
    title: '=连夜"核酸",检测',
    body: '今天中午前走一遍。',
    audience: { include: [{ kind: 'areasAtLevel', level: 'community', under: places.city }], except: [] },
    questions: [
      { key: 'n', kind: 'number', text: '检了多少人', perArea: false, required: true },
      { key: 'how', kind: 'text', text: '缺什么', perArea: false, required: false },
      { key: 'gate', kind: 'tick', text: '门口有人吗', perArea: false, each: { of: 'compound' }, required: false },
    ],
    answerBy: new Date(server.city.clock.now().getTime() + 6 * 3_600_000).toISOString(),
  });
  for (const [code, n, how] of [
    [places.tianhuyuan, 120, '+86 帐篷'],
    [places.donghuan, 80, '=HYPERLINK("http://x")'],
  ] as const) {
    const [receipt] = await server.city.sql<{ id: string }>('select id from city.receipts where order_id = $1 and area_code = $2', [
      orderId,
      code,
    ]);
    const by = await server.city.principal('communitySecretary', code);
    await server.run('answerReceipt', by, { receiptId: receipt?.id, answer: { values: { n, how } } });
  }
  for (let n = 0; n < 1300; n++) {
    const personId = newId();
    await server.city.sql(
      `insert into city.persons (id, name, mobile, member_category, area_code, search_text) values ($1, $2, $3, 'staff', $4, '')`,
      [personId, `人员${String(n).padStart(4, '0')}`, `139${String(n).padStart(8, '0')}`, n % 2 ? places.tianhuyuan : places.donghuan],
    );
  }
}, 120_000);
afterAll(() => server.stop());

const start = (name: string, list: string, more: object = {}) =>
  server.call(who[name] as Caller, operations.startExport, { commandId: newId(), exportId: newId(), list, format: 'xlsx', ...more });

function fetchFile(name: string, exportId: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(
      { host: '127.0.0.1', port, path: `/api/exports/${exportId}/file`, headers: { cookie: `${sessionCookie}=${who[name]?.token}` } },
      resolve,
    ).on('error', reject);
  });
}
async function bytes(answer: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
async function exported(name: string, list: string, more: object = {}) {
  const started = await start(name, list, more);
  expect([started.status, started.text]).toEqual([200, expect.any(String)]);
  const answer = await fetchFile(name, started.body.exportId);
  return { answer, file: await bytes(answer), ...(started.body as { exportId: string; fileName: string }) };
}
async function sheetOf(file: Buffer) {
  const book = await readXlsx(file);
  const [sheet] = book.sheets;
  const rows = (sheet?.rows ?? []) as unknown[][];
  return { sheet, title: rows[0]?.[0], line: rows[1]?.[0], headers: rows[2] as string[], rows: rows.slice(3) };
}
/** Made before ended; ids of one moment stand in no order. */
const ended = async (exportId: string) =>
  (
    await server.city.sql<{ type: string; payload: Record<string, unknown> }>(
      `select type, payload from city.events where payload ->> 'exportId' = $1 order by type desc`,
      [exportId],
    )
  ).map(({ type, payload }) => [type, payload.how ?? payload.list, payload.rows ?? payload.fileName]);

describe('a list as a sheet', () => {
  test('holds what the list holds for its reader, with title, whose and when, sums, codes as text', async () => {
    const { file, fileName, answer } = await exported('city', 'listReceipts', { filters: { orderId } });
    expect(answer.headers['content-disposition']).toContain(encodeURIComponent(fileName));
    expect(fileName).toMatch(/^签收情况 市指〔2022〕1号 .*_平顶山市_\d{4}-\d\d-\d\d \d{4}\.xlsx$/);
    const { sheet, title, line, headers, rows } = await sheetOf(file);
    expect(title).toBe('签收情况 市指〔2022〕1号 =连夜"核酸",检测');
    expect(line).toMatch(/填报单位：平顶山市.*导出人：city的人.*时间：\d{4}/);
    expect(sheet?.merges).toEqual([
      { startRow: 0, startCol: 0, endRow: 0, endCol: headers.length - 1 },
      { startRow: 1, startCol: 0, endRow: 1, endCol: headers.length - 1 },
    ]);
    const screen = await server.call(who.city as Caller, operations.listReceipts, { orderId, limit: 200 });
    expect(rows.slice(0, -1).map((row) => row[0])).toEqual(screen.body.items.map((item: { areaCode: string }) => item.areaCode));
    const numbers = headers.indexOf('检了多少人');
    expect(rows.at(-1)?.[0]).toBe('合计');
    expect(rows.at(-1)?.[numbers]).toBe(200);
    expect(rows.find((row) => row[0] === places.donghuan)?.[numbers + 1]).toBe('=HYPERLINK("http://x")');
    expect(
      await ended((await server.city.sql<{ id: string }>('select id from city.exports order by started_at desc limit 1'))[0]?.id ?? ''),
    ).toEqual([
      ['export.made', 'listReceipts', fileName],
      ['export.ended', 'finished', screen.body.items.length],
    ]);
  });

  test('nothing of another scope is in it, whatever the list and the filters', async () => {
    for (const [list, filters] of [
      ['listPeople', {}],
      ['listPeople', { areaCode: places.weidong }],
      ['listReceipts', { orderId }],
      ['listReceipts', { orderId, under: places.weidong }],
      ['listOrders', {}],
      ['listOrders', { q: '核酸' }],
      ['listInbox', {}],
      ['listFeed', {}],
      ['listFigureRecords', { key: 'receiptsAnswered' }],
    ] as const) {
      for (const format of ['csv', 'xlsx'] as const) {
        const { file } = await exported('xinhua', list, { filters, format });
        const text = format === 'csv' ? file.toString() : JSON.stringify((await sheetOf(file)).rows);
        expect([list, filters, text.match(/410403\d*|东环|矿工路|HYPERLINK/g)]).toEqual([list, filters, null]);
      }
    }
  });

  test('page after page, nothing twice and nothing left out, masked as on the screen', async () => {
    const { file } = await exported('city', 'listPeople');
    const { headers, rows } = await sheetOf(file);
    const [truth] = await server.city.sql<{ n: number }>('select count(*)::int as n from city.persons');
    expect(rows).toHaveLength(truth?.n ?? 0);
    const named = rows.map((row) => row[0] as string).filter((text) => text.startsWith('人员'));
    expect(new Set(named).size).toBe(1300);
    const mobiles = rows.map((row) => row[headers.indexOf('手机')]).filter(Boolean);
    expect(mobiles).toHaveLength(1300);
    for (const mobile of mobiles) expect(mobile).toMatch(/^139\*{4}\d{4}$/);
    const half = await exported('xinhua', 'listPeople', { format: 'csv' });
    expect(half.file.toString().match(/人员\d{4}/g)).toHaveLength(650);
  });

  test('as CSV: UTF-8 with its mark, quoted as RFC 4180 says, and no text that a spreadsheet would run', async () => {
    const { file, answer } = await exported('city', 'listReceipts', { filters: { orderId }, format: 'csv' });
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    const text = file.toString();
    expect(text.startsWith('\ufeff区划代码,')).toBe(true);
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(text).toContain(`'+86 帐篷`);
    expect(text.split('\r\n').at(-1)).toBe('');
    const orders = (await exported('city', 'listOrders', { format: 'csv', language: 'en' })).file.toString();
    expect(orders.startsWith('\ufeffNumber,Urgency')).toBe(true);
    expect(orders).toContain(`"'=连夜""核酸"",检测"`);
  });

  test('every list that can be taken out is, by whoever reads it', async () => {
    const { exportLists } = await import('@muster/contract/exports/exports.operations');
    const filters: Record<string, object> = {
      listReceipts: { orderId },
      listGroundAnswers: { orderId, question: 'gate' },
      listChildAreas: { code: places.xinhua },
      listFigureRecords: { key: 'receiptsSent' },
    };
    for (const list of exportLists) {
      const reader = list === 'listAudit' ? 'auditor' : list === 'listAccounts' ? null : 'city';
      if (reader === null) continue;
      const { file } = await exported(reader, list, { filters: filters[list] ?? {} });
      const { headers } = await sheetOf(file);
      expect([list, headers.length > 2]).toEqual([list, true]);
    }
  });
});

describe('who takes out what', () => {
  test('only who reads a list takes it out, and what he may not see is refused before the first byte', async () => {
    expect((await start('system', 'listOrders')).status).toBe(403);
    expect((await start('auditor', 'listReceipts', { filters: { orderId } })).status).toBe(403);
    expect((await start('grid', 'listPeople')).status).toBe(403);
    expect((await start('city', 'listAudit')).status).toBe(403);
    expect((await start('city', 'listReceipts', { filters: { orderId: newId() } })).status).toBe(404);
    expect((await start('secretary', 'listChildAreas', { filters: { code: places.weidong } })).status).toBe(404);
    const bad = await start('city', 'listOrders', { filters: { urgency: 'never', from: 'x' } });
    expect([bad.status, [...new Set(bad.body.errors.map((each: { pointer: string }) => each.pointer))].sort()]).toEqual([
      400,
      ['/filters/from', '/filters/urgency'],
    ]);
    expect((await start('city', 'listNothing')).status).toBe(400);
    expect(await server.city.sql(`select 1 from city.exports where state = 'running'`)).toEqual([]);
  });

  test('a file is given once, to who asked for it, and to nobody who is not signed in', async () => {
    const started = await start('city', 'listUnits');
    for (const name of ['weidong', 'auditor']) expect((await fetchFile(name, started.body.exportId)).statusCode).toBe(404);
    expect((await http.inject({ url: `/api/exports/${started.body.exportId}/file` })).statusCode).toBe(401);
    const first = await fetchFile('city', started.body.exportId);
    await bytes(first);
    expect(first.statusCode).toBe(200);
    expect((await fetchFile('city', started.body.exportId)).statusCode).toBe(404);
    expect((await fetchFile('city', "'%3B%20drop%20table%20exports")).statusCode).toBe(404);
  });

  test('one at a time a person, also when asked ten times at once; one that was lost holds nobody up', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => start('city', 'listUnits')));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, ...Array(9).fill(409)]);
    expect(answers.find((answer) => answer.status === 409)?.body.code).toBe('export.running');
    server.city.clock.advance({ minutes: 2 });
    const lost = answers.find((answer) => answer.status === 200)?.body.exportId;
    const { exportId } = await exported('city', 'listUnits');
    expect(await ended(lost)).toEqual([expect.anything(), ['export.ended', 'lost', 0]]);
    const how = await server.call(who.city as Caller, operations.getExport, { exportId });
    expect(how.body).toMatchObject({ state: 'finished', rows: 0 });
  });

  test('the auditor reads who took out what, with which filters, and how much left; a feed does not tell it', async () => {
    const { exportId } = await exported('xinhua', 'listPeople', { filters: { q: '人员' } });
    await server.city.runtime.sealer.sealAll();
    const audit = await server.call(who.auditor as Caller, operations.listAudit, { type: 'export.', limit: 200 });
    const of = audit.body.items.filter((item: { payload: { exportId: string } }) => item.payload.exportId === exportId);
    of.sort((a: { type: string }, b: { type: string }) => a.type.localeCompare(b.type));
    expect(of.map((item: { type: string; actorName: string }) => [item.type, item.actorName])).toEqual([
      ['export.ended', 'xinhua的人'],
      ['export.made', 'xinhua的人'],
    ]);
    expect(of[1].payload.filters).toEqual({ q: '人员' });
    const feed = await server.call(who.xinhua as Caller, operations.listFeed, { limit: 200 });
    expect(feed.body.items.filter((item: { type: string }) => item.type.startsWith('export.'))).toEqual([]);
  });
});

describe('a file that is not read to its end', () => {
  const many = async <T>(run: () => Promise<T>) => {
    // Wide enough that it does not fit into the buffers of a connection.
    await server.city.sql(`update city.persons set name = name || repeat('长', 9000) where name like '人员%'`);
    try {
      return await run();
    } finally {
      await server.city.sql(`update city.persons set name = left(name, 6) where name like '人员%'`);
    }
  };

  test('broken off by its reader: it ends, is recorded with the rows that had left, and he may begin another', () =>
    many(async () => {
      const started = await start('city', 'listPeople', { format: 'csv' });
      const answer = await fetchFile('city', started.body.exportId);
      answer.once('data', () => answer.destroy());
      await once(answer, 'close');
      await vi.waitFor(
        async () => expect((await ended(started.body.exportId)).at(-1)).toEqual(['export.ended', 'cancelled', expect.any(Number)]),
        { timeout: 20_000 },
      );
      await exported('city', 'listUnits');
    }));

  test('a slow reader holds no transaction open, and reads all of it', () =>
    many(async () => {
      const started = await start('city', 'listPeople', { format: 'csv' });
      const answer = await fetchFile('city', started.body.exportId);
      answer.pause();
      await vi.waitFor(async () => {
        const [progress] = await server.city.sql<{ rows: number }>('select rows from city.exports where id = $1', [started.body.exportId]);
        expect(progress?.rows).toBeGreaterThanOrEqual(0);
      });
      const open = await server.city.sql(
        `select 1 from pg_stat_activity where datname = current_database() and state like 'idle in transaction%' and xact_start < now() - interval '1 second'`,
      );
      expect(open).toEqual([]);
      answer.resume();
      expect((await bytes(answer)).toString().match(/人员\d{4}/g)).toHaveLength(1300);
    }));

  test('whose session ends meanwhile gets no more, and no file that looks whole', () =>
    many(async () => {
      const own = await server.signIn(await server.city.principal('dutyOfficer', places.city));
      who.leaving = own;
      const started = await start('leaving', 'listPeople', { format: 'csv' });
      const answer = await fetchFile('leaving', started.body.exportId);
      answer.pause();
      await server.city.sql('update shared.sessions set ended_at = now() where id = $1', [own.principal?.sessionId]);
      answer.resume();
      await expect(bytes(answer)).rejects.toThrow();
      await vi.waitFor(
        async () => expect((await ended(started.body.exportId)).at(-1)?.slice(0, 2)).toEqual(['export.ended', 'sessionEnded']),
        { timeout: 20_000 },
      );
    }));
});
