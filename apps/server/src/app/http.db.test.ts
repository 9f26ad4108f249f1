import { connect } from 'node:net';
import { operations } from '@muster/contract/operations';
import { problemSchema } from '@muster/contract/problems';
import { testPassword } from '@muster/testkit/accounts';
import { places } from '@muster/testkit/territory';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../platform/ids.ts';
import type { Principal } from '../platform/principal.ts';
import { type Caller, type HttpCity, httpCity } from './http-city.fixture.ts';

let server: HttpCity;
let officer: Caller;
let cookie: string;

beforeAll(async () => {
  server = await httpCity();
  officer = await server.signIn(await server.city.principal('dutyOfficer', places.xinhua));
  cookie = `muster_session=${officer.token}`;
  await server.accounts.account(await server.city.principal('volunteer', places.tianhuyuan), 'liming');
});
afterAll(() => server.stop());

const post = (url: string, more: Partial<InjectOptions> = {}, on: FastifyInstance = server.http) =>
  on.inject({ method: 'POST', url, ...more, headers: { 'x-muster': '1', cookie, ...more.headers } } as InjectOptions);
const get = (url: string, headers: Record<string, string> = { cookie }) => server.http.inject({ method: 'GET', url, headers });
const code = (answer: { payload: string }) => JSON.parse(answer.payload).code;

