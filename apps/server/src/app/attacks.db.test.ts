/** What an attack on the running program found, one guarantee each. */
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressedDesks } from '../features/orders/audience.rules.ts';
import { newId } from '../platform/ids.ts';
import type { Principal } from '../platform/principal.ts';
import { addressed, areas, ask, callers, castCity, issue, people, receiptOf, server, units } from './cast-city.fixture.ts';

beforeAll(castCity);
afterAll(() => server.stop());

const officer = () => callers.dutyOfficer.principal as Principal;
const secretary = () => callers.communitySecretary.principal as Principal;
const inHours = (hours: number) => new Date(server.city.clock.now().getTime() + hours * 3_600_000).toISOString();
const written = (include: object[], more: object = {}) => ({
  orderId: newId(),
  urgency: 'urgent',
  title: '两米线自查',
  body: '走一遍。',
  audience: { include },
  ...more,
});

describe('an order that is over', () => {
  test.each(['withdrawOrder', 'closeOrder'] as const)('after %s nobody breaks it down any more, though he acknowledged it', async (end) => {
    const order = written([areas(places.xinhua)]);
    await server.run('issueOrder', people.commander, order);
    const { id: receiptId } = await receiptOf(order.orderId, { recipient: 'desk', areaCode: places.xinhua });
    // Nothing was asked, so acknowledging settled it: ending the order does not touch it.
    await server.run('acknowledgeReceipt', officer(), { receiptId });
    await server.run(end, people.commander, { orderId: order.orderId, version: 1, reason: '发错了' });
    const delegate = server.run('delegateReceipt', officer(), { receiptId, orderId: newId(), areaCodes: [places.jiaodian] });
    await expect(delegate).rejects.toMatchObject({ code: 'state.moved-on' });
  });
});

describe('audiences', () => {
  test.each([
    ['of another district', () => units.other],
    ['that does not exist', () => newId()],
  ])('a unit %s is refused with its place, not sent to and not left out unseen', async (_, unit) => {
    const unitIds = [units.own, unit()];
    const order = written([{ kind: 'units', unitIds }]);
    await expect(server.run('issueOrder', officer(), order)).rejects.toMatchObject({
      code: 'order.audience-outside-scope',
      errors: [{ pointer: '/audience/include/0/unitIds/1' }],
    });
    const preview = await ask('previewOrder', callers.dutyOfficer, {
      urgency: 'urgent',
      audience: { include: [{ kind: 'units', unitIds }] },
    });
    expect(preview.body.code).toBe('order.audience-outside-scope');
  });

  test('somebody who is named by two terms is counted once before sending, as he gets it once', async () => {
    const term = { kind: 'peopleByRole', role: 'volunteer', under: places.tianhuyuan };
    const include = [term, { ...term, under: places.xinhua }];
    const { body } = await ask('previewOrder', callers.commander, { urgency: 'urgent', audience: { include } });
    const sent = await server.run<{ persons: number }>('issueOrder', people.commander, written(include));
    expect(sent.persons).toBeGreaterThan(0);
    expect([body.persons, body.people]).toEqual([sent.persons, sent.persons]);
  });

  test('nothing is sent to administrators and auditors, who see no orders', async () => {
    const include = [{ kind: 'peopleByRole', role: 'systemAdministrator', under: places.city }];
    const { body } = await ask('issueOrder', callers.commander, written(include));
    expect([body.code, body.errors?.[0]?.pointer]).toEqual(['input.invalid', '/audience/include/0/role']);
  });

  test('tens of thousands of codes are resolved without holding up the others', () => {
    const all = Array.from({ length: 3000 }, (_, i) => ({
      code: `4104${String(10 + (i % 10))}${String(100 + (i % 30))}${String(100 + i).slice(-3)}`,
    }));
    const terms = Array.from({ length: 12 }, () => ({ kind: 'areas' as const, codes: all.map(({ code }) => code).reverse() }));
    const started = performance.now();
    expect(addressedDesks({ include: terms, except: terms }, all, '4104')).toEqual([]);
    expect(performance.now() - started).toBeLessThan(200);
  });

  test('a desk whose only person is seconded for a time is staffed, and one whose person begins tomorrow is not', async () => {
    const [seconded, tomorrow] = ['410402001002', '410403001002'];
    for (const [areaCode, span] of [
      [seconded, { to: inHours(48) }],
      [tomorrow, { from: inHours(24) }],
    ] as const) {
      const personId = newId();
      await server.run('addPerson', people.commander, { personId, name: '借调', areaCode });
      await server.run('grantAssignment', people.commander, {
        assignmentId: newId(),
        personId,
        role: 'communitySecretary',
        areaCode,
        ...span,
      });
    }
    const { body } = await ask('previewOrder', callers.commander, {
      urgency: 'urgent',
      audience: { include: [areas(seconded, tomorrow)] },
    });
    expect(body.unstaffed.map((desk: { code: string }) => desk.code)).toEqual([tomorrow]);
    const orderId = await issue(people.commander, [areas(seconded, tomorrow)]);
    const rows = await server.city.sql('select area_code, unstaffed from city.receipts where order_id = $1 order by 1', [orderId]);
    expect(rows).toEqual([
      { area_code: seconded, unstaffed: false },
      { area_code: tomorrow, unstaffed: true },
    ]);
  });
});

