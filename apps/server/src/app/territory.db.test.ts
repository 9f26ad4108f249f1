import type { OperationName } from '@muster/contract/operations';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { orderMetrics } from '../features/orders/index.ts';
import { recountTallies } from '../features/tallies/index.ts';
import { newId } from '../platform/ids.ts';
import type { Principal } from '../platform/principal.ts';
import { areas, callers, castCity, people, server } from './cast-city.fixture.ts';
import { follow } from './former-codes.ts';
import { progressSays } from './progress.fixture.ts';

beforeAll(castCity);
afterAll(() => server.stop());

const admin = () => callers.systemAdministrator.principal as Principal;
const read = <T>(name: OperationName, who: Principal, input: object) =>
  server.city.read(server.routes[name] as never, who, input as never) as Promise<T>;
const hours = (n: number) => new Date(server.city.clock.now().getTime() + n * 3_600_000).toISOString();

async function community(code: string, name: string): Promise<Principal> {
  await server.run('importAreas', server.city.system, { csv: `code,name\n${code},${name}居民委员会` });
  return server.city.principal('communitySecretary', code, { name: `${name}书记` });
}

async function send(codes: string[], by: Principal = people.commander): Promise<string> {
  const orderId = newId();
  await server.run('issueOrder', by, {
    orderId,
    urgency: 'urgent',
    title: '两米线自查',
    body: '走一遍。',
    audience: { include: [areas(...codes)] },
    questions: [{ key: 'done', kind: 'tick', text: '办了吗' }],
    answerBy: hours(10),
  });
  return orderId;
}
const receiptAt = async (orderId: string, areaCode: string) =>
  await server.city.sql<{ id: string; state: string; recipient: string; merged_into: string | null }>(
    'select id, state, recipient, merged_into from city.receipts where order_id = $1 and area_code = $2 order by recipient',
    [orderId, areaCode],
  );
const figures = async (who: Principal = people.commander) => {
  const { items } = await read<{ items: { key: string; value: number | null }[] }>('listFigures', who, {});
  return Object.fromEntries(items.map((item) => [item.key, item.value]));
};
async function agrees(): Promise<void> {
  expect(await server.city.as(server.city.system, (tx) => recountTallies(tx, orderMetrics, places.city))).toEqual([]);
  expect(await progressSays(server.city)).toEqual([]);
  await server.city.runtime.sealer.sealAll();
  expect(await server.city.runtime.sealer.verify()).toMatchObject({ intact: true });
}

