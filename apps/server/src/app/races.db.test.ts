import type { OperationName } from '@muster/contract/operations';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { orderMetrics, orderTasks } from '../features/orders/index.ts';
import { recountTallies } from '../features/tallies/index.ts';
import { newId } from '../platform/ids.ts';
import type { Principal } from '../platform/principal.ts';
import { Problem } from '../platform/problem.ts';
import { areas, callers, castCity, people, server } from './cast-city.fixture.ts';
import { reactions } from './features.ts';
import { pick, randomOf } from './malformed.fixture.ts';
import { createReactor } from './reactor.ts';
import { runCommand } from './run-command.ts';

/** Desks enough that many act at the same moment. */
const codes = Array.from({ length: 24 }, (_, i) => `4104020013${String(10 + i)}`);
const desks: Record<string, Principal> = {};

beforeAll(async () => {
  await castCity();
  const { city } = server;
  await server.run('importAreas', city.system, {
    csv: ['code,name', ...codes.map((code, i) => `${code},第${i}社区居民委员会`)].join('\n'),
  });
  for (const code of codes) desks[code] = await city.principal('communitySecretary', code);
});
afterAll(() => server.stop());

async function deadlocks(): Promise<number> {
  // Sessions report their statistics when they are idle; asked for by force, what happened is in them.
  await server.city.sql('select pg_stat_force_next_flush()');
  const [row] = await server.city.sql<{ n: number }>('select deadlocks::int as n from pg_stat_database where datname = current_database()');
  return row?.n ?? 0;
}

describe('many who act at the same moment on the same orders', () => {
  test('never wait for each other in a circle, and what is kept beside the records stays what they say', async () => {
    const { city } = server;
    const random = randomOf(Number(process.env.MUSTER_ATTACK_SEED ?? 3));
    const reactor = createReactor(city.runtime, reactions, { add: async () => {} }, (fault) => {
      throw new Error(fault);
    });
    const tasks = orderTasks(
      (command, input) => runCommand(city.runtime, city.system, command, input as never),
      (principal, command, input) => runCommand(city.runtime, principal, command, input as never),
    );
    const refused = new Map<string, number>();
    for (let round = 0; round < 8; round++) {
      const orders: { id: string; receipts: { id: string; area_code: string }[] }[] = [];
      for (let i = 0; i < 2; i++) {
        const orderId = newId();
        const answerBy = new Date(city.clock.now().getTime() + 6 * 3_600_000).toISOString();
        await server.run('issueOrder', people.commander, {
          orderId,
          urgency: 'immediate',
          title: '同时行动',
          body: '一起来。',
          audience: { include: [areas(places.xinhua, ...codes)] },
          questions: [{ key: 'done', kind: 'tick', text: '办了吗' }],
          answerBy,
        });
        orders.push({ id: orderId, receipts: await city.sql('select id, area_code from city.receipts where order_id = $1', [orderId]) });
      }
      city.clock.advance({ minutes: 40 });
      const acts: (() => Promise<unknown>)[] = [];
      const act = (name: OperationName, who: Principal, input: object) => acts.push(() => server.run(name, who, input));
      for (const order of orders) {
        for (const { id, area_code } of order.receipts) {
          const who = desks[area_code] ?? (callers.dutyOfficer.principal as Principal);
          act('confirmDelivery', who, {
            receiptIds: orders.map((one) => one.receipts.find((receipt) => receipt.area_code === area_code)?.id),
          });
          act('openReceipt', who, { receiptId: id });
          act(pick(random, ['acknowledgeReceipt', 'answerReceipt'] as const), who, { receiptId: id, answer: { values: { done: true } } });
          act('answerReceipt', who, { receiptId: id, answer: { values: { done: true } } });
          if (random() < 0.3)
            act('acknowledgeReceipts', who, {
              receipts: orders
                .map((one) => one.receipts.find((receipt) => receipt.area_code === area_code)?.id)
                .map((receiptId) => ({ receiptId, revision: 1 })),
            });
          if (area_code === places.xinhua) {
            act('delegateReceipt', who, { receiptId: id, orderId: newId(), areaCodes: codes.slice(0, 12) });
            act('passOnChange', who, { receiptId: id });
          }
        }
        for (let i = 0; i < 3; i++) {
          act('acceptAnswers', people.commander, { orderId: order.id });
          act('remindReceipts', people.commander, { orderId: order.id });
          act('escalateOrder', people.commander, { orderId: order.id });
          for (const task of tasks) acts.push(() => task.run({ orderId: order.id, limit: 'acknowledge', depth: 1 } as never));
        }
        // Two at once, of one version: one is done.
        for (const body of ['再走一遍。', '不用走了。'])
          act('amendOrder', people.commander, { orderId: order.id, version: 1, body, reason: '情况变了', add: [areas(places.yugou)] });
        if (round % 2 === 1) act('closeOrder', people.commander, { orderId: order.id, version: 1, closeOpen: true, note: '办结' });
      }
      for (const code of codes.slice(0, 8))
        act('setDuty', desks[code] as Principal, { assignmentId: desks[code]?.assignmentId, onDuty: round % 2 === 0 });
      acts.push(async () => {
        await city.runtime.sealer.sealAll();
        await reactor.settle();
      });
      const shuffled = acts.map((work) => ({ work, at: random() })).sort((a, b) => a.at - b.at);
      await Promise.all(
        shuffled.map(({ work }) =>
          work().catch((error: unknown) => {
            if (!(error instanceof Problem)) throw error;
            // A conflict that names neither a state nor a person would be a database that gave up, not a colleague who was first.
            if (error.code === 'state.moved-on' && !('state' in error.params)) refused.set('gave up', (refused.get('gave up') ?? 0) + 1);
          }),
        ),
      );
      await city.runtime.sealer.sealAll();
      await reactor.settle();
    }
    expect([...refused]).toEqual([]);
    expect(await deadlocks()).toBe(0);
    expect(await city.as(city.system, (tx) => recountTallies(tx, orderMetrics, places.city))).toEqual([]);
    const wrong = await city.sql(`select p.order_id, p.area_code from city.order_progress p join (
        select order_id, left(area_code, 9) as area_code, count(*) as total, count(*) filter (where change_by is not null) as changed,
          count(*) filter (where state in ('sent', 'delivered', 'opened') and change_by is null) as unacknowledged,
          count(*) filter (where settled_at is null and state in ('acknowledged', 'delegated', 'sentBack') and change_by is null) as in_hand,
          count(*) filter (where state = 'answered' and change_by is null) as for_review, count(*) filter (where settled_at is not null) as done,
          count(*) filter (where escalated_at is not null and settled_at is null) as escalated
        from city.receipts group by 1, 2) r using (order_id, area_code)
      where (p.total, p.unacknowledged, p.changed, p.in_hand, p.for_review, p.done, p.escalated) is distinct from (r.total, r.unacknowledged, r.changed, r.in_hand, r.for_review, r.done, r.escalated)`);
    expect(wrong).toEqual([]);
    // Of two amendments of one version one is done, and every act beside it met the order before or after it, never half of it.
    const twice = await city.sql('select order_id from city.order_revisions where revision = 2 group by 1 having count(*) > 1');
    expect(twice).toEqual([]);
    const [amended] = await city.sql<{ n: number }>("select count(*)::int as n from city.events where type = 'order.amended'");
    expect(amended?.n).toBeGreaterThan(4);
    const torn =
      await city.sql(`select r.id, r.state from city.receipts r join city.orders o on o.id = r.order_id where r.revision <> o.revision
      or (r.change_by is not null and r.change_by <> o.change_by)`);
    expect(torn).toEqual([]);
  });
});
