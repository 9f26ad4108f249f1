import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { places } from '@muster/testkit/territory';
import type { FastifyInstance } from 'fastify';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessionCookie } from '../platform/http/server.ts';
import { newId } from '../platform/ids.ts';
import { type Caller, type HttpCity, httpCity, signedOut } from './http-city.fixture.ts';
import { compound, executable, officeDocument, pdf, photoWithPlace, picture, type Sender, senderOf, zip } from './uploads.fixture.ts';

let server: HttpCity;
let second: FastifyInstance;
let chen: Caller;
let li: Caller;
/** The same person at two servers, and another one. */
let hers: Sender;
let hersElsewhere: Sender;
let his: Sender;

beforeAll(async () => {
  server = await httpCity();
  second = await server.serve();
  await server.http.listen({ port: 0, host: '127.0.0.1' });
  await second.listen({ port: 0, host: '127.0.0.1' });
  await server.accounts.account(await server.city.principal('communitySecretary', places.tianhuyuan), 'chen');
  chen = await signIn('chen');
  li = await server.signIn(await server.city.principal('dutyOfficer', places.tianhuyuan));
  hers = senderOf(server.http, chen);
  hersElsewhere = senderOf(second, chen);
  his = senderOf(server.http, li);
});
afterAll(() => server.stop());

async function signIn(userName: string): Promise<Caller> {
  const signedIn = await server.accounts.signIn(userName);
  return { token: signedIn.token, principal: await signedIn.principal() };
}
const row = async (id: string) =>
  (await server.city.sql<Record<string, string | number | null>>('select * from city.files where id = $1', [id]))[0];

