import { type OperationName, operations } from '@muster/contract/operations';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../platform/ids.ts';
import type { Principal } from '../platform/principal.ts';
import { addressed, areas, callers, castCity, issue, people, type RoleName, receiptOf, requests, server } from './cast-city.fixture.ts';
import { cast, type Row, roleTable } from './role-table.ts';

beforeAll(castCity);
afterAll(() => server.stop());

/** All that commands change, as one text: the same before and after is no effect. Of the other database the accounts. */
async function state(): Promise<string> {
  const tables = [
    'areas',
    'area_outlines',
    'compounds',
    'units',
    'persons',
    'assignments',
    'incidents',
    'orders',
    'receipts',
    'order_numbers',
    'order_progress',
    'tallies',
    'receipt_marks',
    'channels',
    'messages',
    'push_subscriptions',
    'order_templates',
    'order_schedules',
    'order_schedule_runs',
    'facts',
    'fact_answers',
    'search_entries',
    'exports',
    'registers',
    'compound_imports',
    'compound_import_lines',
    'order_revisions',
    'order_copies',
    'checklists',
    'places',
    'place_shifts',
    'place_people',
    'place_rounds',
    'place_reports',
    'place_checks',
    'place_problems',
    'checklist_desks',
    'checklist_ticks',
    'checklist_counts',
  ];
  const sums = [...tables.map((table) => `city.${table}`), 'shared.accounts'].map(
    (table) =>
      `select '${table}' as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${table} t`,
  );
  return JSON.stringify([
    await server.city.sql(sums.join(' union all ')),
    await server.city.sql('select count(*)::int as n from city.events'),
  ]);
}

/** What one makes a command of needs a little more for some, so that the first time does something. */
const more: Partial<Record<OperationName, (input: Record<string, unknown>) => Promise<object> | object>> = {
  remindReceipts: async (input) => ({
    receiptIds: (await server.city.sql<{ id: string }>('select id from city.receipts where order_id = $1', [input.orderId])).map(
      (row) => row.id,
    ),
  }),
  importAreas: () => ({ csv: `code,name\n410402100203,${newId().slice(-6)}村村民委员会` }),
  importPeople: () => ({ csv: `name,role,areaCode\n张${newId().slice(-6)},volunteer,${places.tianhuyuan}` }),
  previewOrder: () => ({}),
};
const whole: Partial<Record<OperationName, () => Promise<{ who: Principal; input: object }>>> = {
  async escalateOrder() {
    const orderId = await issue(people.commander, [areas(places.xinhua)]);
    server.city.clock.advance({ hours: 3 });
    return { who: people.commander, input: { orderId } };
  },
  async remindReceipts() {
    const orderId = await issue(people.commander, [areas(places.xinhua)]);
    const { id } = await receiptOf(orderId, { recipient: 'desk', areaCode: places.xinhua });
    return { who: people.commander, input: { orderId, receiptIds: [id] } };
  },
};

const withId = (Object.keys(operations) as OperationName[]).filter(
  (name) => 'commandId' in operations[name].input.shape && name !== 'setUp',
);
// These change the one incident, which all others need: they come last, in this order.
const ofIncident: readonly OperationName[] = ['changeIncidentLevel', 'endIncident', 'activateIncident'];

async function prepared(name: OperationName): Promise<{ who: Principal; input: object }> {
  const made = await whole[name]?.();
  if (made) return made;
  const preferred: readonly RoleName[] = ['dutyOfficer', 'commander', 'systemAdministrator', 'securityAdministrator'];
  const row: Row = roleTable[name];
  const role = preferred.find((one) => row.inside[cast.findIndex((each) => each.role === one)] === 'Y') as RoleName;
  const { input, caller = callers[role] } = await requests[name](role, 'inside');
  return { who: caller.principal as Principal, input: { ...input, ...(await more[name]?.(input as Record<string, unknown>)) } };
}

async function repeatedly(name: OperationName, who: Principal, input: object): Promise<void> {
  const sent = { commandId: newId(), ...input };
  const before = await state();
  const first = await server.run(name, who, sent);
  const after = await state();
  // What has no effect the first time proves nothing.
  if (!['startSecondFactor', 'switchAssignment', 'unlockAccount'].includes(name)) expect(after, 'the first has an effect').not.toBe(before);
  expect(await server.run(name, who, sent)).toEqual(first);
  expect(await state(), 'at once').toBe(after);
  server.city.clock.advance({ minutes: 12 });
  const late = await server.run<Record<string, unknown>>(name, who, sent);
  // A session is told as it is now, with the time of now.
  if (name !== 'switchAssignment') expect(late).toEqual(first);
  expect(await state(), 'twelve minutes later').toBe(after);
}

describe('every command sent again has one effect and the same answer', () => {
  for (const name of withId.filter((one) => !ofIncident.includes(one)))
    test(name, async () => {
      const { who, input } = await prepared(name);
      await repeatedly(name, who, input);
    });
});