describe('problems', () => {
  test('tell all faults of an input at once, each with its pointer', async () => {
    const answer = await post('/api/orders', {
      payload: {
        commandId: 'x',
        orderId: newId(),
        urgency: 'soon',
        title: '',
        body: 'ab',
        audience: { include: [{ kind: 'areas', codes: ['41'] }] },
      },
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    const problem = problemSchema.parse(JSON.parse(answer.payload));
    expect(problem).toMatchObject({
      type: 'urn:muster:problem:input.invalid',
      code: 'input.invalid',
      status: 400,
      requestId: answer.headers['x-request-id'],
    });
    expect(problem.errors.map((fault) => fault.pointer).sort()).toEqual([
      '/audience/include/0/codes/0',
      '/commandId',
      '/title',
      '/urgency',
    ]);
  });

  test('what is no text is refused with its place, before any database sees it', async () => {
    const answer = await post('/api/units', {
      payload: { commandId: newId(), unitId: newId(), name: '水利\u0000局', areaCode: places.xinhua },
    });
    expect(JSON.parse(answer.payload)).toMatchObject({ code: 'input.invalid', errors: [{ pointer: '/name', code: 'text' }] });
    const broken = await post('/api/units', { headers: { 'content-type': 'application/json' }, payload: '{"name":"\\ud800"}' });
    expect(JSON.parse(broken.payload).errors).toEqual([expect.objectContaining({ pointer: '/name' })]);
  });

  const bodies: [string, string, string][] = [
    ['broken JSON', 'application/json', '{"commandId":'],
    ['an empty body', 'application/json', ''],
    ['a list', 'application/json', '[]'],
    ['a word', 'application/json', '"x"'],
    ['a polluted prototype', 'application/json', '{"__proto__":{"role":"commander"}}'],
    ['a polluted constructor', 'application/json', '{"constructor":{"prototype":{"role":"commander"}}}'],
    ['another kind of content', 'application/xml', '<a/>'],
    ['plain text', 'text/plain', 'hello'],
    ['a form, which a foreign page could send', 'application/x-www-form-urlencoded', 'a=1'],
    ['a hundred thousand brackets', 'application/json', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ];
  test.each(bodies)('%s is a bad request, not a fault', async (_, type, payload) => {
    const answer = await post('/api/units', { headers: { 'content-type': type }, payload });
    expect([answer.statusCode, code(answer)]).toEqual([400, 'input.invalid']);
  });

  test('a body that is too large is 413; a file may be larger than a form', async () => {
    const large = await post('/api/units', { payload: { name: 'x'.repeat(300_000) } });
    expect([large.statusCode, code(large)]).toEqual([413, 'request.too-large']);
    const file = await post('/api/people/import', {
      payload: { commandId: newId(), csv: `name,role,areaCode\n${'x,y,z\n'.repeat(60_000)}` },
    });
    expect(file.statusCode).toBe(200);
    const rows = await post('/api/people/import', {
      payload: { commandId: newId(), csv: `name,role,areaCode\n${'x\n'.repeat(3_000_000)}` },
    });
    expect([rows.statusCode, code(rows)]).toEqual([413, 'request.too-large']);
    const huge = await post('/api/people/import', { payload: { commandId: newId(), csv: 'x'.repeat(13_000_000) } });
    expect(huge.statusCode).toBe(413);
  });

  test.each(['/api/nothing', '/api/orders/x/y/z', '/api/%ZZ', '/api/receipts/%E0%A4%A', `/api/areas/${'4'.repeat(900)}`, '/api//orders'])(
    'GET %s is a problem, too',
    async (url) => {
      const answer = await get(url);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(['not-found', 'input.invalid']).toContain(code(answer));
    },
  );

  test('a method that is not there is not found', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE'] as const) {
      const answer = await server.http.inject({ method, url: '/api/orders', headers: { cookie, 'x-muster': '1' } });
      expect([answer.statusCode, code(answer)], method).toEqual([404, 'not-found']);
    }
  });

  test('"does not exist" and "not visible" are the same to the byte, but for the number of the request', async () => {
    const { city } = server;
    const neighbour = await city.principal('dutyOfficer', places.weidong);
    const commander = await city.principal('commander', places.city);
    await server.run('activateIncident', commander, { incidentId: newId(), name: '2022年5月疫情', level: 'II' });
    await city.principal('communitySecretary', places.donghuan);
    const orderId = newId();
    await server.run('issueOrder', neighbour, {
      orderId,
      urgency: 'urgent',
      title: '两米线自查',
      body: '走一遍。',
      audience: { include: [{ kind: 'areas', codes: [places.donghuan] }] },
    });
    const [receipt] = await city.sql<{ id: string }>('select id from city.receipts where order_id = $1', [orderId]);
    const [foreign] = [neighbour.personId];
    const pairs: [keyof typeof operations, string, string | undefined, object][] = [
      ['getOrder', 'orderId', orderId, {}],
      ['getReceiptTree', 'orderId', orderId, {}],
      ['listReceipts', 'orderId', orderId, {}],
      ['closeOrder', 'orderId', orderId, { version: 1 }],
      ['acceptAnswers', 'orderId', orderId, {}],
      ['remindReceipts', 'orderId', orderId, {}],
      ['getReceipt', 'receiptId', receipt?.id, {}],
      ['acknowledgeReceipt', 'receiptId', receipt?.id, {}],
      ['sendBackAnswer', 'receiptId', receipt?.id, { reason: '看不清', version: 1 }],
      ['delegateReceipt', 'receiptId', receipt?.id, { orderId: newId(), areaCodes: [places.jiaodian] }],
      ['getPerson', 'personId', foreign, {}],
      ['viewPhone', 'personId', foreign, {}],
      ['grantAssignment', 'personId', foreign, { assignmentId: newId(), role: 'volunteer', areaCode: places.tianhuyuan }],
      ['endAssignment', 'assignmentId', neighbour.assignmentId ?? '', {}],
      ['setDuty', 'assignmentId', neighbour.assignmentId ?? '', { onDuty: false }],
      ['createAccount', 'personId', foreign, { accountId: newId(), userName: 'someone', password: testPassword }],
    ];
    for (const [name, field, there, more] of pairs) {
      const commandId = operations[name].kind === 'command' ? { commandId: newId() } : {};
      const ask = async (id: string | undefined) =>
        (await server.call(officer, operations[name], { ...more, ...commandId, [field]: id })).text.replace(/"requestId":"[^"]+"/, '');
      expect(await ask(there), name).toBe(await ask(newId()));
    }
  });
});

describe('foreign pages', () => {
  const payload = { commandId: newId(), unitId: newId(), name: '示例局', areaCode: places.xinhua };

  test.each([
    ['without the header that only our own pages set', { 'x-muster': '' }],
    ['from a foreign origin', { origin: 'https://evil.example' }],
    ['from an origin that hides itself', { origin: 'null' }],
    ['from an origin that is none', { origin: 'http://' }],
    ['from another port of the same host', { origin: 'http://localhost:81' }],
  ])('a write %s is refused', async (_, headers) => {
    const answer = await post('/api/units', { headers: { host: 'localhost:80', ...headers }, payload });
    expect([answer.statusCode, code(answer)]).toEqual([403, 'request.cross-site']);
  });

  test('a write from our own page is taken, behind a proxy that renames the host, too', async () => {
    const own = await post('/api/units', { headers: { host: 'muster.example', origin: 'https://muster.example' }, payload });
    expect(own.statusCode).toBe(200);
    const proxied = await post('/api/units', {
      headers: {
        host: '127.0.0.1:4100',
        'x-forwarded-host': 'muster.example',
        'x-forwarded-proto': 'https',
        origin: 'https://muster.example',
        cookie: `__Host-${cookie}`,
      },
      payload: { ...payload, commandId: newId(), unitId: newId(), name: '示例二局' },
    });
    expect(proxied.statusCode).toBe(200);
  });

  test('nothing is allowed across origins', async () => {
    const preflight = await server.http.inject({
      method: 'OPTIONS',
      url: '/api/orders',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.statusCode).toBeGreaterThanOrEqual(400);
    const read = await get('/api/session', { cookie, origin: 'https://evil.example' });
    expect(Object.keys({ ...preflight.headers, ...read.headers }).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('cookies and headers', () => {
  const signIn = (headers: Record<string, string> = {}) =>
    server.http.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'x-muster': '1', ...headers },
      payload: { login: 'liming', password: testPassword },
    });

  test('the session cookie is out of reach for scripts and foreign pages, and behind https never sent in the clear', async () => {
    const plain = String((await signIn()).headers['set-cookie']);
    expect(plain).toMatch(/^muster_session=[\w-]{43};/);
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(plain).toContain(part);
    expect(plain).not.toContain('Secure');
    const proxied = await signIn({ 'x-forwarded-proto': 'https' });
    // The prefix binds it to this very host and to TLS: no neighbouring subdomain puts a session of its own in its place.
    expect(String(proxied.headers['set-cookie'])).toMatch(/^__Host-muster_session=[\w-]{43};/);
    expect(String(proxied.headers['set-cookie'])).toContain('Secure');
    expect(String(proxied.headers['set-cookie'])).not.toContain('Domain');
    const fixed = await get('/api/session', { cookie: plain.split(';')[0] as string, 'x-forwarded-proto': 'https' });
    expect(fixed.statusCode).toBe(401);
    expect(proxied.payload).not.toContain(plain.slice('muster_session='.length, 60));
  });

  test('signing out ends the session at the server, not only the cookie', async () => {
    const own = String((await signIn()).headers['set-cookie']).split(';')[0] as string;
    expect((await get('/api/session', { cookie: own })).statusCode).toBe(200);
    const out = await server.http.inject({ method: 'DELETE', url: '/api/session', headers: { cookie: own, 'x-muster': '1' } });
    expect(String(out.headers['set-cookie'])).toMatch(/^muster_session=;.*(Expires=Thu, 01 Jan 1970|Max-Age=0)/);
    expect((await get('/api/session', { cookie: own })).statusCode).toBe(401);
  });

  test.each(['/api/session', '/api/openapi.json', '/api/nothing', '/'])(
    '%s comes with a policy that runs no foreign and no inline script',
    async (url) => {
      const { headers } = await get(url);
      const policy = Object.fromEntries(
        String(headers['content-security-policy'])
          .split(';')
          .map((part) => {
            const [name = '', ...values] = part.trim().split(/\s+/);
            return [name, values.join(' ')];
          }),
      );
      expect(policy).toMatchObject({
        'default-src': "'self'",
        'script-src': "'self'",
        'object-src': "'none'",
        'frame-ancestors': "'none'",
        'base-uri': "'none'",
      });
      expect(policy['script-src-attr'] ?? "'none'").toBe("'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      if (url.startsWith('/api/')) expect(headers['cache-control']).toBe('no-store');
    },
  );

  test('no answer names the program that made it', async () => {
    expect(Object.keys((await get('/api/session')).headers)).not.toContain('x-powered-by');
    expect((await get('/api/session')).headers.server).toBeUndefined();
  });
});

describe('too much', () => {
  const burst = async (on: FastifyInstance, count: number, options: (index: number) => InjectOptions) => {
    const seen = new Map<number, number>();
    let last: Awaited<ReturnType<FastifyInstance['inject']>> | undefined;
    for (let from = 0; from < count; from += 200) {
      const answers = await Promise.all(Array.from({ length: Math.min(200, count - from) }, (_, i) => on.inject(options(from + i))));
      for (const answer of answers) seen.set(answer.statusCode, (seen.get(answer.statusCode) ?? 0) + 1);
      last = answers.find((answer) => answer.statusCode === 429) ?? last;
    }
    return { seen, last };
  };

  test('whoever asks too often is told when to come back; others go on', async () => {
    const http = await server.serve();
    const { seen, last } = await burst(http, 3100, () => ({ method: 'GET', url: '/api/health', remoteAddress: '10.0.0.1' }));
    expect(seen.get(429)).toBe(100);
    expect(last?.headers['content-type']).toMatch(/problem\+json/);
    expect(JSON.parse(last?.payload ?? '{}')).toMatchObject({ code: 'rate.exceeded', params: { retryAfterSeconds: expect.any(Number) } });
    expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await http.inject({ method: 'GET', url: '/api/health', remoteAddress: '10.0.0.2' })).statusCode).toBe(200);
    // Of one address, who is signed in has an allowance of his own: a whole office stands behind it.
    expect((await http.inject({ method: 'GET', url: '/api/session', remoteAddress: '10.0.0.1', headers: { cookie } })).statusCode).toBe(
      200,
    );
  });

  test('an account has one allowance over all its devices, and keeps it when others at its address send cookies that nobody holds', async () => {
    const http = await server.serve();
    const person = await server.city.principal('volunteer', places.shubei);
    await server.accounts.account(person, 'many-devices');
    const devices = [await server.accounts.signIn('many-devices'), await server.accounts.signIn('many-devices')];
    const asking = (index: number) => ({
      method: 'GET' as const,
      url: '/api/health',
      remoteAddress: '10.0.0.9',
      headers: { cookie: `muster_session=${devices[index % 2]?.token}` },
    });
    const flood = await burst(http, 3100, (index) => ({ ...asking(index), headers: { cookie: `muster_session=nobody-${index}` } }));
    expect(flood.seen.get(429)).toBeGreaterThanOrEqual(100);
    // Somebody whom this process has served is not refused with them.
    const own = await http.inject({ ...asking(0), url: '/api/session', headers: { cookie }, remoteAddress: '10.0.0.8' });
    expect(own.statusCode).toBe(200);
    expect((await http.inject({ ...asking(0), headers: { cookie } })).statusCode).toBe(200);
    const { seen } = await burst(http, 3100, (index) => ({ ...asking(index), remoteAddress: `10.0.1.${index % 200}` }));
    expect(seen.get(429)).toBe(100);
  });

  test('after a restart everybody comes back at once behind one address, and nobody is refused', async () => {
    const http = await server.serve();
    const token = officer.token as string;
    // As many lookups of good tokens as there are: each counts for its account, none for the address.
    const { seen } = await burst(http, 2900, () => ({
      method: 'GET',
      url: '/api/health',
      remoteAddress: '10.0.0.7',
      headers: { cookie: `muster_session=${token}` },
    }));
    expect([...seen.keys()]).toEqual([200]);
    const others = await burst(http, 2900, () => ({ method: 'GET', url: '/api/health', remoteAddress: '10.0.0.7' }));
    expect([...others.seen.keys()]).toEqual([200]);
  });

  test('a made-up cookie gives no allowance of its own', async () => {
    const http = await server.serve();
    const { seen } = await burst(http, 3100, (index) => ({
      method: 'GET',
      url: '/api/health',
      remoteAddress: '10.0.0.3',
      headers: { cookie: `muster_session=made-up-${index}` },
    }));
    expect(seen.get(429)).toBeGreaterThanOrEqual(100);
  });

  test('passwords are guessed at no more than a few hundred a minute from one address, whatever the names', async () => {
    const http = await server.serve();
    const { seen } = await burst(http, 400, (index) => ({
      method: 'POST',
      url: '/api/session',
      remoteAddress: '10.0.0.4',
      headers: { 'x-muster': '1' },
      payload: { login: `nobody-${index % 40}`, password: 'x' },
    }));
    // The fifth try of each name locks it (429 too); beyond the allowance nothing is looked at.
    expect(seen.get(401) ?? 0).toBeLessThanOrEqual(300);
    const refused = await http.inject({
      method: 'POST',
      url: '/api/session',
      remoteAddress: '10.0.0.4',
      headers: { 'x-muster': '1' },
      payload: { login: 'nobody-else', password: 'x' },
    });
    expect(code(refused)).toBe('rate.exceeded');
  });

  test('five wrong passwords lock an account, for the right one too, until the time has passed', async () => {
    const person = await server.city.principal('volunteer', places.shubei);
    await server.accounts.account(person, 'locked-out');
    const tryIt = (password: string) =>
      server.http.inject({ method: 'POST', url: '/api/session', headers: { 'x-muster': '1' }, payload: { login: 'locked-out', password } });
    for (let i = 0; i < 4; i++) expect(code(await tryIt('wrong'))).toBe('auth.wrong-credentials');
    expect(code(await tryIt('wrong'))).toBe('auth.locked');
    const right = await tryIt(testPassword);
    expect([right.statusCode, code(right)]).toEqual([429, 'auth.locked']);
    server.city.clock.advance({ minutes: 16 });
    expect((await tryIt(testPassword)).statusCode).toBe(200);
  });

  test('headers that are too large are refused, and the next request is served', async () => {
    const http = await server.serve();
    await http.listen({ host: '127.0.0.1', port: 0 });
    const { port } = http.server.address() as { port: number };
    expect(await rawly(port, `GET /api/health HTTP/1.1\r\nHost: x\r\nCookie: ${'a'.repeat(40_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431/);
    expect(await rawly(port, 'NONSENSE\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
    expect(await rawly(port, 'GET /api/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 200/);
  });

  test('who is not signed in is refused before his file is read', async () => {
    const http = await server.serve();
    await http.listen({ host: '127.0.0.1', port: 0 });
    const { port } = http.server.address() as { port: number };
    // The body is announced and never sent: an answer can only come from somebody who did not wait for it.
    const head = `POST /api/people/import HTTP/1.1\r\nHost: x\r\nX-Muster: 1\r\nContent-Type: application/json\r\nContent-Length: 11000000\r\n\r\n`;
    expect(await rawly(port, head)).toMatch(/^HTTP\/1\.1 401/);
  });
});

function rawly(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      answer += chunk;
      socket.destroy();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
    socket.setTimeout(5000, () => reject(new Error('no answer')));
  });
}

describe('a session that ends in the middle', () => {
  test('the write is refused and lost to nobody: signed in again, the same command has its one effect', async () => {
    const principal: Principal = await server.city.principal('dutyOfficer', places.xinhua);
    const first = await server.signIn(principal);
    const input = { commandId: newId(), unitId: newId(), name: '夜班单位', areaCode: places.xinhua };
    server.city.clock.advance({ minutes: 61 });
    const refused = await server.call(first, operations.addUnit, input);
    expect([refused.status, refused.body.code]).toEqual([401, 'session.expired']);
    const [{ userName } = { userName: '' }] = await server.city.sql<{ userName: string }>(
      'select user_name as "userName" from shared.accounts where person_id = $1',
      [principal.personId],
    );
    const { token } = await server.accounts.signIn(userName);
    for (let i = 0; i < 3; i++)
      expect((await server.call({ principal, token }, operations.addUnit, input)).body).toEqual({ unitId: input.unitId });
  });

  test('an ended assignment takes its sessions with it', async () => {
    const principal = await server.city.principal('gridWorker', places.tianhuyuan);
    const caller = await server.signIn(principal);
    expect((await server.call(caller, operations.listInbox, {})).status).toBe(200);
    const leader = await server.city.principal('communitySecretary', places.tianhuyuan);
    await server.run('endAssignment', leader, { assignmentId: principal.assignmentId });
    await server.accounts.settle();
    expect((await server.call(caller, operations.listInbox, {})).status).toBe(401);
  });
});
