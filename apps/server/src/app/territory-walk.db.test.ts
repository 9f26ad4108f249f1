import { lineage } from '@muster/contract/areas/area-code';
import type { OperationName } from '@muster/contract/operations';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderMetrics, orderTasks } from '../features/orders/index.ts';
import { recountTallies } from '../features/tallies/index.ts';
import { newId } from '../platform/ids.ts';
import type { Principal } from '../platform/principal.ts';
import { Problem } from '../platform/problem.ts';
import { areas, callers, castCity, people, server } from './cast-city.fixture.ts';
import { reactions } from './features.ts';
import { follow } from './former-codes.ts';
import { pick, randomOf } from './malformed.fixture.ts';
import { progressSays } from './progress.fixture.ts';
import { createReactor } from './reactor.ts';
import { runCommand } from './run-command.ts';

beforeAll(castCity);
afterAll(() => server.stop());

const random = randomOf(Number(process.env.MUSTER_ATTACK_SEED ?? 7));
const admin = () => callers.systemAdministrator.principal as Principal;
const read = <T>(name: OperationName, who: Principal, input: object) =>
  server.city.read(server.routes[name] as never, who, input as never) as Promise<T>;

/** Everybody who stands at a desk, by whatever code he began with. */
const desks: Principal[] = [];
const now = (who: Principal) => follow(server.city.runtime, who);
const at = (code: string) => desks.filter((one) => now(one).areaCode === code);
const currentAreas = async (digits: number) =>
  (
    await server.city.sql<{ code: string }>(
      'select code from city.areas where valid_to is null and length(code) = $1 and code like $2 order by code',
      [digits, '4104%'],
    )
  ).map((row) => row.code);
let serial = 700;
const freeCommunity = (parent: string) => `${parent}${serial++}`;

async function attempt(name: OperationName, who: Principal, input: object): Promise<boolean> {
  try {
    await server.run(name, who, input);
    return true;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return false;
  }
}

async function oneAct(): Promise<void> {
  const { city } = server;
  const dice = random();
  const hours = (n: number) => new Date(city.clock.now().getTime() + n * 3_600_000).toISOString();
  const rows = await city.sql<{ id: string; order_id: string; area_code: string; recipient: string; state: string; version: number }>(
    'select id, order_id, area_code, recipient, state, version from city.receipts order by id',
  );
  const orders = await city.sql<{ id: string; issuer_code: string; version: number }>(
    "select id, issuer_code, version from city.orders where state = 'issued' order by id",
  );
  if (dice < 0.12 || rows.length === 0) {
    const by = pick(random, [
      people.commander,
      people.commander,
      ...desks.filter((one) => (now(one).areaCode?.length ?? 99) < 15),
    ]) as Principal;
    const own = now(by).areaCode as string;
    const below = [...(await currentAreas(9)), ...(await currentAreas(12)), ...(await currentAreas(15))].filter(
      (code) => code.startsWith(own) && code !== own,
    );
    if (below.length === 0) return;
    const chosen = below.filter(() => random() < 0.5);
    await attempt('issueOrder', by, {
      orderId: newId(),
      urgency: pick(random, ['routine', 'urgent', 'immediate']),
      title: '随机',
      body: '走一遍。',
      audience: {
        include: [
          areas(...(chosen.length > 0 ? chosen : below.slice(0, 1))),
          ...(random() < 0.3 && by === people.commander ? [{ kind: 'peopleByRole', role: 'volunteer', under: places.city }] : []),
        ],
      },
      ...(random() < 0.7 ? { questions: [{ key: 'n', kind: 'number', text: '几个' }], answerBy: hours(30) } : {}),
    });
  } else if (dice < 0.75) {
    const receipt = pick(random, rows);
    const who = receipt && pick(random, at(receipt.area_code));
    if (!receipt || !who) return;
    const below = (await currentAreas(15)).filter((code) => code.startsWith(receipt.area_code) && code !== receipt.area_code);
    const receiptId = receipt.id;
    const acts: [OperationName, object][] = [
      ['confirmDelivery', { receiptIds: [receiptId] }],
      ['openReceipt', { receiptId }],
      ['acknowledgeReceipt', { receiptId }],
      ['answerReceipt', { receiptId, answer: { values: { n: Math.floor(random() * 9) } }, spentSeconds: 20 }],
      ['delegateReceipt', { receiptId, orderId: newId(), areaCodes: below.length > 0 ? below : [receipt.area_code] }],
    ];
    const [name, input] = pick(random, acts) as [OperationName, object];
    await attempt(name, who, input);
  } else if (dice < 0.9) {
    const order = pick(random, orders);
    const issuer = order && (order.issuer_code === places.city ? people.commander : pick(random, at(order.issuer_code)));
    if (!order || !issuer) return;
    const answered = rows.find((row) => row.order_id === order.id && row.state === 'answered');
    const name = pick(random, [
      'acceptAnswers',
      'remindReceipts',
      'escalateOrder',
      'sendBackAnswer',
      'closeOrder',
    ] as const) as OperationName;
    if (name === 'closeOrder' && random() < 0.6) return;
    const ofAnswer = { receiptId: answered?.id, reason: '不清', version: answered?.version };
    if (name === 'sendBackAnswer' && !answered) return;
    await attempt(
      name,
      issuer,
      name === 'sendBackAnswer' ? ofAnswer : { orderId: order.id, version: order.version, closeOpen: true, note: '办结' },
    );
  } else if (orders.length > 0) {
    const tasks = orderTasks(
      (command, input) => runCommand(city.runtime, city.system, command, input as never),
      (who, command, input) => runCommand(city.runtime, who, command, input as never),
    );
    await (pick(random, tasks) as (typeof tasks)[number])
      .run({ orderId: pick(random, orders)?.id, limit: 'acknowledge', depth: 1 })
      .catch((error: unknown) => {
        if (!(error instanceof Problem)) throw error;
      });
  }
  if (random() < 0.2) city.clock.advance({ minutes: Math.floor(random() * 60) });
}