describe('two communities that are merged while an order is open', () => {
  test('one desk goes on with one receipt, and no figure changes', async () => {
    const [a, b] = ['410402001301', '410402001302'];
    const first = await community(a, '甲社区');
    const second = await community(b, '乙社区');
    const orderId = await send([a, b]);
    const [ofA] = await receiptAt(orderId, a);
    const [ofB] = await receiptAt(orderId, b);
    await server.run('acknowledgeReceipt', first, { receiptId: ofA?.id });
    const before = await figures();
    const preview = await read<{ moved: { mergedReceipts: number; people: number } }>('previewAreaChange', admin(), {
      change: { kind: 'merged', codes: [a, b], into: a },
    });
    expect(preview.moved).toMatchObject({ mergedReceipts: 1, people: 1, areas: 1 });

    const done = await server.run<{ moved: object }>('mergeAreas', admin(), { codes: [a, b], into: a, name: '甲乙社区居民委员会' });
    expect(done.moved).toMatchObject({ mergedReceipts: 1, people: 1, areas: 1 });
    expect(await figures()).toEqual(before);
    await agrees();

    // What is owed stays owed: that of the desk that had not acknowledged goes on.
    const both = await receiptAt(orderId, a);
    expect(both).toMatchObject([
      { id: ofB?.id, recipient: 'desk', state: 'sent' },
      { id: ofA?.id, recipient: 'merged', merged_into: ofB?.id },
    ]);
    for (const one of [first, second]) {
      const { items } = await read<{ items: { id: string; orderId: string }[] }>('listInbox', one, { open: 'true', limit: 50 });
      expect(items.filter((item) => item.orderId === orderId).map((item) => item.id)).toEqual([ofB?.id]);
    }
    const tree = await read<{ branches: { code: string; total: number; tiles: string }[] }>('getReceiptTree', people.commander, {
      orderId,
    });
    expect(tree.branches.find((branch) => branch.code === '410402001')).toMatchObject({ total: 1, tiles: 'W' });
    expect(await read('getOrder', people.commander, { orderId })).toMatchObject({ receiptCount: 1 });

    // What a phone wrote for the other one lands on the one that goes on.
    await server.run('acknowledgeReceipt', second, { receiptId: ofA?.id });
    await server.run('answerReceipt', first, { receiptId: ofA?.id, answer: { values: { done: true } } });
    expect((await receiptAt(orderId, a))[0]).toMatchObject({ id: ofB?.id, state: 'answered' });
    expect(await read('getReceipt', first, { receiptId: ofA?.id })).toMatchObject({ id: ofB?.id, areaName: '甲乙社区' });
    await agrees();

    // Both names are found, the one that is no more says who goes on.
    for (const q of ['甲社区', '乙社区', b]) {
      const { items } = await read<{ items: { code: string }[] }>('searchAreas', first, { q, limit: 5 });
      expect(items[0]?.code, q).toBe(a);
    }
    expect(await read('getArea', first, { code: b })).toMatchObject({
      successor: { code: a, shortName: '甲乙社区' },
      may: { change: false },
    });
    const { items } = await read<{ items: { kind: string; from: object[] }[] }>('listAreaChanges', first, { code: a });
    expect(items).toMatchObject([
      { kind: 'merged', from: [{ code: a, name: '甲社区居民委员会' }, { code: b }], to: [{ name: '甲乙社区居民委员会' }] },
    ]);
    await expect(send([b])).resolves.toBeTypeOf('string');
  });

  test('the journal of both is the journal of the one, and of nobody beside', async () => {
    const [a, b] = ['410402001303', '410403001304'];
    const first = await community(a, '丙社区');
    const second = await community(b, '丁社区');
    const neighbour = await server.city.principal('dutyOfficer', '410402001');
    const orderId = await send([b]);
    const [ofB] = await receiptAt(orderId, b);
    await server.run('acknowledgeReceipt', second, { receiptId: ofB?.id });
    await server.city.runtime.sealer.sealAll();
    const seen = async (who: Principal) =>
      (await read<{ items: { type: string }[] }>('listFeed', who, { orderId, limit: 50 })).items.map((item) => item.type).sort();
    expect(await seen(first)).toEqual([]);
    const of = await seen(second);
    expect(of).toContain('receipt.acknowledged');
    await server.run('mergeAreas', admin(), { codes: [a, b], into: a });
    await server.city.runtime.sealer.sealAll();
    for (const who of [first, second, neighbour]) expect(await seen(who), who.areaCode ?? '').toEqual(of);
    const feed = await read<{ items: { type: string; areaName: string }[] }>('listFeed', first, { limit: 50 });
    expect(feed.items.find((item) => item.type === 'receipt.acknowledged')?.areaName).toBe('丁社区');
    // The area that it left keeps what it saw; the one beside never sees it.
    expect(await seen(people.neighbour)).toEqual(of);
    expect(await seen(callers.communitySecretary.principal as Principal)).toEqual([]);
    expect(follow(server.city.runtime, second).areaCode).toBe(a);
    await agrees();
  });
});