const yes = { answer: { values: { done: true } } };
const no = { answer: { values: { done: false } } };
const desk = () => callers.dutyOfficer.principal as Principal;
const stateOf = async (receiptId: string) =>
  (
    await server.city.sql<{ state: string; answer: { values: object } | null }>('select state, answer from city.receipts where id = $1', [
      receiptId,
    ])
  )[0];

describe('a repeat that comes late, after others have acted, changes nothing', () => {
  test('an answer that was sent back meanwhile is not given again', async () => {
    const { receiptId } = await addressed('dutyOfficer');
    const commandId = newId();
    const first = await server.run<{ version: number }>('answerReceipt', desk(), { commandId, receiptId, ...yes });
    await server.run('sendBackAnswer', people.commander, { receiptId, reason: '照片看不清', version: first.version });
    expect(await server.run('answerReceipt', desk(), { commandId, receiptId, ...yes })).toEqual(first);
    expect((await stateOf(receiptId))?.state).toBe('sentBack');
  });

  test('an answer that was corrected meanwhile stays corrected', async () => {
    const { receiptId } = await addressed('dutyOfficer');
    const commandId = newId();
    await server.run('answerReceipt', desk(), { commandId, receiptId, ...yes });
    await server.run('answerReceipt', desk(), { receiptId, ...no });
    await server.run('answerReceipt', desk(), { commandId, receiptId, ...yes });
    expect((await stateOf(receiptId))?.answer).toEqual({ values: { done: false } });
  });

  test('a look is answered as it was, though the receipt has gone on', async () => {
    const { receiptId } = await addressed('dutyOfficer');
    const commandId = newId();
    const first = await server.run('openReceipt', desk(), { commandId, receiptId });
    await server.run('acknowledgeReceipt', desk(), { receiptId });
    expect(await server.run('openReceipt', desk(), { commandId, receiptId })).toEqual(first);
  });

  test('a reminder does not reach those who became late after it', async () => {
    const { orderId } = await addressed('dutyOfficer');
    const { id } = await receiptOf(orderId, { recipient: 'desk', areaCode: places.tianhuyuan });
    const commandId = newId();
    server.city.clock.advance({ hours: 3 });
    const first = await server.run('remindReceipts', people.commander, { commandId, orderId, under: places.jiaodian });
    server.city.clock.advance({ hours: 1 });
    expect(await server.run('remindReceipts', people.commander, { commandId, orderId, under: places.jiaodian })).toEqual(first);
    const [row] = await server.city.sql<{ n: number }>('select reminded_count as n from city.receipts where id = $1', [id]);
    expect(row?.n).toBe(1);
  });

  test('who came back on duty is not sent off again', async () => {
    const mate = await server.city.principal('gridWorker', places.tianhuyuan);
    const commandId = newId();
    const off = { assignmentId: mate.assignmentId, onDuty: false };
    await server.run('setDuty', mate, { commandId, ...off });
    await server.run('setDuty', mate, { ...off, onDuty: true });
    expect(await server.run('setDuty', mate, { commandId, ...off })).toEqual(off);
    const [row] = await server.city.sql<{ on_duty: boolean }>('select on_duty from city.assignments where id = $1', [mate.assignmentId]);
    expect(row?.on_duty).toBe(true);
  });

  test('a territory file does not undo the names of a later one', async () => {
    const csv = (name: string) => `code,name\n410402100204,${name}村民委员会`;
    const commandId = newId();
    await server.run('importAreas', server.city.system, { csv: csv('甲') });
    await server.run('importAreas', server.city.system, { commandId, csv: csv('乙') });
    await server.run('importAreas', server.city.system, { csv: csv('丙') });
    await server.run('importAreas', server.city.system, { commandId, csv: csv('乙') });
    const [row] = await server.city.sql<{ name: string }>(`select name from city.areas where code = '410402100204'`);
    expect(row?.name).toBe('丙村民委员会');
  });

  test('a phone number that was looked at is given again, not an empty answer', async () => {
    const seen = await server.city.principal('volunteer', places.tianhuyuan, { mobile: '13700001111' });
    const commandId = newId();
    const first = await server.run('viewPhone', desk(), { commandId, personId: seen.personId });
    await server.city.sql('update city.persons set area_code = $2 where id = $1', [seen.personId, places.donghuan]);
    // He works elsewhere now: not visible is the truth, and no half answer.
    await expect(server.run('viewPhone', desk(), { commandId, personId: seen.personId })).rejects.toMatchObject({ code: 'not-found' });
    expect(first).toEqual({ mobile: '13700001111' });
  });
});

