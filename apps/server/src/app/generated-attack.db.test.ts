import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Operation } from '@muster/contract/operation';
import { type OperationName, operations } from '@muster/contract/operations';
import { commonProblems, commonWriteProblems, problemSchema } from '@muster/contract/problems';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../platform/ids.ts';
import type { Principal } from '../platform/principal.ts';
import { type Caller, type HttpCity, httpCity, signedOut } from './http-city.fixture.ts';
import { type Known, malformed, pick, type Random } from './malformed.fixture.ts';

/** `npm run test:faults`: a hundred thousand, more of those that have more to spoil; else a third of that. */
const isFull = process.env.MUSTER_FAULTS === 'full';
/** Another seed is another attack: `MUSTER_ATTACK_SEED=7`. */
const seed = 1000 * Number(process.env.MUSTER_ATTACK_SEED ?? 0);
/** Written in what belongs to the other district alone: no answer to anybody outside of it may hold it. */
const secret = '泄密';
let server: HttpCity;
/** Callers for whom the other district does not exist, and those of the whole city. */
let narrow: Caller[];
let wide: Caller[];
let known: Known;

beforeAll(async () => {
  server = await httpCity();
  const { city } = server;
  const [unitId, foreignUnit] = [newId(), newId()];
  await server.run('addUnit', city.system, { unitId, name: '市水利局', areaCode: places.xinhua });
  await server.run('addUnit', city.system, { unitId: foreignUnit, name: '市园林处', areaCode: places.weidong });
  const who = async (role: Parameters<typeof city.principal>[0], areaCode: string | null, more = {}) =>
    server.signIn(await city.principal(role, areaCode, more));
  const callersOfAll = async () => [
    await who('dutyOfficer', places.xinhua),
    await who('auditor', places.xinhua),
    await who('communitySecretary', places.tianhuyuan),
    await who('gridWorker', places.tianhuyuan),
    await who('volunteer', places.tianhuyuan),
    await who('supervisor', places.xinhua),
    await who('unitLiaison', null, { unitId }),
  ];
  narrow = [signedOut];
  // Many of each, so that none comes near his allowance: who is refused for that attacks nothing.
  for (let copy = 0; copy < (isFull ? 6 : 3); copy++) narrow.push(...(await callersOfAll()));
  wide = [
    await who('commander', places.city),
    await who('systemAdministrator', places.city),
    await who('securityAdministrator', places.city),
  ];
  const commander = wide[0]?.principal as Principal;
  const officer = narrow[1]?.principal as Principal;
  const incidentId = newId();
  await server.run('activateIncident', commander, { incidentId, name: '2022年5月疫情', level: 'II' });

  // What the other district keeps to itself: people, numbers, an order of its own, its answer, why it was sent back.
  const neighbour = await city.principal('dutyOfficer', places.weidong, { name: `${secret}值班`, mobile: '13900000001' });
  const answerer = await city.principal('communitySecretary', places.donghuan, { name: `${secret}书记`, mobile: '13900000002' });
  await city.principal('volunteer', places.donghuan, { name: `${secret}志愿` });
  const written = (mark: string, include: object[]) => ({
    urgency: 'urgent',
    title: `${mark}自查`,
    body: `${mark}今天走一遍。`,
    audience: { include, except: [] },
    questions: [{ key: 'done', kind: 'tick', text: `${mark}办了吗` }],
    answerBy: new Date(city.clock.now().getTime() + 6 * 3_600_000).toISOString(),
  });
  const areas = (...codes: string[]) => ({ kind: 'areas', codes });
  const foreignOrder = newId();
  await server.run('issueOrder', neighbour, {
    orderId: foreignOrder,
    ...written(secret, [areas(places.donghuan), { kind: 'peopleByRole', role: 'volunteer', under: places.donghuan }]),
  });
  const foreignReceipts = (await city.sql<{ id: string }>('select id from city.receipts where order_id = $1', [foreignOrder])).map(
    (r) => r.id,
  );
  const [foreignReceipt] = await city.sql<{ id: string }>(`select id from city.receipts where order_id = $1 and recipient = 'desk'`, [
    foreignOrder,
  ]);
  const answer = { values: { done: true }, note: `${secret}说明` };
  const { version } = await server.run<{ version: number }>('answerReceipt', answerer, { receiptId: foreignReceipt?.id, answer });
  await server.run('sendBackAnswer', neighbour, { receiptId: foreignReceipt?.id, reason: `${secret}理由`, version });

  // An order of the city to both districts, one of the district's own, and what is answered by the other side.
  const orders: string[] = [foreignOrder];
  for (const [by, mark, include] of [
    [commander, '全市', [areas(places.xinhua, places.weidong, places.tianhuyuan, places.donghuan), { kind: 'units', unitIds: [unitId] }]],
    [officer, '本区', [areas(places.tianhuyuan, places.yugou), { kind: 'peopleByRole', role: 'volunteer', under: places.xinhua }]],
  ] as const) {
    const orderId = newId();
    orders.push(orderId);
    await server.run('issueOrder', by, { orderId, ...written(mark, [...include]) });
  }
  const [shared] = await city.sql<{ id: string }>(`select id from city.receipts where order_id = $1 and area_code = $2`, [
    orders[1],
    places.donghuan,
  ]);
  await server.run('answerReceipt', answerer, { receiptId: shared?.id, answer });
  await city.runtime.sealer.sealAll();

  const ids = async (table: string) =>
    (await city.sql<{ id: string }>(`select id from ${table} order by id limit 40`)).map((row) => row.id);
  const [persons, assignments, receipts, accounts] = [
    await ids('city.persons'),
    await ids('city.assignments'),
    [...(await ids('city.receipts')), ...foreignReceipts],
    await ids('shared.accounts'),
  ];
  const codes = [
    places.city,
    places.xinhua,
    places.jiaodian,
    places.tianhuyuan,
    places.weidong,
    places.donghuan,
    `${places.tianhuyuan}001`,
  ];
  const later = (hours: number) => new Date(city.clock.now().getTime() + hours * 3_600_000).toISOString();
  const lists: Record<string, readonly unknown[]> = {
    orderId: orders,
    receiptId: receipts,
    receiptIds: receipts,
    personId: persons,
    actorId: persons,
    assignmentId: assignments,
    accountId: accounts,
    unitId: [unitId, foreignUnit, newId()],
    unitIds: [unitId, foreignUnit, newId()],
    incidentId: [incidentId],
    code: codes,
    areaCode: codes,
    areaCodes: codes,
    codes,
    under: codes,
    issuer: codes,
    version: [1, 2],
    key: ['done', 'constructor', 'far'],
    answerBy: [later(5), later(24 * 29), later(24 * 300), later(-1)],
    acknowledgeBy: [later(5), later(24 * 29), later(24 * 3000), later(-1)],
    doneAt: [later(-1), later(1), later(-24 * 900)],
    q: [secret, secret.slice(0, 1), '自查', '0001', '焦', '139', '%'],
    csv: [
      'code,name\n410402100,焦店镇',
      'name,mobile,role,areaCode\n张三,13700000001,volunteer,410402100001',
      `code,name\n${'"'.repeat(999)}`,
      'a\n'.repeat(20_000),
    ],
    mobile: ['13700000009'],
    userName: ['mallory'],
    setUpCode: ['SET-UP'],
  };
  // New things get ids of their own in half of the inputs, else those of things that exist already, of others too.
  known = (name: string, random: Random) =>
    Object.hasOwn(lists, name) && random() < (name === 'orderId' ? 0.6 : 0.9) ? pick(random, lists[name] as readonly unknown[]) : undefined;
});
afterAll(() => server.stop());