describe('sending', () => {
  test('a file arrives in pieces and is there to whoever sent it, and to nobody else', async () => {
    const data = pdf('资料');
    const { id, status } = await hers.create({ name: '通知.pdf', type: 'application/pdf', length: data.length });
    expect(status).toBe(201);
    expect(await hers.patch(id, 0, data.subarray(0, 50))).toMatchObject({ status: 204, offset: 50 });
    expect(await hers.head(id)).toMatchObject({ status: 200, offset: 50 });
    expect((await hers.get(id)).status).toBe(404);
    expect(await hers.patch(id, 50, data.subarray(50))).toMatchObject({ status: 204, offset: data.length });
    const got = await hers.get(id);
    expect(Buffer.from(await got.arrayBuffer())).toEqual(data);
    expect((await his.get(id)).status).toBe(404);
    expect(existsSync(server.files.folder.part(id))).toBe(false);
  });

  test('what was begun at one server goes on at another', async () => {
    const data = pdf('x'.repeat(5000));
    const { id } = await hers.create({ name: 'a.pdf', length: data.length, data: data.subarray(0, 1000) });
    expect(await hersElsewhere.head(id)).toMatchObject({ status: 200, offset: 1000 });
    expect(await hersElsewhere.patch(id, 1000, data.subarray(1000, 3000))).toMatchObject({ status: 204, offset: 3000 });
    expect(await hers.patch(id, 3000, data.subarray(3000))).toMatchObject({ status: 204, offset: data.length });
    expect(Buffer.from(await (await hersElsewhere.get(id)).arrayBuffer())).toEqual(data);
  });

  test('a connection that is believed to live lets go at once of an upload that goes on at another server', async () => {
    const data = pdf('y'.repeat(4000));
    const { id } = await hers.create({ name: 'a.pdf', length: data.length });
    const port = (server.http.server.address() as { port: number }).port;
    // Half of a request that never ends.
    const hanging = connect(port, '127.0.0.1');
    hanging.write(
      `PATCH /api/uploads/${id} HTTP/1.1\r\nHost: x\r\nCookie: ${sessionCookie}=${chen.token}\r\nX-Muster: 1\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: ${data.length}\r\n\r\n`,
    );
    hanging.write(data.subarray(0, 1500));
    await expect.poll(async () => (await row(id))?.lease_by, { timeout: 5000 }).not.toBeNull();
    const begun = Date.now();
    const { offset } = await hersElsewhere.head(id);
    expect(Date.now() - begun).toBeLessThan(6000);
    expect(await hersElsewhere.patch(id, offset as number, data.subarray(offset as number))).toMatchObject({ offset: data.length });
    hanging.destroy();
    expect(Buffer.from(await (await hers.get(id)).arrayBuffer())).toEqual(data);
  });

  test('a broken connection loses nothing of what came, and no server', async () => {
    const data = pdf('z'.repeat(200_000));
    const { id } = await hers.create({ name: 'a.pdf', length: data.length });
    const port = (server.http.server.address() as { port: number }).port;
    const broken = connect(port, '127.0.0.1');
    broken.write(
      `PATCH /api/uploads/${id} HTTP/1.1\r\nHost: x\r\nCookie: ${sessionCookie}=${chen.token}\r\nX-Muster: 1\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: ${data.length}\r\n\r\n`,
    );
    broken.write(data.subarray(0, 100_000));
    await expect.poll(() => readFileSync(server.files.folder.part(id)).length, { timeout: 5000 }).toBe(100_000);
    broken.destroy();
    const { offset } = await hers.head(id);
    expect(offset).toBe(100_000);
    expect(await hers.patch(id, 100_000, data.subarray(100_000))).toMatchObject({ status: 204, offset: data.length });
  });

  test('created again by the same person it is the same one, from where it stands; by another it is taken', async () => {
    const data = pdf('again');
    const { id } = await hers.create({ name: 'a.pdf', length: data.length, data: data.subarray(0, 30) });
    expect(await hers.create({ id, name: 'a.pdf', length: data.length, data })).toMatchObject({ status: 201, offset: 30 });
    expect(await his.create({ id, name: 'a.pdf', length: data.length })).toMatchObject({ status: 409, body: { code: 'file.id-taken' } });
    expect(await his.head(id)).toMatchObject({ status: 404 });
    expect(await his.patch(id, 30, data.subarray(30))).toMatchObject({ status: 404 });
    expect(await his.remove(id)).toMatchObject({ status: 404 });
    await hers.patch(id, 30, data.subarray(30));
    expect(await hers.create({ id, name: 'a.pdf', length: data.length })).toMatchObject({ status: 201, offset: data.length });
    expect(await hers.create({ id, name: 'b.pdf', length: 7 })).toMatchObject({ status: 409, body: { code: 'file.id-taken' } });
    expect(Buffer.from(await (await hers.get(id)).arrayBuffer())).toEqual(data);
  });

  test('created ten times at once it is one', async () => {
    const data = pdf('at once');
    const id = newId();
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, n) => (n % 2 ? hers : hersElsewhere).create({ id, name: 'a.pdf', length: data.length, data })),
    );
    expect(all.map((one) => one.status)).toEqual(Array(10).fill(201));
    expect(Buffer.from(await (await hers.get(id)).arrayBuffer())).toEqual(data);
  });

  test('sent at once in one request', async () => {
    const data = await picture();
    expect(await hers.create({ name: 'a.png', length: data.length, data })).toMatchObject({ status: 201, offset: data.length });
  });

  test('killed between the last byte and the row, it is finished when somebody asks, or by the timer', async () => {
    const data = pdf('killed');
    const [asked, timed] = [newId(), newId()];
    for (const id of [asked, timed]) {
      await hers.create({ id, name: 'a.pdf', length: data.length });
      writeFileSync(server.files.folder.part(id), data);
    }
    expect(await hersElsewhere.head(asked)).toMatchObject({ status: 200, offset: data.length });
    expect((await hers.get(asked)).status).toBe(200);
    server.city.clock.advance({ minutes: 2 });
    await server.files.tidying.run({});
    expect((await hers.get(timed)).status).toBe(200);
  });

  test('the last piece sent again, because its answer was lost, is answered as done', async () => {
    const data = pdf('lost answer');
    const { id } = await hers.create({ name: 'a.pdf', length: data.length });
    await hers.patch(id, 0, data);
    expect(await hers.patch(id, 0, data)).toMatchObject({ status: 409 });
    expect(await hers.head(id)).toMatchObject({ status: 200, offset: data.length });
  });

  test('only who is signed in sends, and no foreign page', async () => {
    const nobody = senderOf(server.http, signedOut);
    expect(await nobody.create({ name: 'a.pdf', length: 10 })).toMatchObject({ status: 401, body: { code: 'session.missing' } });
    expect((await nobody.get(newId())).status).toBe(401);
    const { id } = await hers.create({ name: 'a.pdf', length: 10 });
    const port = (server.http.server.address() as { port: number }).port;
    for (const [method, path] of [
      ['POST', '/api/uploads'],
      ['PATCH', `/api/uploads/${id}`],
      ['DELETE', `/api/uploads/${id}`],
    ] as const) {
      const cookie = { cookie: `${sessionCookie}=${chen.token}`, 'tus-resumable': '1.0.0' };
      const foreign = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers: cookie });
      expect([method, foreign.status, await foreign.text()]).toEqual([method, 403, expect.stringContaining('request.cross-site')]);
    }
  });

  test('what is no upload is refused with words, not with a fault', async () => {
    expect(await hers.create({ id: 'no-uuid', name: 'a.pdf', length: 3 })).toMatchObject({ status: 400, body: { code: 'input.invalid' } });
    expect(await hers.create({ id: '../../etc/passwd', name: 'a', length: 3 })).toMatchObject({ status: 400 });
    expect(await hers.create({ name: 'a.pdf', purpose: 'virus', length: 3 })).toMatchObject({ status: 400 });
    expect(await hers.create({ name: 'a.pdf', length: 0 })).toMatchObject({ status: 422, body: { code: 'file.empty' } });
    expect(await hers.create({ name: 'a.pdf', length: -1 })).toMatchObject({ status: 400 });
    expect(await hers.create({ name: 'a.jpg', purpose: 'photo', length: 6 * 1024 * 1024 })).toMatchObject({
      status: 413,
      body: { code: 'file.too-large', params: { megabytes: 5 } },
    });
    expect(await hers.create({ name: 'a.pdf', length: 21 * 1024 * 1024 })).toMatchObject({ status: 413 });
    expect(await hers.head('..%2F..%2Fetc%2Fpasswd')).toMatchObject({ status: 404 });
    const { id } = await hers.create({ name: 'a.pdf', length: 10 });
    expect(await hers.patch(id, 5, Buffer.from('x'))).toMatchObject({ status: 409, body: { code: 'state.moved-on' } });
    expect(await hers.patch(id, 0, Buffer.alloc(11))).toMatchObject({ status: 413 });
    expect(await hers.head(id)).toMatchObject({ status: 200, offset: 0 });
  });

  test('nobody has more than his share under way', async () => {
    const many = senderOf(server.http, await server.signIn(await server.city.principal('gridWorker', places.tianhuyuan)));
    const large = 20 * 1024 * 1024;
    for (let n = 0; n < 10; n += 1) expect((await many.create({ name: `${n}.pdf`, length: large })).status).toBe(201);
    const { status, body } = await many.create({ name: 'x.pdf', length: large });
    expect([status, body.code]).toEqual([429, 'file.too-many-waiting']);
  });

  test('what is not wanted any more is removed, and begun anew under the same id if it is wanted again', async () => {
    const data = pdf('removed');
    const { id } = await hers.send(data, { name: 'a.pdf' });
    expect(await hers.remove(id)).toMatchObject({ status: 204 });
    expect((await hers.get(id)).status).toBe(404);
    expect(existsSync(server.files.folder.kept(id))).toBe(false);
    expect(await hers.send(data, { id, name: 'a.pdf' })).toMatchObject({ status: 204 });
    expect((await hers.get(id)).status).toBe(200);
  });
});

