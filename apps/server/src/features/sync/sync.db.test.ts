import { gzipSync } from 'node:zlib';
import type { ResultOf } from '@muster/contract/operation';
import { operations } from '@muster/contract/operations';
import type { syncDesk as operation } from '@muster/contract/sync/sync.operations';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressed, areas, callers, castCity, issue, people, receiptOf, server } from '../../app/cast-city.fixture.ts';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { syncDesk } from './sync.views.ts';

type Sync = ResultOf<typeof operation>;

beforeAll(castCity);
afterAll(() => server.stop());

const desk = () => callers.communitySecretary.principal as Principal;
const sync = (who: Principal, input: object = {}): Promise<Sync> =>
  server.city.read(syncDesk, who, { open: [], settled: [], ...input } as never);
const seal = () => server.city.runtime.sealer.sealAll();
const ids = (list: { id: string }[]) => list.map((one) => one.id).sort();
/** What a device that has this answer says the next time. */
const after = (known: Sync, more: Partial<Record<'open' | 'settled', string[]>> = {}) => ({
  after: known.position,
  incident: known.incident,
  open: more.open ?? ids(known.open),
  settled: more.settled ?? ids(known.settled),
});
const yes = { answer: { values: { done: true } } };

async function sent(): Promise<{ orderId: string; receiptId: string }> {
  const orderId = await issue(people.commander, [areas(places.tianhuyuan)]);
  return { orderId, receiptId: (await receiptOf(orderId, { recipient: 'desk', areaCode: places.tianhuyuan })).id };
}

