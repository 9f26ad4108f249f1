import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import { operations } from '@muster/contract/operations';
import { places } from '@muster/testkit/territory';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sessionStandings } from '../features/auth/index.ts';
import { sessionCookie } from '../platform/http/server.ts';
import { newId } from '../platform/ids.ts';
import { createLiveHub } from '../platform/live/live-hub.ts';
import type { Principal } from '../platform/principal.ts';
import type { SealedEvent } from '../platform/reaction.ts';
import { areas, callers, castCity, issue, people, receiptOf, server } from './cast-city.fixture.ts';
import type { Caller } from './http-city.fixture.ts';
import { createLiveFeed, type LiveFeed } from './live-feed.ts';
import { registerLive } from './live-route.ts';

let feed: LiveFeed;
let port: number;

beforeAll(async () => {
  await castCity();
  const { runtime } = server.city;
  const listenUrl = (runtime.city.pool as unknown as { options: { connectionString: string } }).options.connectionString;
  feed = createLiveFeed(runtime, {
    listenUrl,
    onSealed: () => {},
    standings: (principals) => sessionStandings(runtime.shared, principals, runtime.now()),
  });
  const http = await server.serve((app) => registerLive(app, feed));
  await http.listen({ host: '127.0.0.1', port: 0 });
  port = (http.server.address() as { port: number }).port;
});
afterAll(async () => {
  await feed.stop();
  await server.stop();
});

interface Told {
  event: string;
  id: string | null;
  data: string;
}
interface Screen {
  told: Told[];
  /** Resolves with the first message that fits, also with one that came before. */
  until: (fits: (told: Told) => boolean) => Promise<Told>;
  positions: () => number[];
  ended: Promise<void>;
  close: () => void;
}
const open: Screen[] = [];
afterEach(() => {
  for (const screen of open.splice(0)) screen.close();
});

async function screen(caller: Caller, query = '', headers: Record<string, string> = {}): Promise<Screen> {
  const request = get({
    host: '127.0.0.1',
    port,
    path: `/api/live${query}`,
    headers: { cookie: `${sessionCookie}=${caller.token}`, ...headers },
  });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`live: ${response.statusCode}`);
  expect(response.headers['content-type']).toMatch(/^text\/event-stream/);
  const told: Told[] = [];
  const waiting = new Set<() => void>();
  let rest = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const field = (name: string) =>
        part
          .split('\n')
          .find((line) => line.startsWith(`${name}: `))
          ?.slice(name.length + 2) ?? null;
      told.push({ event: field('event') ?? 'message', id: field('id'), data: field('data') ?? '' });
    }
    for (const look of waiting) look();
  });
  const made: Screen = {
    told,
    until: (fits) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`not told; but: ${JSON.stringify(told).slice(-600)}`)), 5000);
        const look = () => {
          const found = told.find(fits);
          if (!found) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    positions: () => told.filter((one) => one.event === 'event').map((one) => Number(one.id)),
    ended: new Promise((resolve) => response.on('close', () => resolve())),
    close: () => request.destroy(),
  };
  open.push(made);
  await made.until((one) => one.event === 'position' || one.event === 'reset');
  return made;
}

const isAbout =
  (orderId: string, type = 'order.issued') =>
  (told: Told) =>
    told.event === 'event' && told.data.includes(`"${type}"`) && told.data.includes(orderId);
const seal = () => server.city.runtime.sealer.sealAll();