/** These look at passwords, 40 ms each; those end what the others need. */
const slow: readonly OperationName[] = ['signIn', 'setUp', 'changePassword', 'removeSecondFactor', 'createAccount'];
const last: readonly OperationName[] = ['endIncident', 'activateIncident', 'switchAssignment', 'revokeSession', 'signOut'];

let sent = 0;
/** By operation and caller. */
const tooOften = new Map<string, number>();

interface Fault {
  operation: string;
  what: string;
  input: string;
}

async function attack(name: OperationName, count: number, seedOfThis: number): Promise<Fault[]> {
  const operation: Operation = operations[name];
  const declared = new Set<string>([
    ...commonProblems,
    ...operation.problems,
    ...(operation.kind === 'command' ? commonWriteProblems : []),
  ]);
  const faults: Fault[] = [];
  const inputs = malformed(operation, known, count, seedOfThis);
  const callers = [...narrow, ...wide];
  const one = async (input: object, index: number) => {
    const caller = callers[(index + seedOfThis) % callers.length] as Caller;
    const { status, text, body } = await server.call(caller, operations[name], input);
    const tell = (what: string) =>
      faults.push({
        operation: name,
        what: `${caller.principal?.role ?? 'signed out'}: ${status} ${what}`,
        input: JSON.stringify(input).slice(0, 400),
      });
    sent += 1;
    if (status === 429 && body?.code === 'rate.exceeded')
      tooOften.set(
        `${name} ${caller.principal?.role ?? 'signed out'}`,
        (tooOften.get(`${name} ${caller.principal?.role ?? 'signed out'}`) ?? 0) + 1,
      );
    if (status >= 500) tell(text.slice(0, 200));
    else if (status >= 400) {
      if (!problemSchema.safeParse(body).success) tell(`no problem: ${text.slice(0, 100)}`);
      else if (!declared.has(body.code)) tell(`undeclared ${body.code}`);
    }
    if (narrow.includes(caller) && text.includes(secret))
      tell(`tells of the other district: ${text.slice(Math.max(0, text.indexOf(secret) - 80), text.indexOf(secret) + 40)}`);
  };
  for (let from = 0; from < inputs.length; from += 12)
    await Promise.all(inputs.slice(from, from + 12).map((input, i) => one(input, from + i)));
  return faults;
}