describe('what a phone keeps of its desk', () => {
  test('the first time is everything: open receipts with their orders, what is settled, the area, its desk and those below', async () => {
    const { receiptId } = await sent();
    await seal();
    const first = await sync(desk());
    expect(first).toMatchObject({ isWhole: true, hasMore: false, gone: [] });
    expect(ids(first.open)).toContain(receiptId);
    const inbox = await server.call(callers.communitySecretary, operations.listInbox, { open: 'true', limit: 200 });
    expect(first.open).toEqual(inbox.body.items);
    expect(first.place?.area.code).toBe(places.tianhuyuan);
    expect(first.place?.desk.people.map((one) => one.personId)).toContain(desk().personId);
    expect(first.place?.below.items.length).toBeGreaterThan(0);
    expect(first.summary.open).toBe(first.open.length);
  });

  test('afterwards only what has changed since, and nothing when nothing has', async () => {
    const [one, two] = [await sent(), await sent()];
    await seal();
    const first = await sync(desk());
    expect(await sync(desk(), after(first))).toMatchObject({ isWhole: false, open: [], settled: [], gone: [], place: null });
    await server.run('acknowledgeReceipt', people.gridWorker, { receiptId: one.receiptId }).catch(() => {});
    await server.run('acknowledgeReceipt', desk(), { receiptId: one.receiptId });
    const third = await sent();
    await seal();
    const next = await sync(desk(), after(first));
    expect(next.isWhole).toBe(false);
    expect(ids(next.open)).toEqual([one.receiptId, third.receiptId].sort());
    expect(ids(next.open)).not.toContain(two.receiptId);
    expect(next.open.find((each) => each.id === one.receiptId)?.state).toBe('acknowledged');
  });

  test('tells what was settled: answered, accepted, and closed or withdrawn above', async () => {
    const [answered, closed, withdrawn] = [await sent(), await sent(), await sent()];
    await seal();
    const first = await sync(desk());
    await server.run('answerReceipt', desk(), { receiptId: answered.receiptId, ...yes });
    await server.run('closeOrder', people.commander, { orderId: closed.orderId, version: 1, closeOpen: true, note: '办结' });
    await server.run('withdrawOrder', people.commander, { orderId: withdrawn.orderId, version: 1, reason: '发错了' });
    await seal();
    const next = await sync(desk(), after(first));
    const states = Object.fromEntries(next.settled.map((each) => [each.id, each.state]));
    expect(states).toMatchObject({ [answered.receiptId]: 'answered', [closed.receiptId]: 'closed', [withdrawn.receiptId]: 'withdrawn' });
    const open = ids(first.open).filter((id) => !(id in states));
    await server.run('acceptAnswers', people.commander, { orderId: answered.orderId });
    await seal();
    const last = await sync(desk(), after(next, { open, settled: [...ids(first.settled), ...Object.keys(states)] }));
    expect(last.settled).toMatchObject([{ id: answered.receiptId, state: 'accepted' }]);
    expect(last.open).toEqual([]);
  });

  test('an answer that was sent back comes back among the open ones', async () => {
    const { receiptId, orderId } = await sent();
    const { version } = await server.run<{ version: number }>('answerReceipt', desk(), { receiptId, ...yes });
    await seal();
    const first = await sync(desk());
    expect(ids(first.settled)).toContain(receiptId);
    await server.run('sendBackAnswer', people.commander, { orderId, receiptId, reason: '照片看不清', version });
    await seal();
    expect((await sync(desk(), after(first))).open).toMatchObject([{ id: receiptId, state: 'sentBack' }]);
  });

  test('what those below did on an order that was broken down comes with it', async () => {
    const { receiptId } = await sent();
    const child = newId();
    const grid = `${places.tianhuyuan}001`;
    await server.run('delegateReceipt', desk(), { receiptId, orderId: child, areaCodes: [grid] });
    await seal();
    const first = await sync(desk());
    const below = await receiptOf(child, { recipient: 'desk', areaCode: grid });
    await server.run('answerReceipt', people.gridWorker, { receiptId: below.id, ...yes });
    await seal();
    const next = await sync(desk(), after(first));
    expect(next.open.find((one) => one.id === receiptId)?.delegated?.counts.forReview).toBe(1);
  });

  test('people who come on duty, and a grid that is added, are told; a grid changes what is asked about', async () => {
    await seal();
    const first = await sync(desk());
    await server.run('setDuty', desk(), { assignmentId: desk().assignmentId, onDuty: false });
    await seal();
    const second = await sync(desk(), after(first));
    expect(second).toMatchObject({ isWhole: false });
    expect(second.place?.desk.people.find((one) => one.personId === desk().personId)?.onDuty).toBe(false);
    await server.run('setDuty', desk(), { assignmentId: desk().assignmentId, onDuty: true });
    await server.run('addGrid', desk(), { code: places.tianhuyuan, name: '第三网格' });
    await seal();
    const third = await sync(desk(), after(first));
    expect(third.isWhole).toBe(true);
    expect(third.place?.below.items.map((one) => one.shortName)).toContain('第三网格');
  });

  test('a compound that is registered is told to whoever is asked about each, to a grid too, and to nobody else', async () => {
    const each = { each: { of: 'compound' } };
    const orderId = await issue(people.commander, [areas(places.tianhuyuan, `${places.tianhuyuan}001`)], each);
    const asked = await receiptOf(orderId, { recipient: 'desk', areaCode: places.tianhuyuan });
    const grid = await receiptOf(orderId, { recipient: 'desk', areaCode: `${places.tianhuyuan}001` });
    await seal();
    const [first, below] = [await sync(desk()), await sync(people.gridWorker)];
    const compound = { communityCode: places.tianhuyuan, name: '老粮店院', kind: 'managed', gridCode: `${places.tianhuyuan}001` };
    await server.run('addCompound', desk(), { compoundId: newId(), ...compound });
    await seal();
    const next = await sync(desk(), after(first));
    expect([next.isWhole, ids(next.open)]).toEqual([false, [asked.id]]);
    expect(next.open[0]?.ground.map((thing) => thing.name)).toContain('老粮店院');
    expect(ids((await sync(people.gridWorker, after(below))).open)).toEqual([grid.id]);
  });

  test('a receipt that exists for this desk no more is told as gone, and another desk’s is never given', async () => {
    await seal();
    const first = await sync(desk());
    const stranger = await issue(people.neighbour, [areas(places.donghuan)]);
    const { id } = await receiptOf(stranger, { recipient: 'desk', areaCode: places.donghuan });
    await seal();
    const next = await sync(desk(), after(first, { open: [...ids(first.open), id] }));
    expect(next).toMatchObject({ open: [], settled: [], gone: [id] });
  });

  test('what was sent to a person, and to a unit, comes to them', async () => {
    for (const role of ['volunteer', 'unitLiaison'] as const) {
      const who = callers[role].principal as Principal;
      await seal();
      const first = await sync(who);
      const { receiptId } = await addressed(role);
      await seal();
      const next = await sync(who, after(first));
      expect(ids(next.open), role).toEqual([receiptId]);
      await server.run('answerReceipt', who, { receiptId, ...yes });
      await seal();
      const last = await sync(who, after(next, { open: [...ids(first.open), receiptId], settled: ids(first.settled) }));
      expect(last.settled, role).toMatchObject([{ id: receiptId, state: 'answered' }]);
    }
  });

  test('in another incident, and from a position that is not ours, everything is told anew', async () => {
    const first = await sync(desk());
    expect((await sync(desk(), { ...after(first), incident: 'another 1' })).isWhole).toBe(true);
    expect((await sync(desk(), { ...after(first), after: first.position + 1000 })).isWhole).toBe(true);
  });
});

