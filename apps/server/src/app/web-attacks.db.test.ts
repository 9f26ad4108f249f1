import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { testPassword } from '@muster/testkit/accounts';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../platform/ids.ts';
import { type Caller, type HttpCity, httpCity } from './http-city.fixture.ts';

let server: HttpCity;
let officer: Caller;
let port: number;
beforeAll(async () => {
  server = await httpCity();
  officer = await server.signIn(await server.city.principal('dutyOfficer', places.xinhua));
  await server.http.listen({ host: '127.0.0.1', port: 0 });
  port = (server.http.server.address() as { port: number }).port;
});
afterAll(() => server.stop());

const cookie = () => `muster_session=${officer.token}`;
const get = (url: string, headers: Record<string, string> = {}) => server.http.inject({ method: 'GET', url, headers });

/** Bytes as they are, past every client that would set them right; everything that is answered until the other side closes. */
async function raw(text: string | Buffer): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port });
  let answer = '';
  socket.setEncoding('latin1').on('data', (part: string) => (answer += part));
  socket.on('error', () => {});
  socket.write(text);
  const timer = setTimeout(() => socket.end(), 1500);
  await once(socket, 'close');
  clearTimeout(timer);
  return answer;
}
const answers = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => Number(match[1]));

describe('a request that two programs would read differently', () => {
  const head = (lines: string[]) => ['POST /api/units HTTP/1.1', 'host: x', 'x-muster: 1', ...lines].join('\r\n');
  const smuggled = 'GET /api/openapi.json HTTP/1.1\r\nhost: x\r\n\r\n';
  test.each([
    ['two lengths', ['content-length: 4', 'content-length: 60']],
    ['two lengths in one', ['content-length: 4, 60']],
    ['a length and chunks', ['content-length: 4', 'transfer-encoding: chunked']],
    ['chunks under a name that hides them', ['content-length: 4', 'transfer-encoding : chunked']],
    ['an encoding that is none', ['transfer-encoding: xchunked']],
    ['a length that is no number', ['content-length: +4']],
    ['a header that goes on in the next line', ['x-a: b', ' content-length: 60']],
    ['a line that ends without its return', ['x-a: b\ncontent-length: 60']],
    ['a header with a NUL', ['x-a: b\0c']],
  ])('(%s) is refused, and nothing behind it is taken for a request', async (_, lines) => {
    const answer = await raw(`${head([`cookie: ${cookie()}`, 'content-type: application/json', ...lines])}\r\n\r\n0\r\n\r\n${smuggled}`);
    expect(answers(answer).filter((status) => status < 400)).toEqual([]);
    expect(answers(answer).filter((status) => status >= 500)).toEqual([]);
    expect(answer).not.toContain('"openapi"');
  });

  test('chunks that lie about their length are refused', async () => {
    const body = `${head([`cookie: ${cookie()}`, 'content-type: application/json', 'transfer-encoding: chunked'])}\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`;
    expect(answers(await raw(body))).toEqual([400]);
  });
});

