import { type OperationName, operations } from '@muster/contract/operations';
import { receiptAttention } from '@muster/contract/orders/receipt-attention';
import type { ReceiptState } from '@muster/contract/orders/receipt-machine';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { orderMetrics, orderTasks } from '../features/orders/index.ts';
import { attentionAt, dueAt } from '../features/orders/orders.rules.ts';
import { recountTallies } from '../features/tallies/index.ts';
import { newId } from '../platform/ids.ts';
import type { Principal } from '../platform/principal.ts';
import { Problem } from '../platform/problem.ts';
import type { View } from '../platform/view.ts';
import { areas, callers, castCity, people, server, units } from './cast-city.fixture.ts';
import { reactions } from './features.ts';
import { pick, randomOf } from './malformed.fixture.ts';
import { createReactor } from './reactor.ts';
import { runCommand } from './run-command.ts';

beforeAll(castCity);
afterAll(() => server.stop());

const seed = Number(process.env.MUSTER_ATTACK_SEED ?? 1);
const random = randomOf(seed);
const hour = 3_600_000;
const codes = [
  places.xinhua,
  places.jiaodian,
  places.shuguang,
  places.tianhuyuan,
  places.yugou,
  places.shubei,
  `${places.tianhuyuan}001`,
  places.donghuan,
];

interface ReceiptRow {
  id: string;
  order_id: string;
  recipient: string;
  area_code: string;
  person_id: string | null;
  state: ReceiptState;
  asks_answer: boolean;
  unstaffed: boolean;
  version: number;
  sent_at: Date;
  acknowledge_by: Date;
  answer_by: Date | null;
  due_at: Date | null;
  attention_at: Date | null;
  escalated_at: Date | null;
  acknowledged_at: Date | null;
  answered_at: Date | null;
  settled_at: Date | null;
  reminded_at: Date | null;
  revision: number;
  change_by: Date | null;
  changed_at: Date | null;
}
const receipts = () => server.city.sql<ReceiptRow>('select * from city.receipts order by id');

const read = <T>(name: OperationName, who: Principal, input: object) =>
  server.city.read(server.routes[name] as View<object, T>, who, operations[name].input.parse(input));

/** Refused is a fine answer; anything else that is thrown is a fault of ours. */
const refusals = new Map<string, number>();
async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    refusals.set(error.code, (refusals.get(error.code) ?? 0) + 1);
    return false;
  }
}