type Change = [OperationName, { codes?: string[]; code?: string; into?: string; newCode?: string } & Record<string, unknown>];

async function someChange(): Promise<Change> {
  const communities = await currentAreas(12);
  const streets = await currentAreas(9);
  const one = pick(random, communities) as string;
  // A walk that merges most of its territory away goes on by splitting.
  const dice = communities.length < 4 ? 0.9 : random();
  const other = pick(
    random,
    communities.filter((code) => code !== one),
  ) as string;
  if (dice < 0.3)
    return ['mergeAreas', { codes: [one, other], into: random() < 0.6 ? one : freeCommunity(pick(random, streets) as string) }];
  if (dice < 0.45) return ['recodeArea', { code: one, newCode: freeCommunity(pick(random, streets) as string) }];
  if (dice < 0.6) return ['recodeArea', { code: pick(random, streets), newCode: `${pick(random, ['410402', '410403'])}${serial++}` }];
  if (dice < 0.7) {
    const [a, b] = [pick(random, streets) as string, pick(random, streets) as string];
    if (a !== b) return ['mergeAreas', { codes: [a, b], into: a }];
  }
  if (dice < 0.8) return ['renameArea', { code: one, name: `改名${serial++}社区居民委员会` }];
  const grids = (await currentAreas(15)).filter((code) => code.startsWith(one) && random() < 0.5);
  const person = at(one)[1];
  return [
    'splitArea',
    {
      code: one,
      newCode: freeCommunity(one.slice(0, 9)),
      name: `新${serial++}社区居民委员会`,
      children: grids,
      assignmentIds: person ? [person.assignmentId] : [],
      openReceipts: pick(random, ['stay', 'move']),
    },
  ];
}

interface Seen {
  figures: unknown;
  needing: number;
  inboxes: Map<string, Set<string>>;
  orders: Map<string, Set<string>>;
}

/** What the city counts, and what each desk had to do and could see: the receipts, by the one that goes on. */
async function look(): Promise<Seen> {
  const { items } = await read<{ items: unknown }>('listFigures', people.commander, {});
  const { needing } = await read<{ needing: number }>('getAttention', people.commander, {});
  const inboxes = new Map<string, Set<string>>();
  const orders = new Map<string, Set<string>>();
  for (const desk of desks) {
    const inbox = await read<{ items: { orderId: string }[] }>('listInbox', desk, { open: 'true', limit: 200 });
    inboxes.set(desk.personId, new Set(inbox.items.map((item) => item.orderId)));
    const list = await read<{ items: { id: string }[] }>('listOrders', desk, { limit: 200 });
    orders.set(desk.personId, new Set(list.items.map((item) => item.id)));
  }
  return { figures: items, needing, inboxes, orders };
}