describe('a body', () => {
  const post = (payload: Buffer | string, headers: Record<string, string> = {}) =>
    server.http.inject({
      method: 'POST',
      url: '/api/units',
      headers: { 'x-muster': '1', cookie: cookie(), 'content-type': 'application/json', ...headers },
      payload,
    });

  test.each([
    ['that is no UTF-8', Buffer.from([0x7b, 0x22, 0x6e, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
    ['with a prototype deep inside', '{"name":{"a":[{"__proto__":{"role":"commander"}}]}}'],
    ['with a constructor’s prototype deep inside', '{"name":{"a":[{"constructor":{"prototype":{"x":1}}}]}}'],
    ['of sixty thousand objects in each other', `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`],
    ['with half a character', '{"name":"\\udc00"}'],
    ['with a NUL', '{"name":"a\\u0000b"}'],
  ])('%s is a bad request, and changes nothing for others', async (_, payload) => {
    const answer = await post(payload);
    expect(answer.statusCode).toBe(400);
    expect(({} as Record<string, unknown>).role).toBeUndefined();
  });

  test('that is compressed is not unpacked: no few bytes become a gigabyte here', async () => {
    const bomb = gzipSync(Buffer.from(`{"name":"${'x'.repeat(50_000_000)}"}`));
    const before = process.memoryUsage().rss;
    for (const encoding of ['gzip', 'deflate', 'br']) expect((await post(bomb, { 'content-encoding': encoding })).statusCode).toBe(400);
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
  });

  test('says nothing about the method: no header and no field makes a reading a writing', async () => {
    for (const headers of [{ 'x-http-method-override': 'DELETE' }, { 'x-method-override': 'DELETE' }, { 'x-http-method': 'DELETE' }]) {
      expect((await get('/api/session?_method=DELETE', { cookie: cookie(), ...headers } as never)).statusCode).toBe(200);
    }
    expect((await get('/api/session', { cookie: cookie() })).statusCode).toBe(200);
  });
});

describe('a path', () => {
  const ups = [
    '..',
    '%2e%2e',
    '.%2e',
    '..%2f..',
    '%2e%2e%2f%2e%2e',
    '..\\..',
    '..%5c..',
    '%252e%252e',
    '....//..',
    '..;/..',
    '%00/..',
    '/',
  ];
  test.each(['/', '/m/', '/assets/', '/m/assets/', '/api/reference/', '/api/files/', '/api/uploads/'])(
    'below %s reaches no file outside',
    async (base) => {
      for (const up of ups)
        for (const file of ['package.json', 'apps/server/src/main.ts', 'etc/passwd', '.git/config']) {
          for (const depth of [1, 3, 6]) {
            const answer = await raw(
              `GET ${base}${`${up}/`.repeat(depth)}${file} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncookie: ${cookie()}\r\n\r\n`,
            );
            expect(answer, `${base} ${up} ${file}`).not.toMatch(/"workspaces"|runProgram|root:x:0|repositoryformatversion/);
            expect(answers(answer)[0]).toBeLessThan(500);
          }
        }
    },
  );

  test.each([
    '//evil.example',
    '//evil.example/m',
    '/m//evil.example',
    '/\\evil.example',
    '/%2f%2fevil.example',
    '/m?next=//evil.example',
    '/https://evil.example',
  ])('%s sends nobody to another site', async (url) => {
    const answer = await raw(`GET ${url} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    const location = /^location: (.*)$/im.exec(answer)?.[1]?.trim();
    if (location !== undefined) expect(location).toMatch(/^\/(?![/\\])/);
  });

  test.each(['/', '/m', '/m/', '/api/session', '/api/openapi.json', '/api/docs', '/api/nothing'])(
    '%s never repeats the host that it was asked by',
    async (url) => {
      const answer = await raw(`GET ${url} HTTP/1.1\r\nhost: evil.example\r\nx-forwarded-host: evil.example\r\nconnection: close\r\n\r\n`);
      expect(answer.length).toBeGreaterThan(100);
      expect(answer).not.toContain('evil.example');
    },
  );
});

describe('a page', () => {
  test.each(['/', '/orders/x', '/m/', '/m/inbox', '/api/docs'])(
    '%s runs no inline script and stands in no frame, and says so',
    async (url) => {
      const { headers, payload, statusCode } = await get(url);
      // Without built apps (a fresh clone before its first start) there is no page, and the policy stands all the same.
      if (statusCode === 200) {
        expect(headers['content-type']).toMatch(/text\/html/);
        expect(payload.match(/<script(?![^>]*\ssrc=)[^>]*>/g) ?? []).toEqual([]);
        expect(payload).not.toMatch(/\son[a-z]+=|javascript:/i);
      }
      const policy = String(headers['content-security-policy']);
      const scripts = policy.split(';').find((part) => part.trim().startsWith('script-src ')) ?? "script-src 'none'";
      expect(scripts).not.toMatch(/unsafe|\*|https?:|data:|blob:/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("form-action 'self'");
      expect(headers['x-frame-options']).toBeDefined();
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    },
  );
});

test('a session that was put under somebody before he signed in is not the one that he has afterwards', async () => {
  await server.accounts.account(await server.city.principal('volunteer', places.tianhuyuan), 'fixated');
  const planted = officer.token as string;
  const answer = await server.http.inject({
    method: 'POST',
    url: '/api/session',
    headers: { 'x-muster': '1', cookie: `muster_session=${planted}` },
    payload: { login: 'fixated', password: testPassword },
  });
  expect(answer.statusCode).toBe(200);
  const given = /muster_session=([\w-]{43})/.exec(String(answer.headers['set-cookie']))?.[1];
  expect(given).toBeDefined();
  expect(given).not.toBe(planted);
  const made = await server.http.inject({
    method: 'POST',
    url: '/api/session',
    headers: { 'x-muster': '1', cookie: `muster_session=${newId()}` },
    payload: { login: 'fixated', password: testPassword },
  });
  expect(String(made.headers['set-cookie'])).not.toContain(given as string);
});