describe('time', () => {
  test('a limit to acknowledge is no further ahead than any other limit', async () => {
    const order = written([areas(places.xinhua)]);
    await server.run('issueOrder', people.commander, order);
    const { id: receiptId } = await receiptOf(order.orderId, { recipient: 'desk', areaCode: places.xinhua });
    const input = { receiptId, orderId: newId(), areaCodes: [places.jiaodian], acknowledgeBy: inHours(24 * 365) };
    await expect(server.run('delegateReceipt', officer(), input)).rejects.toMatchObject({
      code: 'order.limit-too-far',
      errors: [{ pointer: '/acknowledgeBy' }],
    });
  });

  test('a phone whose clock is years behind brings nothing before it was sent', async () => {
    const { receiptId } = await addressed('dutyOfficer');
    const doneAt = '2001-01-01T00:00:00.000Z';
    await server.run('confirmDelivery', officer(), { receiptIds: [receiptId], doneAt });
    await server.run('openReceipt', officer(), { receiptId, doneAt });
    await server.run('acknowledgeReceipt', officer(), { receiptId, doneAt });
    const [row] = await server.city.sql<{ early: boolean }>(
      'select delivered_at < sent_at or opened_at < sent_at or acknowledged_at < sent_at as early from city.receipts where id = $1',
      [receiptId],
    );
    expect(row?.early).toBe(false);
    const marks = await server.city.sql(
      'select 1 from city.receipt_marks m join city.receipts r on r.id = m.receipt_id where r.id = $1 and least(m.delivered_at, m.opened_at, m.acknowledged_at) < r.sent_at',
      [receiptId],
    );
    expect(marks).toEqual([]);
    const events = await server.city.sql(
      `select type from city.events e join city.receipts r on r.id = e.receipt_id where r.id = $1 and e.done_at < r.sent_at`,
      [receiptId],
    );
    expect(events).toEqual([]);
    const mate = await server.city.principal('gridWorker', places.tianhuyuan);
    await server.run('setDuty', mate, { assignmentId: mate.assignmentId, onDuty: false, doneAt });
    const [duty] = await server.city.sql<{ early: boolean }>(
      'select duty_changed_at < from_at as early from city.assignments where id = $1',
      [mate.assignmentId],
    );
    expect(duty?.early).toBe(false);
  });

  test('a phone whose clock is ahead has done nothing in the future', async () => {
    const { receiptId } = await addressed('dutyOfficer');
    await server.run('acknowledgeReceipt', officer(), { receiptId, doneAt: inHours(24 * 30) });
    const [row] = await server.city.sql<{ at: Date }>('select acknowledged_at as at from city.receipts where id = $1', [receiptId]);
    expect(row?.at).toEqual(server.city.clock.now());
  });
});

