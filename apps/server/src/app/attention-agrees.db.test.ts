import { attentionStates } from '@muster/contract/attention/attention';
import type { OperationName } from '@muster/contract/operations';
import { receiptAttention } from '@muster/contract/orders/receipt-attention';
import { isOpen, type ReceiptState, receiptStates } from '@muster/contract/orders/receipt-machine';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attentionAt, dueAt } from '../features/orders/orders.rules.ts';
import { newId } from '../platform/ids.ts';
import { ask, callers, castCity, people, server } from './cast-city.fixture.ts';

/**
 * The five states exist three times: as a projection in the contract, as conditions on columns in lists and trees, and as
 * counters that are kept. Here they are held against each other: every state × asked or not × staffed or not × escalated or
 * not, at every side of both limits.
 */
interface Made {
  id: string;
  areaCode: string;
  state: ReceiptState;
  asksAnswer: boolean;
  unstaffed: boolean;
  escalated: boolean;
  /** The order was changed after it was acknowledged, or it came with the change. */
  changed: boolean;
}
const made: Made[] = [];
const orders: { id: string; asksAnswer: boolean }[] = [];
let sentAt: Date;
const acknowledgeBy = () => new Date(sentAt.getTime() + 2 * 3_600_000);
const answerBy = () => new Date(sentAt.getTime() + 6 * 3_600_000);
const amendedAt = () => new Date(sentAt.getTime() + 30 * 60_000);
const changeBy = () => new Date(sentAt.getTime() + 2.5 * 3_600_000);
const limitsOf = (one: Made) => ({
  sentAt,
  acknowledgeBy: acknowledgeBy(),
  answerBy: one.asksAnswer ? answerBy() : null,
  changeBy: one.changed ? changeBy() : null,
  changedAt: one.changed ? amendedAt() : null,
});

beforeAll(async () => {
  await castCity();
  const { city } = server;
  // As many communities as there are combinations.
  const codes = Array.from({ length: 80 }, (_, i) => `410402001${String(300 + i)}`);
  await server.run('importAreas', city.system, {
    csv: ['code,name', ...codes.map((code, i) => `${code},第${i}社区居民委员会`)].join('\n'),
  });
  sentAt = city.clock.now();
  for (const asksAnswer of [true, false]) {
    const orderId = newId();
    await server.run('issueOrder', people.commander, {
      orderId,
      urgency: 'urgent',
      title: '各种状态',
      body: '每种一个。',
      audience: { include: [{ kind: 'areas', codes }] },
      ...(asksAnswer ? { questions: [{ key: 'done', kind: 'tick', text: '办了吗' }], answerBy: answerBy().toISOString() } : {}),
    });
    orders.push({ id: orderId, asksAnswer });
    const rows = await city.sql<{ id: string; area_code: string }>(
      'select id, area_code from city.receipts where order_id = $1 order by area_code',
      [orderId],
    );
    const facts = receiptStates.flatMap((state) =>
      [true, false].flatMap((unstaffed) =>
        [true, false].flatMap((escalated) => [true, false].map((changed) => ({ state, unstaffed, escalated, changed }))),
      ),
    );
    for (const [index, row] of rows.entries()) {
      const { state, unstaffed, escalated, changed } = facts[index] as (typeof facts)[number];
      // Without an answer asked for there is none to accept or send back.
      const to = !asksAnswer && ['answered', 'sentBack', 'accepted'].includes(state) ? 'acknowledged' : state;
      made.push({
        id: row.id,
        areaCode: row.area_code,
        state: to,
        asksAnswer,
        unstaffed,
        escalated,
        changed: changed && to !== 'closed' && to !== 'withdrawn',
      });
    }
  }
  for (const one of made) {
    const running = { ...one, ...limitsOf(one) };
    const open = isOpen(one.state, one.asksAnswer, one.changed);
    await city.sql(
      `update city.receipts set state = $2, unstaffed = $3, due_at = $4, attention_at = $5, settled_at = $6, escalated_at = $7, escalated_to = $8,
        acknowledged_at = $9, answered_at = $10, change_by = $11, changed_at = $12 where id = $1`,
      [
        one.id,
        one.state,
        one.unstaffed,
        dueAt(running),
        attentionAt(running),
        open ? null : sentAt,
        one.escalated ? sentAt : null,
        one.escalated ? '410402001' : null,
        ['sent', 'delivered', 'opened'].includes(one.state) ? null : sentAt,
        ['answered', 'accepted', 'sentBack'].includes(one.state) ? sentAt : null,
        running.changeBy,
        running.changedAt,
      ],
    );
  }
  await city.sql(`update city.order_progress p set (total, unacknowledged, changed, in_hand, for_review, done, escalated) = (
    select count(*), count(*) filter (where state in ('sent', 'delivered', 'opened') and change_by is null), count(*) filter (where change_by is not null),
      count(*) filter (where settled_at is null and state in ('acknowledged', 'delegated', 'sentBack') and change_by is null),
      count(*) filter (where state = 'answered' and change_by is null), count(*) filter (where settled_at is not null), count(*) filter (where escalated_at is not null and settled_at is null)
    from city.receipts r where r.order_id = p.order_id and left(r.area_code, 9) = p.area_code)`);
  await city.sql('update city.orders set amended_at = $1, change_by = $2', [amendedAt(), changeBy()]);
});
afterAll(() => server.stop());