describe('what is kept', () => {
  test('a photograph says nothing of where it was taken, and stands upright', async () => {
    const data = await photoWithPlace();
    const before = await sharp(data).metadata();
    expect(before.orientation).toBe(6);
    expect(before.exif?.includes('Huawei')).toBe(true);
    const { id } = await hers.send(data, { name: 'IMG_1.jpg', type: 'image/jpeg', purpose: 'photo' });
    for (const size of [undefined, 'thumb'] as const) {
      const got = Buffer.from(await (await hers.get(id, size ? { size } : {})).arrayBuffer());
      const { exif, orientation, width, height } = await sharp(got).metadata();
      expect([exif, orientation]).toEqual([undefined, undefined]);
      expect((height as number) > (width as number)).toBe(true);
      for (const told of ['Huawei', 'GPS', 'Exif']) expect(got.includes(told)).toBe(false);
      // Held so that its left side is up.
      const [red] = await sharp(got).extract({ left: 5, top: 5, width: 1, height: 1 }).raw().toBuffer();
      expect(red).toBeGreaterThan(200);
    }
    expect(await row(id)).toMatchObject({ state: 'kept', type: 'image/jpeg', width: 300, height: 400, name: 'IMG_1.jpg' });
  });

  test('a large picture is made smaller, a drawing stays PNG, and each has a small form', async () => {
    const { id } = await hers.send(await picture(5000, 1000, 'jpeg'), { name: 'wide.jpg' });
    expect(await row(id)).toMatchObject({ width: 2560, height: 512 });
    const small = await sharp(Buffer.from(await (await hers.get(id, { size: 'thumb' })).arrayBuffer())).metadata();
    expect(small).toMatchObject({ width: 480, format: 'jpeg' });
    const drawing = await hers.send(await picture(300, 200, 'png'), { name: '示意图.png' });
    expect(await row(drawing.id)).toMatchObject({ type: 'image/png', name: '示意图.png' });
    const named = await hers.send(await picture(300, 200, 'webp'), { name: '微信图片.jpg' });
    expect(await row(named.id)).toMatchObject({ type: 'image/jpeg', name: '微信图片.jpg' });
  });

  test.each([
    ['a PDF', () => pdf(), '通知.pdf', 'application/pdf'],
    ['Word', () => officeDocument('docx'), '通知.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['Excel', () => officeDocument('xlsx'), '台账.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['PowerPoint', () => officeDocument('pptx'), '培训.pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
    ['Word of before 2007', () => compound('WordDocument'), '通知.doc', 'application/msword'],
    ['Excel of before 2007', () => compound('Workbook'), '台账.xls', 'application/vnd.ms-excel'],
    ['a table as text', () => Buffer.from('姓名,电话\n陈桂兰,1\n'), '名单.csv', 'text/plain'],
    ['a table in GB18030', () => Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0x31, 0x0a]), '名单.csv', 'text/plain'],
  ])('%s is taken', async (_what, data, name, type) => {
    const { id, status, body } = await hers.send(data(), { name });
    expect([status, body]).toEqual([204, '']);
    expect(await row(id)).toMatchObject({ state: 'kept', type, name });
    const got = await hers.get(id);
    expect(Buffer.from(await got.arrayBuffer())).toEqual(data());
  });

  test.each([
    ['a PDF that calls itself a picture', () => pdf(), 'x.jpg', 'file.type-lies'],
    ['a picture that calls itself a document', () => picture(), 'x.docx', 'file.type-lies'],
    ['a Word file that calls itself a table', () => officeDocument('docx'), 'x.xlsx', 'file.type-lies'],
    ['a picture that calls itself a program', () => picture(), 'x.exe', 'file.type-lies'],
    ['a picture that calls itself a page', () => picture(), 'x.html', 'file.type-lies'],
    [
      'a drawing that runs (SVG)',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      'x.svg',
      'file.type-refused',
    ],
    [
      'SVG under the name of a picture',
      () => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
      'x.png',
      'file.type-refused',
    ],
    ['a web page', () => Buffer.from('<!doctype html><script>alert(1)</script>'), 'x.html', 'file.type-refused'],
    ['a web page under the name of a text', () => Buffer.from('hello <script>alert(1)</script>'), 'x.txt', 'file.type-refused'],
    ['a script', () => Buffer.from('#!/bin/sh\nrm -rf /\n'), 'x.txt', 'file.type-refused'],
    ['a program', executable, 'x.exe', 'file.type-refused'],
    ['a program under the name of a picture', executable, 'x.jpg', 'file.type-refused'],
    ['a script of Windows by its name', () => Buffer.from('WScript.Echo(1)'), 'x.vbs', 'file.type-lies'],
    ['an archive', () => zip({ 'a.exe': 'MZ' }), 'x.zip', 'file.type-refused'],
    ['a document with macros', () => officeDocument('docx', { 'word/vbaProject.bin': 'x' }), 'x.docx', 'file.type-refused'],
    ['an old document with macros', () => compound('WordDocument', '_VBA_PROJECT'), 'x.doc', 'file.type-refused'],
    ['an installer', () => compound('MsiDigitalSignatureEx'), 'x.doc', 'file.type-refused'],
    ['half a picture', async () => (await picture(400, 300, 'jpeg')).subarray(0, 700), 'x.jpg', 'file.unreadable'],
    ['a picture of a billion pixels in a few bytes', hugePicture, 'x.png', 'file.unreadable'],
    ['a letter with a table before it', () => Buffer.from([0, 1, 2, 3]), 'x.txt', 'file.type-refused'],
  ])('%s is refused with words, and nothing of it is kept', async (_what, data, name, code) => {
    const { id, status, body } = await hers.send(await data(), { name });
    expect([status, body.code]).toEqual([422, code]);
    expect((await hers.get(id)).status).toBe(404);
    // Asked again, it says the same.
    const again = await hers.create({ id, name, length: (await data()).length });
    expect([again.status, again.body.code]).toEqual([422, code]);
    expect([existsSync(server.files.folder.kept(id)), existsSync(server.files.folder.kept(id, 'thumb'))]).toEqual([false, false]);
  });

  test('a document is no photo', async () => {
    expect(await hers.send(pdf(), { name: 'x.pdf', purpose: 'photo' })).toMatchObject({
      status: 422,
      body: { code: 'file.not-a-picture' },
    });
  });

  test.each([
    ['../../etc/通知.pdf', '通知.pdf'],
    ['C:\\Users\\chen\\通知.pdf', '通知.pdf'],
    ['通知\u202Efdp.exe.pdf', '通知fdp_exe.pdf'],
    ['通知.exe.pdf', '通知_exe.pdf'],
    ['a\u0007b\u200B.pdf', 'ab.pdf'],
    ['.pdf', '附件.pdf'],
    ['CON.pdf', '_CON.pdf'],
    ['2022.5.11 通知.PDF', '2022.5.11 通知.pdf'],
    [`${'长'.repeat(300)}.pdf`, `${'长'.repeat(100)}.pdf`],
    ['a<b>"c.pdf', 'a_b__c.pdf'],
    ['通知', '通知.pdf'],
  ])('the name %j becomes %j', async (given, kept) => {
    const { id } = await hers.send(pdf(), { name: given });
    expect((await row(id))?.name).toBe(kept);
  });
});