describe('the size of it', () => {
  test('the first sync of a community with 50 open orders, three questions and a page of text each, is below 200 kB packed', async () => {
    // The worst that text can be: characters by chance, which nothing packs.
    const text = (length: number) =>
      Array.from({ length }, () => String.fromCharCode(0x4e00 + Math.floor(Math.random() * 20_000))).join('');
    const busy = await server.city.principal('communitySecretary', places.yugou);
    for (let i = 0; i < 50; i++) {
      await server.run('issueOrder', people.commander, {
        orderId: newId(),
        urgency: 'urgent',
        title: text(20),
        body: text(600),
        audience: { include: [areas(places.yugou)], except: [] },
        questions: ['tick', 'number', 'text'].map((kind, key) => ({ key: `q${key}`, kind, text: text(20), perArea: key === 0 })),
        answerBy: new Date(server.city.clock.now().getTime() + 6 * 3_600_000).toISOString(),
      });
    }
    await seal();
    const first = await sync(busy);
    expect(first.open.length).toBeGreaterThanOrEqual(50);
    expect(first.hasMore).toBe(false);
    expect(gzipSync(JSON.stringify(first)).length).toBeLessThan(200_000);
    const quiet = await sync(busy, after(first));
    expect(gzipSync(JSON.stringify(quiet)).length).toBeLessThan(1000);
  });

  test('with orders as long as they may be there is no room for all: the rest comes with the next ones, nearest limit first', async () => {
    const text = (length: number) =>
      Array.from({ length }, () => String.fromCharCode(0x4e00 + Math.floor(Math.random() * 20_000))).join('');
    const flooded = await server.city.principal('communitySecretary', places.donghuan);
    for (let i = 0; i < 80; i++) {
      await server.run('issueOrder', people.neighbour, {
        orderId: newId(),
        urgency: 'urgent',
        title: `长 ${i}`,
        body: text(3900),
        audience: { include: [areas(places.donghuan)], except: [] },
      });
    }
    await seal();
    const held: string[] = [];
    let answer = await sync(flooded);
    expect(answer.hasMore).toBe(true);
    expect(gzipSync(JSON.stringify(answer)).length).toBeLessThan(200_000);
    held.push(...ids(answer.open));
    for (let turn = 0; answer.hasMore && turn < 10; turn++) {
      answer = await sync(flooded, { ...after(answer), open: held, settled: [] });
      held.push(...ids(answer.open));
    }
    const all = await server.call(await server.signIn(flooded), operations.getInboxSummary, {});
    expect(new Set(held).size).toBe(all.body.open);
  });
});