const owedByDesk = async () => {
  const rows = await server.city.sql<{ area_code: string; ids: string[] }>(
    "select area_code, array_agg(order_id::text) as ids from city.receipts where recipient = 'desk' and due_at is not null group by 1",
  );
  return new Map(rows.map((row) => [row.area_code, row.ids]));
};

/** Receipts that need somebody, counted from the receipts themselves. */
const needs = async () =>
  (
    await server.city.sql<{ n: number }>(
      `select count(distinct left(area_code, 12))::int as n from city.receipts where recipient = 'desk' and attention_at <= $1 and length(area_code) >= 12`,
      [server.city.clock.now()],
    )
  )[0]?.n;

test('after 25 changes of the territory in the middle of a random walk every figure, counter, list and inbox is what it was', async () => {
  const { city } = server;
  for (const code of [...(await currentAreas(9)), ...(await currentAreas(12)), ...(await currentAreas(15))])
    for (const name of ['甲', '乙'])
      desks.push(
        await city.principal(code.length === 9 ? 'dutyOfficer' : code.length === 12 ? 'communitySecretary' : 'gridWorker', code, {
          name: `${name} ${code}`,
        }),
      );
  await city.principal('volunteer', places.yugou);
  const reactor = createReactor(city.runtime, reactions, { add: async () => {} }, (fault) => {
    throw new Error(fault);
  });
  const settle = async () => {
    await city.runtime.sealer.sealAll();
    await reactor.settle();
    await city.runtime.sealer.sealAll();
  };
  const kinds = new Map<string, number>();
  let merged = 0;
  for (let turn = 0; turn < 25; turn++) {
    for (let i = 0; i < 30; i++) await oneAct();
    await settle();
    const before = await look();
    const owed = await owedByDesk();
    const [name, input] = await someChange();
    let moved: { mergedReceipts: number };
    try {
      ({ moved } = await server.run<{ moved: { mergedReceipts: number } }>(name, admin(), input));
    } catch (error) {
      if (error instanceof Problem) continue;
      throw new Error(`${name} ${JSON.stringify(input)}: ${(error as Error).message}`);
    }
    kinds.set(name, (kinds.get(name) ?? 0) + 1);
    merged += moved.mergedReceipts;
    const what = `${turn} ${name} ${JSON.stringify(input)}`;
    // Who went to the new area acts there from his next sign-in or with his session; here he is one of the cast.
    for (const desk of desks) {
      const [row] = await city.sql<{ area_code: string }>('select area_code from city.assignments where id = $1', [desk.assignmentId]);
      desk.areaCode = row?.area_code ?? desk.areaCode;
    }
    const after = await look();
    expect(after.figures, what).toEqual(before.figures);
    expect(after.needing, what).toBe(await needs());
    const differences = await city.as(city.system, (tx) => recountTallies(tx, orderMetrics, places.city));
    expect(differences, what).toEqual([]);
    expect(await progressSays(city), what).toEqual([]);
    await settle();
    expect(await city.runtime.sealer.verify(), what).toMatchObject({ intact: true });
    if (name === 'splitArea') continue;
    for (const desk of desks) {
      // A merged desk owes what each of them owed, once; of a desk without people too.
      const mine = now(desk).areaCode as string;
      const union = new Set([...owed].flatMap(([code, ids]) => (city.runtime.city.former?.present(code) === mine ? ids : [])));
      expect([...(after.inboxes.get(desk.personId) ?? [])].sort(), `${what} inbox of ${desk.personName}`).toEqual([...union].sort());
      // And nobody in an area that moved stops seeing an order that he saw.
      const isMoved = [input.code, ...(input.codes ?? [])].some(
        (code) => code !== undefined && lineage(desk.personName.split(' ')[1] ?? '').includes(code),
      );
      if (isMoved)
        for (const id of before.orders.get(desk.personId) ?? [])
          expect(after.orders.get(desk.personId)?.has(id), `${what} order of ${desk.personName}`).toBe(true);
    }
  }
  expect([...kinds.keys()]).toEqual(expect.arrayContaining(['mergeAreas', 'recodeArea', 'splitArea']));
  expect(merged).toBeGreaterThan(0);
}, 240_000);