describe('giving it back', () => {
  test('nothing of a file runs in a browser, and only pictures and PDF open there', async () => {
    const files = {
      picture: await hers.send(await picture(), { name: '照片 1.png' }),
      pdf: await hers.send(pdf(), { name: '通知.pdf' }),
      text: await hers.send(Buffer.from('a,b\n'), { name: '名单.csv' }),
      word: await hers.send(officeDocument('docx'), { name: '通知.docx' }),
    };
    for (const [kind, { id }] of Object.entries(files)) {
      const { headers } = await hers.get(id);
      expect(headers.get('x-content-type-options'), kind).toBe('nosniff');
      expect(headers.get('content-security-policy'), kind).toMatch(/^default-src 'none'/);
      if (kind !== 'pdf') expect(headers.get('content-security-policy'), kind).toContain('sandbox');
      expect(headers.get('content-disposition'), kind).toMatch(kind === 'picture' || kind === 'pdf' ? /^inline; / : /^attachment; /);
      expect(headers.get('content-type'), kind).not.toMatch(/html|svg|javascript/);
      expect(headers.get('cache-control'), kind).toBe('private, no-cache');
    }
    const { headers } = await hers.get(files.picture.id);
    expect(headers.get('content-disposition')).toBe('inline; filename="__ 1.png"; filename*=UTF-8\'\'%E7%85%A7%E7%89%87%201.png');
  });

  test('what a browser has already is not sent again, and only to whom it is there', async () => {
    const { id } = await hers.send(pdf(), { name: 'a.pdf' });
    const etag = (await hers.get(id)).headers.get('etag') as string;
    expect((await hers.get(id, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await his.get(id, { headers: { 'if-none-match': etag } })).status).toBe(404);
    expect((await hers.get(id, { size: 'thumb' })).status).toBe(404);
    expect((await hers.get('no-uuid')).status).toBe(404);
  });
});

describe('tidying', () => {
  /** Her session ended meanwhile. */
  const back = async () => senderOf(server.http, await signIn('chen'));

  test('removes what nobody came back for, and nothing that is attached or fresh', async () => {
    const data = pdf('old');
    const unfinished = await hers.create({ name: 'a.pdf', length: data.length, data: data.subarray(0, 20) });
    const unused = await hers.send(data, { name: 'b.pdf' });
    const used = await hers.send(data, { name: 'c.pdf' });
    await server.city.sql('update city.files set attached_at = now() where id = $1', [used.id]);
    const { folder, tidying } = server.files;
    server.city.clock.advance({ days: 8 });
    hers = await back();
    const fresh = await hers.create({ name: 'd.pdf', length: data.length, data: data.subarray(0, 20) });
    await tidying.run({});
    expect(await hers.head(unfinished.id)).toMatchObject({ status: 404 });
    expect(existsSync(folder.part(unfinished.id))).toBe(false);
    expect((await hers.get(unused.id)).status).toBe(200);
    server.city.clock.advance({ days: 30 });
    hers = await back();
    await tidying.run({});
    expect((await hers.get(unused.id)).status).toBe(404);
    expect(existsSync(folder.kept(unused.id))).toBe(false);
    expect((await row(unused.id))?.name).toBe('');
    expect((await hers.get(used.id)).status).toBe(200);
    expect(existsSync(folder.part(fresh.id))).toBe(false);
    // With the same id it begins anew.
    expect(await hers.send(data, { id: unfinished.id, name: 'a.pdf' })).toMatchObject({ status: 204 });
  });
});

/** A PNG whose header says 40,000 × 40,000. */
function hugePicture(): Buffer {
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  png.writeUInt32BE(40_000, 16);
  png.writeUInt32BE(40_000, 20);
  let crc = 0xffffffff;
  for (const byte of png.subarray(12, 29)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  png.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 29);
  return png;
}
