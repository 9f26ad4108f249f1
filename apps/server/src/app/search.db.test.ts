import type { Hit } from '@muster/contract/search/search.operations';
import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { activateIncident } from '../features/incidents/commands/activate-incident.ts';
import { answerReceipt } from '../features/orders/commands/answer-receipt.ts';
import { issueOrder } from '../features/orders/commands/issue-order.ts';
import { listOrders } from '../features/orders/orders.views.ts';
import { addPerson } from '../features/people/commands/add-person.ts';
import { makeEntries } from '../features/search/index.ts';
import { searchAll } from '../features/search/search.view.ts';
import { newId } from '../platform/ids.ts';
import type { Principal } from '../platform/principal.ts';
import { entrySources, searchSources } from './features.ts';

const search = searchAll(searchSources);
let city: TestCity;
let unitId: string;
const who: Record<string, Principal> = {};
const orders: Record<string, string> = {};

const desk = (...codes: string[]) => ({ include: [{ kind: 'areas' as const, codes }], except: [] });
async function issue(name: string, by: Principal, words: { title: string; body?: string; audience?: object; urgency?: string }) {
  const orderId = newId(city.clock.now().getTime());
  await city.run(issueOrder, by, {
    orderId,
    urgency: (words.urgency ?? 'urgent') as 'urgent',
    title: words.title,
    body: words.body ?? '今天中午前走一遍。',
    audience: (words.audience ?? desk(places.tianhuyuan)) as ReturnType<typeof desk>,
    questions: [{ key: 'how', kind: 'text', text: '怎么样', perArea: false, required: true }],
    answerBy: new Date(city.clock.now().getTime() + 6 * 3_600_000).toISOString(),
  });
  orders[name] = orderId;
  city.clock.advance({ minutes: 1 });
}
async function answer(name: string, by: Principal, text: string) {
  const [receipt] = await city.sql<{ id: string }>(
    `select id from city.receipts where order_id = $1 and (area_code = $2 or unit_id = $3)`,
    [orders[name], by.areaCode, by.unitId],
  );
  await city.run(answerReceipt, by, { receiptId: receipt?.id ?? '', answer: { values: { how: text } } });
}

beforeAll(async () => {
  city = await testCity();
  unitId = newId();
  await city.sql(`insert into city.units (id, name, area_code) values ($1, '市水务局', '4104')`, [unitId]);
  for (const [name, role, place] of [
    ['city', 'dutyOfficer', places.city],
    ['xinhua', 'dutyOfficer', places.xinhua],
    ['weidong', 'dutyOfficer', places.weidong],
    ['jiaodian', 'dutyOfficer', places.jiaodian],
    ['tianhuyuan', 'communitySecretary', places.tianhuyuan],
    ['yugou', 'communitySecretary', places.yugou],
    ['grid', 'gridWorker', places.tianhuyuan],
    ['supervisor', 'supervisor', places.xinhua],
    ['auditor', 'auditor', places.city],
    ['volunteer', 'volunteer', places.tianhuyuan],
  ] as const)
    who[name] = await city.principal(role, place);
  who.liaison = await city.principal('unitLiaison', null, { unitId });
  await city.run(activateIncident, who.city as Principal, { incidentId: newId(), name: '2022年5月疫情', level: 'II', isDrill: false });
  await issue('all', who.city as Principal, {
    title: '连夜核酸检测',
    body: "水杯自带 100%_的'人",
    audience: { include: [{ kind: 'areasAtLevel', level: 'community', under: places.city }], except: [] },
  });
  await issue('east', who.weidong as Principal, { title: '东环消杀', body: '核酸点消杀一遍', audience: desk(places.donghuan) });
  await issue('west', who.xinhua as Principal, {
    title: '天湖苑门岗',
    body: '夜间门岗两人',
    audience: desk(places.tianhuyuan),
    urgency: 'immediate',
  });
  await issue('units', who.city as Principal, {
    title: '供水保障',
    body: '转供水车',
    audience: { include: [{ kind: 'units', unitIds: [unitId] }], except: [] },
  });
  await answer('west', who.tianhuyuan as Principal, '门岗两人已到，缺帐篷一顶');
  await answer('units', who.liaison as Principal, '两辆供水车已出发');
  await answer('all', who.yugou as Principal, '全村已检完');
});
afterAll(() => city.stop());