/** A letter a desk, as the contract describes `tiles`. */
const stateLetters = { late: 'L', waiting: 'W', inHand: 'H', forReview: 'R', done: 'D' } as const;

const projected = (one: Made) =>
  receiptAttention(
    {
      ...one,
      ...limitsOf(one),
      acknowledgedAt: sentAt,
      answeredAt: sentAt,
      settledAt: null,
    },
    server.city.clock.now(),
  );
const read = async <T>(name: OperationName, input: object): Promise<T> => {
  const { status, body, text } = await ask(name, callers.commander, input);
  if (status !== 200) throw new Error(text);
  return body as T;
};

const minutesAfterSending = [0, 29, 59, 61, 89, 91, 120, 121, 149, 151, 359, 360, 361, 1000];
describe.each(minutesAfterSending)('%s minutes after sending', (minutes) => {
  beforeAll(async () => {
    server.city.clock.set(new Date(sentAt.getTime() + minutes * 60_000));
    // The clock runs away from the session; whoever looks has signed in just now.
    callers.commander = await server.signIn(await server.city.principal('commander', places.city));
  });

  test('a list by state holds exactly the receipts that the projection puts there', async () => {
    for (const { id: orderId } of orders) {
      const ofOrder = made.filter((one) => one.asksAnswer === orders.find((order) => order.id === orderId)?.asksAnswer);
      for (const state of attentionStates) {
        const { items } = await read<{ items: { id: string; attention: { state: string } }[] }>('listReceipts', {
          orderId,
          attention: state,
          limit: 200,
        });
        const expected = ofOrder.filter((one) => projected(one).state === state).map((one) => one.id);
        expect(items.map((item) => item.id).sort(), state).toEqual(expected.sort());
        for (const item of items) expect(item.attention.state).toBe(state);
      }
    }
  });

  test('the counters of an order and its branches, and the letters of its tree, say the same', async () => {
    for (const { id: orderId, asksAnswer } of orders) {
      const ofOrder = made.filter((one) => one.asksAnswer === asksAnswer).map((one) => ({ ...projected(one), own: one }));
      const count = (state: string) => ofOrder.filter((one) => one.state === state).length;
      const { counts } = await read<{ counts: Record<string, number> }>('getOrder', { orderId });
      for (const state of attentionStates) expect(counts[state], `${state} of ${asksAnswer}`).toBe(count(state));
      const { branches } = await read<{ branches: { code: string; tiles: string; counts: object }[] }>('getReceiptTree', { orderId });
      const branch = branches.find((one) => one.code === '410402001');
      expect(branch?.counts).toMatchObject(Object.fromEntries(attentionStates.map((state) => [state, count(state)])));
      const letters = ofOrder.map((one) => (one.state === 'late' && one.own.escalated ? 'E' : stateLetters[one.state]));
      expect([...(branch?.tiles ?? '')].sort().join('')).toBe(letters.sort().join(''));
    }
  });

  test('the mosaic shows what is late, escalated or concerns those above, and nothing that is as it should be', async () => {
    const { cells } = await read<{ cells: [string, string, number][] }>('getAttention', {});
    const now = server.city.clock.now();
    const expected = new Map<string, string>();
    for (const one of made) {
      const since = attentionAt({ ...one, ...limitsOf(one) });
      if (since === null || since > now) continue;
      const { state, escalated } = projected(one);
      const letter = state === 'late' ? (escalated ? 'E' : 'L') : 'W';
      const before = expected.get(one.areaCode);
      if (before === undefined || 'ELW'.indexOf(letter) < 'ELW'.indexOf(before)) expected.set(one.areaCode, letter);
    }
    expect(cells.filter(([code]) => code.startsWith('4104020013')).map(([code, letter]) => [code, letter])).toEqual([...expected].sort());
  });
});