describe('a subtree that gets another code', () => {
  test('takes grids, people, orders and figures along; commands written for the old codes land', async () => {
    const town = '410403105';
    await server.run('importAreas', server.city.system, {
      csv: `code,name\n${town},搬家镇\n${town}001,搬一社区居民委员会\n${town}201,搬二村村民委员会`,
    });
    const grid = await server.run<{ code: string }>('addGrid', server.city.system, { code: `${town}001`, name: '一网格' });
    const desk = await server.city.principal('dutyOfficer', town);
    const below = await server.city.principal('communitySecretary', `${town}001`);
    const worker = await server.city.principal('gridWorker', grid.code);
    const orderId = await send([`${town}001`, town]);
    const own = await send([`${town}001`, grid.code], desk);
    const [receipt] = await receiptAt(orderId, `${town}001`);
    await server.run('delegateReceipt', below, { receiptId: receipt?.id, orderId: newId(), areaCodes: [grid.code] });
    const before = await figures();
    const ofDistrict = await figures(people.neighbour);

    const to = '410402166';
    const done = await server.run<{ moved: object }>('recodeArea', admin(), { code: town, newCode: to });
    expect(done.moved).toMatchObject({ areas: 4, people: 3, desks: 3, mergedReceipts: 0, runningOrders: 2 });
    expect(await figures()).toEqual(before);
    await agrees();
    expect((await figures(people.neighbour)).receiptsSent).toBe((ofDistrict.receiptsSent as number) - 5);
    const list = await read<{ items: { code: string }[] }>('listAreas', people.commander, { under: to, downTo: 'grid' });
    expect(list.items.map((area) => area.code)).toEqual([to, `${to}001`, `${to}001001`, `${to}201`]);

    // The session is of before: it follows with the next request.
    const inbox = await read<{ items: { orderId: string; areaCode: string }[] }>('listInbox', worker, { open: 'true', limit: 10 });
    expect(inbox.items.map((item) => item.areaCode)).toEqual([`${to}001001`, `${to}001001`]);
    await server.run('issueOrder', desk, {
      orderId: newId(),
      urgency: 'urgent',
      title: '离线时写的',
      body: '写给旧代码。',
      audience: { include: [areas(`${town}001`)] },
    });
    const [last] = await server.city.sql<{ number: number; issuer_code: string }>(
      'select number, issuer_code from city.orders where title = $1',
      ['离线时写的'],
    );
    expect(last).toEqual({ number: 2, issuer_code: to });
    expect(await read('getOrder', desk, { orderId: own })).toMatchObject({ id: own });
    expect(await read('getOrder', callers.dutyOfficer.principal as Principal, { orderId: own })).toMatchObject({ id: own });

    // It may be taken back: a code is given again to nobody else.
    await expect(server.run('recodeArea', admin(), { code: '410402001', newCode: town })).rejects.toMatchObject({
      code: 'area.code-taken',
    });
    await server.run('recodeArea', admin(), { code: to, newCode: town });
    expect(await figures()).toEqual({
      ...before,
      ordersIssued: (before.ordersIssued as number) + 1,
      receiptsSent: (before.receiptsSent as number) + 1,
    });
    expect(await figures(people.neighbour)).toMatchObject({ receiptsSent: (ofDistrict.receiptsSent as number) + 1 });
    await agrees();
    expect(
      (await read<{ items: { kind: string }[] }>('listAreaChanges', desk, { code: `${town}001` })).items.map((item) => item.kind),
    ).toEqual(['recoded', 'recoded']);
  });
});