async function found(name: string, q: string, more: object = {}): Promise<Record<string, string[]>> {
  const { groups } = await city.read(search, who[name] as Principal, { q, limit: 20, ...more });
  const names = new Map(Object.entries(orders).map(([key, id]) => [id, key]));
  return Object.fromEntries(
    groups
      .filter((group) => group.items.length > 0)
      .map((group) => [group.kind, group.items.map((hit: Hit) => (hit.orderId ? (names.get(hit.orderId) ?? '?') : hit.id))]),
  );
}

describe('what is found', () => {
  test('any part of title, body, audience, issuer or answer, by one letter, two or many, and by pinyin initials', async () => {
    for (const q of ['核', '核酸', '夜核酸检', 'hs', 'hsjc', 'lyhsjc', 'h', '连夜 检测', '水杯', '水杯 核酸'])
      expect([q, (await found('city', q)).order]).toEqual([q, expect.arrayContaining(['all'])]);
    expect((await found('city', '门岗两人已到')).answer).toEqual(['west']);
    expect((await found('city', '卫东区指挥部')).order).toEqual(['east']);
    expect((await found('city', 'wdq')).order).toEqual(['east']);
    expect(await found('city', '不存在的词')).toEqual({});
    expect((await found('city', '焦店')).area).toEqual([places.jiaodian]);
  });

  test('by its number: alone, with the stem, in full; and not the order that begins with it', async () => {
    const numbers = await city.sql<{ id: string; number: number; number_text: string }>('select id, number, number_text from city.orders');
    for (const { id, number, number_text } of numbers) {
      const name = Object.keys(orders).find((key) => orders[key] === id) as string;
      const stem = number_text.split('〔')[0];
      expect((await found('city', number_text)).order).toEqual([name]);
      expect((await found('city', `${stem}${number}`)).order).toEqual([name]);
      expect((await found('city', `${number}号`)).order).toContain(name);
      expect((await found('city', String(number))).order?.slice(0, 3)).toContain(name);
    }
  });

  test('letters that mean something to a database mean nothing here', async () => {
    for (const q of ['%', '_', "'", '100%_', "的'人"]) expect([q, (await found('city', q)).order]).toEqual([q, ['all']]);
    for (const q of ['\\', '\\\\', '%核%', '{', '}', '","', '~subject~order', '$1', 'null'])
      expect([q, (await found('city', q)).order]).toEqual([q, undefined]);
  });

  test('what is marked is what was sought, in the text as it is written', async () => {
    const { groups } = await city.read(search, who.city as Principal, { q: '门岗', limit: 20 });
    const hits = groups.flatMap((group) => group.items);
    expect(hits.length).toBeGreaterThan(1);
    for (const { title, excerpt } of hits)
      for (const each of [title, excerpt])
        for (const [start, length] of each?.marks ?? []) expect(each?.text.slice(start, start + length)).toBe('门岗');
  });

  test('newest first, page after page, nothing twice and nothing left out', async () => {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const { groups } = await city.read(search, who.city as Principal, {
        q: '指',
        kind: 'order',
        limit: 1,
        ...(cursor ? { cursor } : {}),
      });
      ids.push(...(groups[0]?.items.map((hit) => hit.id) ?? []));
      cursor = groups[0]?.nextCursor ?? undefined;
    } while (cursor);
    expect(ids).toEqual([orders.units, orders.west, orders.east, orders.all]);
  });

  test('a person by name or initials, by whoever manages him; never by more of his number than lists show', async () => {
    const personId = newId();
    await city.run(addPerson, who.xinhua as Principal, {
      personId,
      name: '曾庆红',
      mobile: '13800001234',
      memberCategory: 'staff',
      areaCode: places.tianhuyuan,
    });
    for (const q of ['曾', '庆红', 'zqh', 'cqh']) expect([q, (await found('xinhua', q)).person]).toEqual([q, [personId]]);
    expect((await found('city', '曾庆红')).person).toEqual([personId]);
    for (const name of ['weidong', 'yugou', 'grid', 'volunteer'])
      expect([name, (await found(name, '曾庆红')).person]).toEqual([name, undefined]);
    expect((await found('city', '13800001234')).person).toBeUndefined();
  });
});