describe('the live stream', () => {
  test('tells within a second, to whom it concerns and to nobody in another district', async () => {
    const neighbour = await server.signIn(people.neighbour);
    const [here, there] = [await screen(callers.dutyOfficer), await screen(neighbour)];
    const started = performance.now();
    const orderId = await issue(people.commander, [areas(places.xinhua)]);
    await seal();
    await here.until(isAbout(orderId));
    expect(performance.now() - started).toBeLessThan(1000);
    // What comes later has passed the other screen by, too: an order to his district marks the time.
    const marker = await issue(people.commander, [areas(places.weidong)]);
    await seal();
    await there.until(isAbout(marker));
    expect(there.told.some(isAbout(orderId))).toBe(false);
  });

  test('a screen that was away is told what it missed, once and in order, also of what happens while it comes back', async () => {
    const first = await screen(callers.commander);
    const before = Number((await first.until((told) => told.event === 'position')).data);
    first.close();
    const missed: string[] = [];
    for (let i = 0; i < 5; i++) missed.push(await issue(people.commander, [areas(places.xinhua)]));
    await seal();
    // While it reconnects, the journal goes on.
    const meanwhile = (async () => {
      for (let i = 0; i < 10; i++) {
        missed.push(await issue(people.commander, [areas(places.xinhua)]));
        await seal();
      }
    })();
    const back = await screen(callers.commander, '', { 'last-event-id': String(before) });
    await meanwhile;
    for (const orderId of missed) await back.until(isAbout(orderId));
    const positions = back.positions();
    // A screen drops what is not beyond the last position it saw: out of order is as good as lost.
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
    expect(positions.length).toBeGreaterThanOrEqual(15);
  });

  test('many screens come back at once in the middle of a burst, and none misses anything', async () => {
    const start = await seal();
    const sent: string[] = [];
    const burst = (async () => {
      for (let i = 0; i < 20; i++) {
        sent.push(await issue(people.commander, [areas(places.xinhua)]));
        await seal();
      }
    })();
    const screens = await Promise.all(Array.from({ length: 10 }, () => screen(callers.commander, `?after=${start}`)));
    await burst;
    for (const one of screens) {
      for (const orderId of sent) await one.until(isAbout(orderId));
      expect(one.positions()).toEqual([...one.positions()].sort((a, b) => a - b));
      expect(new Set(one.positions()).size).toBe(one.positions().length);
    }
  });

  test('who was away too long, or comes from a journal that this is not, reads everything anew and goes on from here', async () => {
    for (let i = 0; i < 310; i++)
      await server.run('addUnit', server.city.system, { unitId: newId(), name: `单位 ${newId()}`, areaCode: places.xinhua });
    const head = await seal();
    for (const after of [1, head + 5000]) {
      const one = await screen(callers.commander, `?after=${after}`);
      const reset = one.told.find((told) => told.event === 'reset');
      expect(Number(reset?.data), `after ${after}`).toBe(head);
    }
  });

  test.each(['?after=x', '?after=-1', '?after=1.5', '?after=1&after=2', '?after=99999999999999999999'])('%s is refused', async (query) => {
    await expect(screen(callers.commander, query)).rejects.toThrow('live: 400');
  });

  test('nobody listens who is not signed in', async () => {
    await expect(screen({ token: 'made-up', principal: null })).rejects.toThrow('live: 401');
  });

  test.each([
    ['signed out here', async (caller: Caller) => server.call(caller, operations.signOut, {})],
    [
      'ended from another device',
      async (caller: Caller) => {
        const other = await server.signIn(await server.city.principal('gridWorker', places.tianhuyuan));
        // Another session of the same account ends this one.
        const [account] = await server.city.sql<{ user_name: string }>('select user_name from shared.accounts where person_id = $1', [
          caller.principal?.personId,
        ]);
        const second = await server.accounts.signIn(account?.user_name as string);
        await server.call({ ...other, token: second.token }, operations.revokeSession, { sessionId: caller.principal?.sessionId });
      },
    ],
    [
      'with its assignment',
      async (caller: Caller) => {
        const leader = await server.city.principal('commander', places.xinhua);
        await server.run('endAssignment', leader, { assignmentId: caller.principal?.assignmentId });
      },
    ],
  ])('a stream ends with its session: %s', async (_, end) => {
    const caller = await server.signIn(await server.city.principal('communitySecretary', places.tianhuyuan));
    const one = await screen(caller);
    const bystander = await screen(callers.dutyOfficer);
    await end(caller);
    await seal();
    await one.until((told) => told.event === 'signed-out');
    await one.ended;
    const orderId = await issue(people.commander, [areas(places.tianhuyuan, places.xinhua)]);
    await seal();
    await bystander.until(isAbout(orderId));
    expect(one.told.some(isAbout(orderId))).toBe(false);
  });

  test('who acts in another assignment now hears nothing more by the old one', async () => {
    const principal = await server.city.principal('dutyOfficer', places.xinhua);
    const caller = await server.signIn(principal);
    const assignmentId = newId();
    await server.run('grantAssignment', people.commander, {
      assignmentId,
      personId: principal.personId,
      role: 'communitySecretary',
      areaCode: places.tianhuyuan,
    });
    const one = await screen(caller);
    await server.call(caller, operations.switchAssignment, { commandId: newId(), assignmentId });
    await seal();
    await one.ended;
    // He is signed in all the same: the screen comes back by itself, as who he is now.
    expect(one.told.map((told) => told.event)).not.toContain('signed-out');
    const again = await screen(caller);
    const orderId = await issue(callers.dutyOfficer.principal as Principal, [areas(places.yugou)]);
    const own = await issue(people.commander, [areas(places.tianhuyuan)]);
    await seal();
    await again.until(isAbout(own));
    expect(again.told.some(isAbout(orderId))).toBe(false);
  });

  test('one session holds a dozen screens, not thousands: the oldest give way', async () => {
    const caller = await server.signIn(await server.city.principal('dutyOfficer', places.xinhua));
    const before = feed.hub.count();
    const screens: Screen[] = [];
    for (let i = 0; i < 15; i++) screens.push(await screen(caller));
    await Promise.all(screens.slice(0, 3).map((one) => one.ended));
    expect(feed.hub.count() - before).toBeLessThanOrEqual(12);
    const orderId = await issue(people.commander, [areas(places.xinhua)]);
    await seal();
    await screens[14]?.until(isAbout(orderId));
  });

  test('administrators hear nothing of the response', async () => {
    const one = await screen(callers.systemAdministrator);
    const orderId = await issue(people.commander, [areas(places.xinhua)]);
    const unitId = newId();
    await server.run('addUnit', server.city.system, { unitId, name: `单位 ${unitId}`, areaCode: places.xinhua });
    await seal();
    await one.until((told) => told.data.includes(unitId));
    expect(one.told.filter((told) => told.data.includes(orderId) || told.data.includes('order.'))).toEqual([]);
  });

  test('what is told holds no text of an answer, no reason, no list: ids and small facts', async () => {
    const one = await screen(callers.dutyOfficer);
    const orderId = await issue(people.commander, [areas(places.xinhua)]);
    const { id: receiptId } = await receiptOf(orderId, { recipient: 'desk', areaCode: places.xinhua });
    await server.run('acknowledgeReceipt', callers.dutyOfficer.principal as Principal, { receiptId });
    await seal();
    const told = JSON.parse((await one.until(isAbout(orderId, 'receipt.acknowledged'))).data);
    expect(Object.values(told.facts).every((value) => value === null || typeof value !== 'object')).toBe(true);
    expect(told.receiptId).toBe(receiptId);
  });
});