describe('what one may not know', () => {
  test('a mobile number cannot be found out digit by digit: only the end that is shown is searched', async () => {
    await server.city.principal('volunteer', places.tianhuyuan, { name: '号码', mobile: '13712345678' });
    const found = async (q: string) =>
      (await ask('listPeople', callers.dutyOfficer, { q })).body.items.map((one: { name: string }) => one.name);
    expect(await found('5678')).toContain('号码');
    for (const q of ['45678', '345678', '13712345678']) expect(await found(q), q).not.toContain('号码');
  });

  test('who is late in another district is told there and above it, not to the neighbours', async () => {
    const orderId = await issue(people.commander, [areas(places.tianhuyuan, places.donghuan)]);
    await server.run('acknowledgeReceipt', secretary(), {
      receiptId: (await receiptOf(orderId, { recipient: 'desk', areaCode: places.tianhuyuan })).id,
    });
    server.city.clock.advance({ hours: 3 });
    await server.run('remindReceipts', people.commander, { orderId });
    await server.run('escalateOrder', people.commander, { orderId });
    await server.city.runtime.sealer.sealAll();
    server.city.clock.advance({ hours: -3 });
    const told = async (who: Principal) => {
      const { items } = (await server.city.read(server.routes.listFeed as never, who, { orderId, limit: 50 } as never)) as {
        items: { type: string; params: object }[];
      };
      return JSON.stringify(items.filter((item) => item.type === 'order.reminded' || item.type === 'order.escalated'));
    };
    const neighbour = await told(people.neighbour);
    expect(neighbour).toContain('东安路街道');
    expect(await told(officer())).toBe('[]');
    const detail = await ask('getOrder', callers.dutyOfficer, { orderId });
    expect(JSON.stringify(detail.body.nextEscalationTo)).not.toContain('东');
  });

  test('administrators run the system and read nothing of the response in its feed', async () => {
    await issue(people.commander, [areas(places.xinhua)]);
    await server.city.runtime.sealer.sealAll();
    for (const role of ['systemAdministrator', 'securityAdministrator'] as const) {
      const { text } = await ask('listFeed', callers[role], { areaCode: places.city });
      expect(text, role).not.toContain('两米线自查');
      expect(text, role).not.toContain('order.');
    }
    expect((await ask('listFeed', callers.commander, {})).text).toContain('order.issued');
  });
});

describe('answers', () => {
  test('a question may have any key that its schema allows, the names of JavaScript too', async () => {
    const order = written([areas(places.xinhua)], {
      answerBy: inHours(6),
      questions: [
        { key: 'constructor', kind: 'tick', text: '办了吗', required: false },
        { key: 'done', kind: 'tick', text: '走了吗' },
      ],
    });
    await server.run('issueOrder', people.commander, order);
    const { id: receiptId } = await receiptOf(order.orderId, { recipient: 'desk', areaCode: places.xinhua });
    expect((await ask('answerReceipt', callers.dutyOfficer, { receiptId, answer: { values: { done: true } } })).status).toBe(200);
  });
});

describe('statements', () => {
  test('an order to any number of recipients of any kind is the same statements', async () => {
    const prepared = async () => {
      const { rows } = await server.city.runtime.city.pool.query<{ n: number }>('select count(*)::int as n from pg_prepared_statements');
      return rows[0]?.n ?? 0;
    };
    const roles = ['volunteer', 'gridWorker', 'supervisor', 'communitySecretary'];
    const send = async (n: number) => {
      const terms = Array.from({ length: n }, (_, i) => ({ kind: 'peopleByRole', role: roles[i % 4], under: places.xinhua }));
      await server.run('issueOrder', people.commander, written([areas(places.xinhua), ...terms]));
      await ask('previewOrder', callers.commander, { urgency: 'urgent', audience: { include: [areas(places.xinhua), ...terms] } });
    };
    await send(1);
    await send(2);
    const few = await prepared();
    for (const n of [3, 5, 9]) await send(n);
    expect((await prepared()) - few).toBeLessThan(15);
  });
});