describe('nobody finds what he does not see', () => {
  const all = ['all', 'east', 'west', 'units'];
  const sees: Record<string, string[]> = {
    city: all,
    xinhua: ['all', 'west'],
    weidong: ['all', 'east'],
    jiaodian: ['all', 'west'],
    tianhuyuan: ['all', 'west'],
    yugou: ['all'],
    grid: ['all', 'west'],
    supervisor: ['all', 'west'],
    volunteer: ['all', 'west'],
    liaison: ['units'],
    auditor: [],
  };
  const answers: Record<string, string[]> = {
    city: ['all', 'units', 'west'],
    xinhua: ['all', 'west'],
    jiaodian: ['all', 'west'],
    supervisor: ['all', 'west'],
    tianhuyuan: ['west'],
    grid: ['west'],
    volunteer: ['west'],
    yugou: ['all'],
    weidong: [],
    liaison: ['units'],
    auditor: [],
  };

  test('each role finds exactly the orders and answers that it sees, whatever the word', async () => {
    for (const [name, seen] of Object.entries(sees)) {
      // Every text has one of these.
      const orderIds = new Set<string>();
      const answered = new Set<string>();
      for (const q of ['指', '一', '人', '车', '检', '号', '2']) {
        const groups = await found(name, q);
        for (const order of groups.order ?? []) orderIds.add(order);
        for (const order of groups.answer ?? []) answered.add(order);
      }
      expect([name, [...orderIds].sort()]).toEqual([name, [...seen].sort()]);
      expect([name, [...answered].sort()]).toEqual([name, [...(answers[name] as string[])].sort()]);
    }
  });

  test('an entry is not read past its policy, whatever is sought', async () => {
    for (const [name, seen] of Object.entries(sees)) {
      if (name === 'auditor') continue;
      const rows = await city.as(who[name] as Principal, (tx) =>
        tx.selectFrom('search_entries').select(['subject', 'subject_id']).where('subject', '=', 'order').execute(),
      );
      expect([name, rows.length]).toEqual([name, seen.length]);
    }
  });
});

describe('the list of orders', () => {
  const list = async (name: string, input: object) =>
    (await city.read(listOrders, who[name] as Principal, { limit: 50, ...input })).items.map((item) =>
      Object.keys(orders).find((key) => orders[key] === item.id),
    );

  test('is searched and narrowed by urgency, state, issuer, days, mine and received, alone and together', async () => {
    expect(await list('city', { q: '核酸' })).toEqual(['east', 'all']);
    expect(await list('city', { q: '核酸', issuer: places.weidong })).toEqual(['east']);
    expect(await list('city', { q: '核酸', mine: 'true' })).toEqual(['all']);
    expect(await list('tianhuyuan', { received: 'true' })).toEqual(['west', 'all']);
    expect(await list('tianhuyuan', { received: 'true', q: '门岗' })).toEqual(['west']);
    expect(await list('xinhua', { received: 'true' })).toEqual([]);
    expect(await list('city', { urgency: 'immediate', q: '门岗' })).toEqual(['west']);
    expect(await list('city', { urgency: 'routine', q: '门岗' })).toEqual([]);
    expect(await list('city', { q: '指', state: 'closed' })).toEqual([]);
    const day = city.clock.now().toISOString().slice(0, 10);
    expect(await list('city', { q: '指', from: day, to: day })).toHaveLength(4);
    expect(await list('city', { q: '指', from: '2030-01-01' })).toEqual([]);
    expect(await list('city', { q: '指', to: '2020-01-01' })).toEqual([]);
    expect(await list('city', { from: '2030-01-01' })).toEqual([]);
    expect(await list('liaison', { received: 'true' })).toEqual(['units']);
  });
});

test('an answer that takes the place of another is found by what it says now', async () => {
  await answer('all', who.yugou as Principal, '还差三户');
  expect((await found('city', '还差三户')).answer).toEqual(['all']);
  expect((await found('city', '全村已检完')).answer).toBeUndefined();
});

test('entries that were lost are made again, the same, and only when a newer kind of them is known', async () => {
  const entries = () =>
    city.sql(
      'select subject, subject_id, at, seen_by, words, keys from city.search_entries where subject <> $1 order by subject, subject_id',
      ['person'],
    );
  const sorted = async () => (await entries()).map((row) => ({ ...row, keys: [...row.keys].sort(), seen_by: [...row.seen_by].sort() }));
  const before = await sorted();
  const inCity = <T>(run: Parameters<TestCity['as']>[1]) => city.as(city.system, run) as Promise<T>;
  expect(await makeEntries(entrySources, inCity)).toBe(0);
  await city.sql('delete from city.search_entries');
  await city.sql('delete from city.search_versions');
  await makeEntries(entrySources, inCity);
  expect(await sorted()).toEqual(before);
  expect(await makeEntries(entrySources, inCity)).toBe(0);
});