describe('an area that is split', () => {
  test('gives grids and people to the new one; open receipts stay, unless they are said to go', async () => {
    const code = '410402001310';
    const secretary = await community(code, '大社区');
    const second = await server.city.principal('communitySecretary', code, { name: '副书记' });
    const grids = [];
    for (const name of ['一', '二', '三'])
      grids.push((await server.run<{ code: string }>('addGrid', server.city.system, { code, name })).code);
    const worker = await server.city.principal('gridWorker', grids[2] as string);
    const orderId = await send([code, ...grids]);
    const [ofGrid] = await receiptAt(orderId, grids[2] as string);
    await server.run('answerReceipt', worker, { receiptId: ofGrid?.id, answer: { values: { done: true } } });
    const before = await figures();
    const newCode = '410402001311';
    const done = await server.run<{ moved: object }>('splitArea', admin(), {
      code,
      newCode,
      name: '小社区居民委员会',
      children: [grids[2]],
      assignmentIds: [second.assignmentId],
    });
    expect(done.moved).toMatchObject({ areas: 1, people: 1 });
    expect(await figures()).toEqual(before);
    await agrees();
    expect(await receiptAt(orderId, code)).toMatchObject([{ recipient: 'desk', state: 'sent' }]);
    expect(await receiptAt(orderId, newCode)).toEqual([]);
    expect(await receiptAt(orderId, `${newCode}003`)).toMatchObject([{ id: ofGrid?.id, state: 'answered' }]);
    const after = await figures({ ...secretary, areaCode: newCode });
    expect(after).toMatchObject({ receiptsSent: 1, receiptsAnswered: 1, receiptsAcknowledged: 1 });

    await server.run('splitArea', admin(), {
      code: newCode,
      newCode: '410402001312',
      name: '又一社区居民委员会',
      children: [`${newCode}003`],
      openReceipts: 'move',
    });
    expect(await figures()).toEqual(before);
    await agrees();
  });
});

describe('what cannot be', () => {
  test.each([
    ['renameArea', { code: places.shubei, name: '曙北社区居民委员会' }, 'area.unchanged'],
    ['renameArea', { code: '410499', name: '没有区' }, 'area.unknown'],
    ['recodeArea', { code: places.shubei, newCode: '410402001' }, 'area.code-level'],
    ['recodeArea', { code: places.shubei, newCode: '410402777001' }, 'area.code-parent'],
    ['recodeArea', { code: places.shubei, newCode: places.tianhuyuan }, 'area.code-taken'],
    ['recodeArea', { code: places.shubei, newCode: places.shubei }, 'area.unchanged'],
    ['recodeArea', { code: places.city, newCode: '4105' }, 'not-permitted'],
    ['recodeArea', { code: places.shubei, newCode: '410502001001' }, 'not-permitted'],
    ['mergeAreas', { codes: [places.shubei, places.shubei], into: places.shubei }, 'area.merge-itself'],
    ['mergeAreas', { codes: [places.shubei, places.jiaodian], into: places.shubei }, 'area.merge-levels'],
    ['mergeAreas', { codes: [places.shubei, places.yugou], into: places.jiaodian }, 'area.code-level'],
    ['mergeAreas', { codes: [places.shubei, places.yugou], into: places.tianhuyuan }, 'area.code-taken'],
    ['splitArea', { code: places.shubei, newCode: '410402001888', name: '新', children: [places.yugou] }, 'area.not-below'],
    ['splitArea', { code: places.shubei, newCode: '410402001888', name: '新', assignmentIds: [newId()] }, 'area.not-of-desk'],
    ['splitArea', { code: places.city, newCode: '4104', name: '新' }, 'area.whole-city'],
  ] as const)('%s %j is refused as %s', async (name, input, code) => {
    await expect(server.run(name, admin(), input)).rejects.toMatchObject({ code });
  });

  test('an area that is no more is not changed, nor begun again by an old file', async () => {
    await community('410402001320', '旧社区');
    await server.run('recodeArea', admin(), { code: '410402001320', newCode: '410402001321' });
    await expect(server.run('renameArea', admin(), { code: '410402001320', name: '再改' })).resolves.toMatchObject({
      to: [{ code: '410402001321' }],
    });
    const report = await server.run<{ added: number; errors: { code: string }[] }>('importAreas', server.city.system, {
      csv: 'code,name\n410402001320,旧社区居民委员会\n410402001320001,网格',
      goodRowsOnly: true,
    });
    expect(report).toMatchObject({ added: 0, errors: [{ code: 'row.code-former' }, { code: 'row.code-former' }] });
  });
});
