import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderMetrics } from '../features/orders/index.ts';
import { recountTallies } from '../features/tallies/index.ts';
import { newId } from '../platform/ids.ts';
import type { Principal } from '../platform/principal.ts';
import { Problem } from '../platform/problem.ts';
import { areas, callers, castCity, people, server } from './cast-city.fixture.ts';
import { progressSays } from './progress.fixture.ts';

const codes = Array.from({ length: 12 }, (_, i) => `4104030013${String(10 + i)}`);
const desks: Record<string, Principal> = {};

beforeAll(async () => {
  await castCity();
  const csv = ['code,name', ...codes.map((code, i) => `${code},第${i}社区居民委员会`)].join('\n');
  await server.run('importAreas', server.city.system, { csv });
  for (const code of codes) {
    desks[code] = await server.city.principal('communitySecretary', code);
    await server.run('addGrid', server.city.system, { code, name: '网格' });
  }
});
afterAll(() => server.stop());

const deadlocks = async () => {
  await server.city.sql('select pg_stat_force_next_flush()');
  return (await server.city.sql<{ n: number }>('select deadlocks::int as n from pg_stat_database where datname = current_database()'))[0]
    ?.n;
};

test('acknowledging, issuing, delegating, closing and adding people while areas are merged and re-coded: nobody loses, nobody waits in a circle', async () => {
  const { city } = server;
  const admin = callers.systemAdministrator.principal as Principal;
  const send = async (by: Principal, to: string[]) => {
    const orderId = newId();
    const answerBy = new Date(city.clock.now().getTime() + 20 * 3_600_000).toISOString();
    await server.run('issueOrder', by, {
      orderId,
      urgency: 'immediate',
      title: '同时',
      body: '一起来。',
      audience: { include: [areas(...to)] },
      questions: [{ key: 'done', kind: 'tick', text: '办了吗' }],
      answerBy,
    });
    return orderId;
  };
  const done: { name: string; id: string }[] = [];
  const refused: string[] = [];
  for (let round = 0; round < 5; round++) {
    const orderId = await send(people.commander, codes);
    const receipts = await city.sql<{ id: string; area_code: string }>('select id, area_code from city.receipts where order_id = $1', [
      orderId,
    ]);
    const acts: [string, () => Promise<unknown>][] = [];
    const act = (name: string, id: string, work: () => Promise<unknown>) => acts.push([`${name} ${id}`, work]);
    for (const { id, area_code } of receipts) {
      const who = Object.values(desks).find(
        (desk) => city.runtime.city.former?.present(desk.areaCode as string) === area_code,
      ) as Principal;
      act('acknowledge', id, () => server.run('acknowledgeReceipt', who, { receiptId: id }));
      act('answer', id, () => server.run('answerReceipt', who, { receiptId: id, answer: { values: { done: true } } }));
      act('delegate', id, () => server.run('delegateReceipt', who, { receiptId: id, orderId: newId(), areaCodes: [`${area_code}001`] }));
    }
    // Written for the codes that there were at the beginning.
    for (const desk of [people.commander, people.neighbour]) for (let i = 0; i < 3; i++) act('issue', newId(), () => send(desk, codes));
    act('close', orderId, () => server.run('closeOrder', people.commander, { orderId, version: 1, closeOpen: true, note: '办结' }));
    for (const code of codes.slice(0, 4))
      act('person', newId(), () => server.run('addPerson', people.neighbour, { personId: newId(), name: '新人', areaCode: code }));
    for (const [i, code] of codes.slice(2, 8).entries()) {
      const compoundId = newId();
      act('compound', compoundId, async () => {
        await server.run('addCompound', people.neighbour, { compoundId, communityCode: code, name: `第${round}苑${i}`, kind: 'managed' });
        // The change may have come between the two: the compound, and with it the patch, belongs to where it is now.
        const parts = [{ compoundId, buildingId: null, unit: null }];
        await server.run('definePatch', people.neighbour, { patchId: newId(), communityCode: code, name: `第${round}片${i}`, parts });
      });
    }
    // By the codes that stand in the file: refused as a whole, row by row, where one is no more.
    const rows = codes.map((code, i) => `入册${i},1390000${round}${100 + i},网格员,${code},,`);
    const csv = ['name,mobile,role,areaCode,unit,title', ...rows].join('\n');
    act('import', newId(), () => server.run('importPeople', people.neighbour, { csv }));
    const [a, b] = [codes[2 * round] as string, codes[2 * round + 1] as string];
    act('change', 'merge', () => server.run('mergeAreas', admin, { codes: [a, b], into: a }));
    act('change', 'recode', () => server.run('recodeArea', admin, { code: codes[11] as string, newCode: `4104030018${10 + round}` }));
    const shuffled = acts
      .map((one) => ({ one, at: Math.sin(one[0].length * 7919 + acts.indexOf(one) * 104729 + round) }))
      .sort((x, y) => x.at - y.at);
    await Promise.all(
      shuffled.map(async ({ one: [name, work] }) => {
        try {
          await work();
          done.push({ name: name.split(' ')[0] as string, id: name });
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          // Codes in a file are told back as they stand there, and nothing of it was stored.
          if (name.startsWith('import') && error.code === 'area.unknown') {
            done.push({ name: 'import', id: name });
            return;
          }
          // A conflict without a state would be a database that gave up.
          if (
            (!name.startsWith('acknowledge') && !name.startsWith('answer') && !name.startsWith('delegate')) ||
            (error.code === 'state.moved-on' && !('state' in error.params))
          )
            refused.push(`${name}: ${error.code}`);
        }
      }),
    );
  }
  expect(refused).toEqual([]);
  expect(await deadlocks()).toBe(0);
  for (const name of ['acknowledge', 'answer', 'delegate', 'issue', 'close', 'person', 'compound', 'import', 'change'])
    expect(done.filter((one) => one.name === name).length, name).toBeGreaterThan(0);
  expect(await city.as(city.system, (tx) => recountTallies(tx, orderMetrics, places.city))).toEqual([]);
  expect(await progressSays(city)).toEqual([]);
  // Nothing stands in an area that is no more.
  const areaColumn: Record<string, string> = { orders: 'issuer_code', compounds: 'community_code', patches: 'community_code' };
  for (const table of ['receipts', 'persons', 'assignments', 'compounds', 'patches', 'orders'])
    expect(
      await city.sql(
        `select t.* from city.${table} t join city.areas a on a.code = t.${areaColumn[table] ?? 'area_code'} where a.valid_to is not null`,
      ),
      table,
    ).toEqual([]);
  await city.runtime.sealer.sealAll();
  expect(await city.runtime.sealer.verify()).toMatchObject({ intact: true });
}, 120_000);