describe('the same command ten times at once has one effect', () => {
  const cases: [OperationName, () => Promise<{ who: Principal; input: object }>][] = [
    ...(
      [
        'issueOrder',
        'acknowledgeReceipt',
        'answerReceipt',
        'acceptAnswers',
        'remindReceipts',
        'delegateReceipt',
        'addGrid',
        'grantAssignment',
        'setDuty',
        'importPeople',
        'importAreas',
        'confirmDelivery',
        'openReceipt',
        'closeOrder',
        'viewPhone',
      ] as const
    ).map((name) => [name, () => prepared(name)] as [OperationName, () => Promise<{ who: Principal; input: object }>]),
  ];
  test.each(cases)('%s', async (name, make) => {
    const { who, input } = await make();
    const sent = { commandId: newId(), ...input };
    const answers = await Promise.all(Array.from({ length: 10 }, () => server.run(name, who, sent)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const kinds = await server.city.sql<{ n: number }>(
      'select count(*)::int as n from city.events where command_id = $1 and result is not null',
      [sent.commandId],
    );
    expect(kinds[0]?.n).toBe(1);
    if (name === 'importPeople') {
      const csv = (input as { csv: string }).csv.split('\n')[1]?.split(',')[0];
      expect((await server.city.sql('select id from city.persons where name = $1', [csv])).length).toBe(1);
    }
  });
});

describe("a command's id belongs to one person and one act", () => {
  test('another person who sends it for the same thing is refused, and told so', async () => {
    const { receiptId } = await addressed('dutyOfficer');
    const colleague = await server.city.principal('commander', places.xinhua);
    const sent = { commandId: newId(), receiptId };
    await server.run('acknowledgeReceipt', desk(), sent);
    await expect(server.run('acknowledgeReceipt', colleague, sent)).rejects.toMatchObject({ code: 'command.reused' });
  });

  test('for another act it is refused where that act meets what the first one did', async () => {
    const { receiptId, orderId } = await addressed('dutyOfficer');
    const commandId = newId();
    await server.run('answerReceipt', desk(), { commandId, receiptId, ...yes });
    for (const [name, who, input] of [
      ['acknowledgeReceipt', desk(), { receiptId }],
      ['openReceipt', desk(), { receiptId }],
      ['remindReceipts', people.commander, { orderId }],
      ['setDuty', desk(), { assignmentId: desk().assignmentId, onDuty: true }],
      ['addGrid', desk(), { code: places.tianhuyuan, name: '网格' }],
      [
        'viewPhone',
        desk(),
        { personId: (await server.city.principal('volunteer', places.tianhuyuan, { mobile: '13700001112' })).personId },
      ],
    ] as const)
      await expect(server.run(name, who, { commandId, ...input }), name).rejects.toMatchObject({ code: 'command.reused' });
  });

  test("an order cannot be sent under another order's id", async () => {
    const { orderId } = await addressed('dutyOfficer');
    const [taken] = await server.city.sql<{ title: string }>('select title from city.orders where id = $1', [orderId]);
    for (const who of [people.commander, desk(), people.neighbour]) {
      const input = {
        orderId,
        urgency: 'urgent',
        title: '冒名顶替',
        body: '换掉它。',
        audience: { include: [areas(who === people.neighbour ? places.donghuan : places.jiaodian)] },
      };
      await expect(server.run('issueOrder', who, input)).rejects.toMatchObject({ code: 'state.moved-on' });
    }
    expect(taken?.title).toBe('两米线自查');
    const [now] = await server.city.sql<{ title: string; n: number }>(
      'select title, (select count(*)::int from city.receipts where order_id = o.id) as n from city.orders o where id = $1',
      [orderId],
    );
    expect(now?.title).toBe('两米线自查');
  });

  test("receipts' ids follow from the order's: one that would collide is refused whole", async () => {
    const orderId = await issue(people.commander, [areas(places.xinhua, places.tianhuyuan)]);
    const near = `${orderId.slice(0, 24)}ffffffffffff`;
    const input = { orderId: near, urgency: 'urgent', title: '近邻', body: '撞号。', audience: { include: [areas(places.jiaodian)] } };
    await expect(server.run('issueOrder', people.commander, input)).rejects.toMatchObject({ code: 'state.moved-on' });
    expect(await server.city.sql('select id from city.orders where id = $1', [near])).toEqual([]);
    expect((await server.city.sql('select id from city.receipts where order_id = $1', [orderId])).length).toBe(2);
  });
});

describe('last, for the one incident', () => {
  test('changeIncidentLevel, endIncident and activateIncident are as safe to repeat', async () => {
    const [active] = await server.city.sql<{ id: string; version: number }>(
      `select id, version from city.incidents where state = 'active'`,
    );
    await repeatedly('changeIncidentLevel', people.commander, { incidentId: active?.id, level: 'I', version: active?.version });
    await repeatedly('endIncident', people.commander, { incidentId: active?.id, version: (active?.version ?? 0) + 1 });
    await repeatedly('activateIncident', people.commander, { incidentId: newId(), name: '汛情', level: 'III' });
  });
});