describe('a random walk of 300 commands', () => {
  let done = 0;
  beforeAll(async () => {
    const { city } = server;
    const desks: Record<string, Principal> = {
      [places.city]: people.commander,
      [places.xinhua]: callers.dutyOfficer.principal as Principal,
      [places.jiaodian]: await city.principal('dutyOfficer', places.jiaodian),
      [places.tianhuyuan]: callers.communitySecretary.principal as Principal,
      [places.yugou]: await city.principal('communitySecretary', places.yugou),
      [`${places.tianhuyuan}001`]: people.gridWorker,
      [places.weidong]: people.neighbour,
      [places.donghuan]: people.foreign,
    };
    const volunteer = callers.volunteer.principal as Principal;
    const liaison = callers.unitLiaison.principal as Principal;
    const reactor = createReactor(city.runtime, reactions, { add: async () => {} }, (fault) => {
      throw new Error(fault);
    });
    const tasks = orderTasks(
      (command, input) => runCommand(city.runtime, city.system, command, input as never),
      (principal, command, input) => runCommand(city.runtime, principal, command, input as never),
    );
    const inHours = (hours: number) => new Date(city.clock.now().getTime() + hours * hour).toISOString();
    const run = (name: OperationName, who: Principal, input: object) =>
      attempt(() => server.run(name, who, random() < 0.4 ? { doneAt: inHours(-random() * 20), ...input } : input));

    for (let step = 0; done < 300 && step < 3000; step++) {
      const rows = await receipts();
      const orders = await city.sql<{ id: string; issuer_code: string; version: number; parent_order_id: string | null }>(
        `select id, issuer_code, version, parent_order_id from city.orders where state = 'issued' order by id`,
      );
      const answered = rows.filter((row) => row.state === 'answered');
      const receipt = pick(random, answered.length > 0 && random() < 0.2 ? answered : rows);
      const waiting = random() < 0.3 ? pick(random, answered)?.order_id : undefined;
      const order = orders.find((one) => one.id === waiting) ?? pick(random, orders);
      const holder =
        receipt && (receipt.recipient === 'person' ? volunteer : receipt.recipient === 'unit' ? liaison : desks[receipt.area_code]);
      const issuer = order && desks[order.issuer_code];
      const dice = random();
      if (!receipt || !order || dice < 0.06) {
        const by = pick(random, [people.commander, people.commander, desks[places.xinhua], desks[places.tianhuyuan]] as Principal[]);
        const asks = random() < 0.6;
        const mine = codes.filter((code) => code.startsWith(by.areaCode as string) && code !== by.areaCode);
        const input = {
          orderId: newId(),
          urgency: pick(random, ['routine', 'urgent', 'immediate']),
          title: '两米线自查',
          body: '走一遍。',
          audience: {
            include: [
              areas(...mine.filter(() => random() < 0.6), mine[0] as string),
              ...(by === people.commander && random() < 0.5 ? [{ kind: 'units', unitIds: [units.own] }] : []),
              ...(by === people.commander && random() < 0.5 ? [{ kind: 'peopleByRole', role: 'volunteer', under: places.xinhua }] : []),
            ],
          },
          ...(asks ? { questions: [{ key: 'done', kind: 'tick', text: '办了吗' }], answerBy: inHours(25) } : {}),
        };
        if (await run('issueOrder', by, input)) done++;
      } else if (dice < 0.11) {
        // Upwards: of those above, the unit, or both; on an order or by itself.
        const by = pick(random, [desks[places.xinhua], desks[places.jiaodian], desks[places.tianhuyuan]] as Principal[]);
        const above = [places.city, places.xinhua, places.jiaodian].filter(
          (code) => (by.areaCode as string).startsWith(code) && code !== by.areaCode && random() < 0.7,
        );
        const input = {
          orderId: newId(),
          ask: { kind: 'people', count: 1 + Math.floor(random() * 20) },
          urgency: pick(random, ['routine', 'urgent', 'immediate']),
          areaCodes: above,
          unitIds: random() < 0.4 ? [units.own] : [],
          ...(random() < 0.5 ? { aboutOrderId: order.id } : {}),
        };
        if (await run('requestSupport', by, input)) done++;
      } else if (dice < 0.8 && holder) {
        const steps = [
          'confirmDelivery',
          'openReceipt',
          'acknowledgeReceipt',
          'answerReceipt',
          'answerReceipt',
          'delegateReceipt',
          'signForReceipt',
          'acknowledgeReceipts',
          'acknowledgeReceipts',
          'passOnChange',
        ] as const;
        const name = receipt.state === 'answered' && random() < 0.6 ? 'sendBackAnswer' : pick(random, steps);
        const receiptId = receipt.id;
        const below = codes.filter((code) => code.startsWith(receipt.area_code) && code !== receipt.area_code);
        const above = desks[receipt.area_code.slice(0, 9)] ?? desks[receipt.area_code.slice(0, 6)] ?? people.commander;
        const [{ issuer_code } = { issuer_code: '' }] = await city.sql<{ issuer_code: string }>(
          'select issuer_code from city.orders where id = $1',
          [receipt.order_id],
        );
        const who = name === 'signForReceipt' ? above : name === 'sendBackAnswer' ? desks[issuer_code] : holder;
        const input = {
          confirmDelivery: { receiptIds: [receiptId] },
          acknowledgeReceipts: {
            receipts: rows
              .filter((row) => row.area_code === receipt.area_code && row.recipient === receipt.recipient)
              .map((row) => ({ receiptId: row.id, ...(random() < 0.3 ? { revision: 1 } : {}) }))
              .slice(0, 200),
          },
          passOnChange: { receiptId },
          openReceipt: { receiptId },
          acknowledgeReceipt: { receiptId, ...(random() < 0.3 ? { revision: 1 } : {}) },
          signForReceipt: { receiptId },
          answerReceipt: { receiptId, answer: { values: { done: random() < 0.5, outcome: 'granted' } }, spentSeconds: 30 },
          delegateReceipt: { receiptId, orderId: newId(), areaCodes: below.length > 0 ? below : [receipt.area_code] },
          sendBackAnswer: { receiptId, reason: '看不清', version: receipt.version },
        }[name];
        if (who && (await run(name, who, input))) done++;
      } else if (dice < 0.9 && issuer) {
        const name = pick(random, [
          'acceptAnswers',
          'acceptAnswers',
          'remindReceipts',
          'escalateOrder',
          'closeOrder',
          'withdrawOrder',
          'amendOrder',
          'amendOrder',
          'amendOrder',
        ] as const);
        if ((name === 'closeOrder' || name === 'withdrawOrder') && random() < 0.6) continue;
        const within = codes.filter((code) => code.startsWith(order.issuer_code) && code !== order.issuer_code);
        const change = pick(random, [
          { body: `改过的，${step}。` },
          { questions: [{ key: 'done', kind: 'tick', text: `办了吗${step}` }], answerBy: inHours(30) },
          { questions: [] },
          { answerBy: inHours(40) },
          { acknowledgeBy: inHours(26), answerBy: inHours(30) },
          { add: [areas(pick(random, within) ?? '')] },
          { title: `标题${step}`, add: [areas(pick(random, within) ?? '')] },
        ]);
        if (name === 'amendOrder') {
          if (await run(name, issuer, { orderId: order.id, version: order.version, reason: '情况变了', ...change })) done++;
        } else if (
          await run(name, issuer, {
            orderId: order.id,
            ...(name.endsWith('Order') && name !== 'escalateOrder'
              ? { version: order.version, closeOpen: true, note: '办结', reason: '撤回' }
              : {}),
          })
        )
          done++;
      } else if (dice < 0.95) {
        const payload = { orderId: order.id, limit: pick(random, ['acknowledge', 'answer']), depth: pick(random, [1, 2, 3]) };
        await attempt(() => pick(random, tasks).run(payload as never));
      } else if (dice < 0.97) {
        const someone = pick(random, Object.values(desks).slice(2));
        await run('setDuty', someone, { assignmentId: someone.assignmentId, onDuty: random() < 0.5 });
      }
      if (random() < 0.25) city.clock.advance({ minutes: Math.floor(random() * 90) });
      if (step % 25 === 0) {
        await city.runtime.sealer.sealAll();
        await reactor.settle();
      }
    }
    await city.runtime.sealer.sealAll();
    await reactor.settle();
    await city.runtime.sealer.sealAll();
  });

  test('really walked: through every state, with orders delegated, ended, reminded and escalated', async () => {
    expect(done).toBe(300);
    const types = (await server.city.sql<{ type: string }>('select distinct type from city.events')).map((row) => row.type);
    const ends = [
      'order.supportRequested',
      'order.closed',
      'order.withdrawn',
      'order.reminded',
      'order.escalated',
      'order.answersAccepted',
      'order.amended',
      'order.limitsMoved',
    ];
    const steps = [
      'receipt.delivered',
      'receipt.opened',
      'receipt.acknowledged',
      'receipt.delegated',
      'receipt.answered',
      'receipt.sentBack',
      'receipt.changeAcknowledged',
    ];
    for (const type of [...ends, ...steps]) expect(types).toContain(type);
  });

  test('every figure that was added up is what the records say, for the city and as each district sees it', async () => {
    for (const who of [server.city.system, callers.dutyOfficer.principal as Principal, people.neighbour]) {
      const differences = await server.city.as(who, (tx) => recountTallies(tx, orderMetrics, who.areaCode as string));
      expect(differences, who.areaCode ?? '').toEqual([]);
    }
  });

  test('every figure that counts receipts or orders opens to just as many records', async () => {
    const counted = [
      'ordersIssued',
      'receiptsSent',
      'receiptsAcknowledged',
      'receiptsAcknowledgedInTime',
      'receiptsAnswered',
      'receiptsAccepted',
      'changesAcknowledged',
    ] as const;
    for (const who of [people.commander, callers.dutyOfficer.principal as Principal]) {
      const { items } = await read<{ items: { key: string; value: number }[] }>('listFigures', who, {});
      for (const key of counted) {
        let records = 0;
        let cursor: string | null = '';
        while (cursor !== null) {
          const page: { items: unknown[]; nextCursor: string | null } = await read('listFigureRecords', who, {
            key,
            limit: 200,
            ...(cursor === '' ? {} : { cursor }),
          });
          records += page.items.length;
          cursor = page.nextCursor;
        }
        expect([key, records]).toEqual([key, items.find((item) => item.key === key)?.value]);
      }
    }
  });

  test('the counters of every order are what its receipts say', async () => {
    const wrong =
      await server.city.sql(`select p.order_id, p.area_code, p.total, p.unacknowledged, p.changed, p.in_hand, p.for_review, p.done, p.escalated, r.* from city.order_progress p full join (
        select order_id, left(area_code, 9) as area_code, count(*) as total,
          count(*) filter (where state in ('sent', 'delivered', 'opened') and change_by is null) as unacknowledged,
          count(*) filter (where change_by is not null) as changed,
          count(*) filter (where settled_at is null and state in ('acknowledged', 'delegated', 'sentBack') and change_by is null) as in_hand,
          count(*) filter (where state = 'answered' and change_by is null) as for_review, count(*) filter (where settled_at is not null) as done,
          count(*) filter (where escalated_at is not null and settled_at is null) as escalated
        from city.receipts group by 1, 2) r using (order_id, area_code)
      where (p.total, p.unacknowledged, p.changed, p.in_hand, p.for_review, p.done, p.escalated) is distinct from (r.total, r.unacknowledged, r.changed, r.in_hand, r.for_review, r.done, r.escalated)`);
    expect(wrong).toEqual([]);
  });

  test('what each receipt owes, and since when it concerns those above, follows from its state by the rules', async () => {
    for (const row of await receipts()) {
      const running = {
        state: row.state,
        asksAnswer: row.asks_answer,
        unstaffed: row.unstaffed,
        sentAt: row.sent_at,
        acknowledgeBy: row.acknowledge_by,
        answerBy: row.answer_by,
        changeBy: row.change_by,
        changedAt: row.changed_at,
      };
      expect(row.due_at, `${row.state} ${row.id}`).toEqual(dueAt(running));
      const since = attentionAt(running);
      // A reminder or an escalation brings it forward, never back.
      if (since === null) expect(row.attention_at).toBeNull();
      else expect(row.attention_at && row.attention_at <= since, `${row.state} ${row.id}`).toBe(true);
      const attention = receiptAttention(
        {
          ...running,
          escalated: row.escalated_at !== null,
          acknowledgedAt: row.acknowledged_at,
          answeredAt: row.answered_at,
          settledAt: row.settled_at,
        },
        server.city.clock.now(),
      );
      expect(attention.state === 'done', row.state).toBe(row.settled_at !== null);
    }
  });

  test('whoever asked for support sees every receipt of his request, and a neighbour sees none', async () => {
    const rows = await server.city.sql<{ id: string; asker_code: string }>(
      'select id, asker_code from city.receipts where asker_code is not null',
    );
    expect(rows.length).toBeGreaterThan(5);
    const seen = async (who: Principal) =>
      (await server.city.as(who, (tx) => tx.selectFrom('receipts').select('id').where('asker_code', 'is not', null).execute())).map(
        (row) => row.id,
      );
    const ofDistrict = rows.filter((row) => row.asker_code.startsWith(places.xinhua)).map((row) => row.id);
    expect((await seen(callers.dutyOfficer.principal as Principal)).sort()).toEqual(ofDistrict.sort());
    const ofCommunity = rows.filter((row) => row.asker_code.startsWith(places.tianhuyuan)).map((row) => row.id);
    expect((await seen(callers.communitySecretary.principal as Principal)).sort()).toEqual(ofCommunity.sort());
    expect(await seen(people.neighbour)).toEqual([]);
  });

  test('all receipts of an order share its limits and stand at its revision', async () => {
    const wrong =
      await server.city.sql(`select r.id, r.state, r.revision, o.revision as wanted from city.receipts r join city.orders o on o.id = r.order_id
      where r.revision <> o.revision or (r.change_by is not null and r.change_by <> o.change_by)
        or (r.settled_at is null and r.answer_by is distinct from o.answer_by)
        or (r.state in ('sent', 'delivered', 'opened') and r.change_by is null and r.acknowledge_by <> o.acknowledge_by)`);
    expect(wrong).toEqual([]);
  });

  test('every revision is there in full, as many as the order has', async () => {
    const wrong =
      await server.city.sql(`select o.id, o.revision, count(v.*)::int as kept from city.orders o left join city.order_revisions v on v.order_id = o.id
      group by o.id having count(v.*) <> case when o.revision = 1 then 0 else o.revision end
        or (o.revision > 1 and not bool_or(v.revision = o.revision and v.body = o.body and v.title = o.title and v.questions = o.questions))`);
    expect(wrong).toEqual([]);
  });

  test('no order has a limit that is earlier than that of the order above it', async () => {
    const wrong =
      await server.city.sql(`select c.id, c.acknowledge_by, p.acknowledge_by as above, c.answer_by, p.answer_by as answer_above from city.orders c
      join city.orders p on p.id = c.parent_order_id
      where c.state = 'issued' and p.state = 'issued' and (c.acknowledge_by < p.acknowledge_by or c.answer_by < p.answer_by)`);
    expect(wrong).toEqual([]);
  });

  test('no order is left running below one that is over', async () => {
    const orphans = await server.city.sql(
      `select c.id from city.orders c join city.orders p on p.id in (c.parent_order_id, c.about_order_id) where c.state = 'issued' and p.state <> 'issued'`,
    );
    expect(orphans).toEqual([]);
  });

  test('the journal is whole', async () => {
    expect(await server.city.runtime.sealer.verify()).toMatchObject({ intact: true });
  });
});