describe('a reader that takes nothing', () => {
  test('is cut off, and the others are told without delay', async () => {
    const hub = createLiveHub({ isVisible: () => true, keysOf: () => ['all'], keysOfEvent: () => ['all'] }, async (principals) =>
      principals.map(() => 'stands'),
    );
    const plain = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('event: hello\ndata: \n\n');
      hub.attach(people.commander, response).release(0);
    });
    plain.listen(0, '127.0.0.1');
    await once(plain, 'listening');
    const at = { host: '127.0.0.1', port: (plain.address() as { port: number }).port };
    const [slow] = (await once(get(at), 'response')) as [IncomingMessage];
    slow.pause();
    const [quick] = (await once(get(at), 'response')) as [IncomingMessage];
    let received = '';
    quick.setEncoding('utf8');
    quick.on('data', (chunk: string) => {
      received = (received + chunk).slice(-60_000);
    });
    while (hub.count() < 2) await new Promise(setImmediate);
    const event = (position: number) =>
      ({ position, type: 'order.issued', doneAt: new Date(), payload: { text: 'x'.repeat(20_000) } }) as unknown as SealedEvent;
    for (let position = 1; position <= 1500 && hub.count() > 1; position++) {
      hub.publish([event(position)], position);
      if (position % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(hub.count()).toBe(1);
    const started = performance.now();
    hub.publish([event(9_999)], 9_999);
    while (!received.includes('id: 9999') && performance.now() - started < 2000) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(performance.now() - started).toBeLessThan(1000);
    hub.close();
    slow.destroy();
    quick.destroy();
    plain.close();
  });
});