const byKind = (faults: Fault[]) => [...new Map(faults.map((fault) => [`${fault.operation} ${fault.what.slice(0, 60)}`, fault])).values()];

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
async function heldMegabytes(): Promise<number> {
  await new Promise(setImmediate);
  collect();
  return process.memoryUsage().heapUsed / 1_000_000;
}

const wholeAttack = 100_000;
const countOf = (name: OperationName) => {
  const fields = Object.keys((operations[name] as Operation).input.shape).length;
  return slow.includes(name) ? 40 : fields === 0 ? 22 : 300;
};

describe('generated attack', () => {
  const names = (Object.keys(operations) as OperationName[]).filter((name) => !last.includes(name));
  const all = [...names, ...last];
  const scale = isFull ? wholeAttack / all.reduce((sum, name) => sum + countOf(name), 0) : 1;
  for (const [index, name] of all.entries()) {
    test(
      `${name}: no malformed input breaks the server, and none gets an answer from another district`,
      async () => {
        expect(byKind(await attack(name, Math.ceil(countOf(name) * Math.max(1, scale)), seed + index))).toEqual([]);
      },
      isFull ? 300_000 : 30_000,
    );
  }
  // Whoever is refused for asking too often attacks nothing.
  test('it is heard: hardly anybody was refused for asking too often', () => {
    expect(sent).toBeGreaterThan(isFull ? wholeAttack : 10_000);
    const refused = [...tooOften.values()].reduce((sum, n) => sum + n, 0);
    expect(refused / sent, JSON.stringify([...tooOften].sort((a, b) => b[1] - a[1]).slice(0, 12))).toBeLessThan(0.05);
  });
});

test('nothing of what was refused is kept in memory', { timeout: isFull ? 300_000 : 30_000 }, async () => {
  const held: number[] = [];
  // What the program keeps by itself (statements, compiled code) is there after the first.
  for (let batch = 0; batch < (isFull ? 10 : 2); batch++) {
    for (const name of ['issueOrder', 'answerReceipt', 'listPeople', 'importPeople', 'listAudit'] as const)
      await attack(name, 300, seed + 1 + batch);
    held.push(await heldMegabytes());
  }
  expect((held.at(-1) as number) - (held[isFull ? 2 : 0] as number), held.map((one) => one.toFixed(0)).join(' ')).toBeLessThan(
    isFull ? 8 : 20,
  );
});

test('statements do not vary in text without end: after all that, a connection has prepared few', async () => {
  const { rows } = await server.city.runtime.city.pool.query<{ n: number }>('select count(*)::int as n from pg_prepared_statements');
  expect(rows[0]?.n).toBeLessThan(400);
});
