import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../platform/ids.ts';
import type { Principal } from '../platform/principal.ts';
import { areas, ask, callers, castCity, people, type RoleName, receiptOf, server, units } from './cast-city.fixture.ts';
import type { Caller } from './http-city.fixture.ts';
import { cast } from './role-table.ts';
import { pdf, picture, type Sender, senderOf } from './uploads.fixture.ts';

let neighbour: Caller;
let foreign: Caller;
let gridWorker: Caller;
let commander: Sender;
let secretary: Sender;

beforeAll(async () => {
  await castCity();
  await server.http.listen({ port: 0, host: '127.0.0.1' });
  neighbour = await server.signIn(people.neighbour);
  foreign = await server.signIn(people.foreign);
  gridWorker = await server.signIn(people.gridWorker);
  commander = senderOf(server.http, callers.commander);
  secretary = senderOf(server.http, callers.communitySecretary);
});
afterAll(() => server.stop());

const inSixHours = () => new Date(server.city.clock.now().getTime() + 6 * 3_600_000).toISOString();
async function issue(caller: Caller, include: object[], attachments: string[]) {
  const orderId = newId();
  const answer = await ask('issueOrder', caller, {
    orderId,
    urgency: 'urgent',
    title: '封控小区作战手册',
    body: '照手册办。',
    audience: { include, except: [] },
    questions: [{ key: 'done', kind: 'tick', text: '办了吗', perArea: false, required: true }],
    answerBy: inSixHours(),
    attachments,
  });
  return { orderId, ...answer };
}
const file = async (sender: Sender, data: Buffer = pdf(), name = '手册.pdf') => (await sender.send(data, { name })).id;
const photo = async (sender: Sender) => (await sender.send(await picture(800, 600, 'jpeg'), { name: 'a.jpg', purpose: 'photo' })).id;
const everybody = () => [
  areas(places.xinhua, places.tianhuyuan, places.yugou),
  { kind: 'units', unitIds: [units.own] },
  { kind: 'peopleByRole', role: 'volunteer', under: places.tianhuyuan },
];
const status = async (caller: Caller, id: string) => (await senderOf(server.http, caller).get(id)).status;
const events = async () => (await server.city.sql<{ n: number }>('select count(*)::int as n from city.events'))[0]?.n;

// biome-ignore format: a table is read by columns
const mayRead: Record<RoleName, { order: 200 | 404; photo: 200 | 404; outside: 404 | 200 }> = {
  systemAdministrator:   { order: 404, photo: 404, outside: 404 },
  securityAdministrator: { order: 404, photo: 404, outside: 404 },
  auditor:               { order: 404, photo: 404, outside: 404 },
  commander:             { order: 200, photo: 200, outside: 200 }, // of the whole city: nothing lies outside
  dutyOfficer:           { order: 200, photo: 200, outside: 404 },
  communitySecretary:    { order: 200, photo: 200, outside: 404 },
  gridWorker:            { order: 200, photo: 200, outside: 404 },
  supervisor:            { order: 200, photo: 200, outside: 404 },
  unitLiaison:           { order: 200, photo: 404, outside: 404 },
  volunteer:             { order: 200, photo: 200, outside: 404 },
};

describe('who reads a file', () => {
  test('each role inside and outside of its territory: as the order or the receipt that carries it', async () => {
    const manual = await file(commander);
    const { orderId } = await issue(callers.commander, everybody(), [manual]);
    const { id: receiptId } = await receiptOf(orderId, { recipient: 'desk', areaCode: places.tianhuyuan });
    const queue = await photo(secretary);
    await ask('answerReceipt', callers.communitySecretary, { receiptId, answer: { values: { done: true }, photos: [queue] } });
    const theirs = await file(senderOf(server.http, neighbour));
    await issue(neighbour, [areas(places.donghuan)], [theirs]);
    const wrong: string[] = [];
    for (const { role } of cast) {
      const got = {
        order: await status(callers[role], manual),
        photo: await status(callers[role], queue),
        outside: await status(callers[role], theirs),
      };
      if (JSON.stringify(got) !== JSON.stringify(mayRead[role])) wrong.push(`${role}: ${JSON.stringify(got)}`);
    }
    expect(wrong).toEqual([]);
    for (const stranger of [neighbour, foreign])
      for (const id of [manual, queue]) expect(await status(stranger, id), stranger.principal?.role).toBe(404);
    expect(await status(foreign, theirs)).toBe(200);
  });

  test('each role sends files, and nobody else reads them before they are attached', async () => {
    for (const { role } of cast) {
      const id = await file(senderOf(server.http, callers[role]));
      expect(await status(callers[role], id), role).toBe(200);
      expect(await status(role === 'commander' ? callers.dutyOfficer : callers.commander, id), role).toBe(404);
    }
  });

  test('those of a unit read what its order carries, those of another unit do not', async () => {
    const other = await server.signIn(await server.city.principal('unitLiaison', null, { unitId: units.other }));
    const id = await file(commander);
    await issue(callers.commander, [{ kind: 'units', unitIds: [units.own] }], [id]);
    expect([await status(callers.unitLiaison, id), await status(other, id), await status(callers.volunteer, id)]).toEqual([200, 404, 404]);
  });
});

describe('order with attachments', () => {
  test('shows them in their order, with what they are', async () => {
    const ids = [await file(commander), await file(commander, await picture(900, 300), '位置图.png')];
    const { orderId } = await issue(callers.commander, everybody(), ids);
    const { body } = await ask('getOrder', callers.communitySecretary, { orderId });
    expect(body.attachments).toMatchObject([
      { id: ids[0], name: '手册.pdf', type: 'application/pdf', width: null },
      { id: ids[1], name: '位置图.png', type: 'image/png', width: 900, height: 300 },
    ]);
    const { id } = await receiptOf(orderId, { recipient: 'desk', areaCode: places.tianhuyuan });
    const receipt = await ask('getReceipt', callers.communitySecretary, { receiptId: id });
    expect(receipt.body.order.attachments.map((one: { id: string }) => one.id)).toEqual(ids);
  });

  test('what is broken down carries the files of the order above, for those below too', async () => {
    const id = await file(commander);
    const { orderId } = await issue(callers.commander, [areas(places.tianhuyuan)], [id]);
    const { id: receiptId } = await receiptOf(orderId, { recipient: 'desk', areaCode: places.tianhuyuan });
    const childId = newId();
    await ask('delegateReceipt', callers.communitySecretary, { receiptId, orderId: childId, areaCodes: [`${places.tianhuyuan}001`] });
    const { id: childReceipt } = await receiptOf(childId, { recipient: 'desk', areaCode: `${places.tianhuyuan}001` });
    const { body } = await ask('getReceipt', gridWorker, { receiptId: childReceipt });
    expect(body.order.attachments).toMatchObject([{ id, name: '手册.pdf' }]);
    expect(await status(gridWorker, id)).toBe(200);
    expect((await ask('getOrder', callers.communitySecretary, { orderId: childId })).body.attachments).toHaveLength(1);
  });

  test('one that has not arrived, another person’s, or none at all is named; nothing is sent', async () => {
    const data = pdf('half');
    const half = await commander.create({ name: 'a.pdf', length: data.length, data: data.subarray(0, 10) });
    const anothers = await file(secretary);
    const mine = await file(commander);
    const before = await events();
    const { body, status: refused } = await issue(callers.commander, everybody(), [mine, half.id, anothers]);
    expect(refused).toBe(409);
    expect(body).toMatchObject({ code: 'file.not-arrived', errors: [{ pointer: '/attachments/1' }, { pointer: '/attachments/2' }] });
    expect(await events()).toBe(before);
    expect((await issue(callers.commander, everybody(), [mine, mine])).status).toBe(400);
    expect((await issue(callers.commander, everybody(), Array.from({ length: 10 }, newId))).status).toBe(400);
  });

  test('what one sees attached elsewhere one may pass on, and it is kept as long as anything carries it', async () => {
    const id = await file(commander);
    await issue(callers.commander, everybody(), [id]);
    const passed = await issue(callers.dutyOfficer, [areas(places.yugou)], [id]);
    expect(passed.status).toBe(200);
    const yugou = await server.signIn(await server.city.principal('communitySecretary', places.yugou));
    expect(await status(yugou, id)).toBe(200);
    expect(await commander.remove(id)).toMatchObject({ status: 404 });
    expect(await status(yugou, id)).toBe(200);
  });
});

describe('photos of an answer', () => {
  async function answerable() {
    const { orderId } = await issue(callers.commander, [areas(places.tianhuyuan)], []);
    return { orderId, receiptId: (await receiptOf(orderId, { recipient: 'desk', areaCode: places.tianhuyuan })).id };
  }
  const answer = (receiptId: string, photos: string[]) =>
    ask('answerReceipt', callers.communitySecretary, { receiptId, answer: { values: { done: true }, photos } });

  test('are shown with it to those above, and a colleague corrects without sending them again', async () => {
    const { orderId, receiptId } = await answerable();
    const [first, second] = [await photo(secretary), await photo(secretary)];
    expect((await answer(receiptId, [first as string, second as string])).status).toBe(200);
    const { body } = await ask('listReceipts', callers.commander, { orderId });
    expect(body.items[0].answer.photos).toEqual([first, second]);
    const mate = await server.signIn(await server.city.principal('dutyOfficer', places.tianhuyuan));
    const corrected = await ask('answerReceipt', mate, { receiptId, answer: { values: { done: false }, photos: [second] } });
    expect(corrected.status).toBe(200);
    const [row] = await server.city.sql<{ n: number }>(
      'select count(*)::int as n from city.attachments where subject_id = $1 and detached_at is null',
      [receiptId],
    );
    expect(row?.n).toBe(1);
    // What was told once is not untold.
    expect(await status(callers.commander, first as string)).toBe(200);
  });

  test('the same answer sent again, ten times at once, has them once', async () => {
    const { receiptId } = await answerable();
    const id = await photo(secretary);
    const input = { receiptId, commandId: newId(), answer: { values: { done: true }, photos: [id] } };
    const all = await Promise.all(Array.from({ length: 10 }, () => ask('answerReceipt', callers.communitySecretary, input)));
    expect(new Set(all.map((one) => one.status))).toEqual(new Set([200]));
    const [row] = await server.city.sql<{ n: number }>('select count(*)::int as n from city.attachments where subject_id = $1', [
      receiptId,
    ]);
    expect(row?.n).toBe(1);
  });

  test('a document is no photo, and another person’s is not there', async () => {
    const { receiptId } = await answerable();
    expect((await answer(receiptId, [await file(secretary)])).body.code).toBe('file.not-a-picture');
    const strange = await answer(receiptId, [await photo(commander)]);
    expect(strange).toMatchObject({ status: 409, body: { code: 'file.not-arrived', errors: [{ pointer: '/answer/photos/0' }] } });
    expect((await server.city.sql<{ state: string }>('select state from city.receipts where id = $1', [receiptId]))[0]?.state).toBe('sent');
  });
});

test('nobody removes a file that is tidied away at the moment it is attached: one of both happens', async () => {
  const sender = people.commander as Principal;
  for (let round = 0; round < 20; round += 1) {
    const id = await file(commander);
    const [attached, removed] = await Promise.all([
      issue(callers.commander, [areas(places.yugou)], [id]).then((sent) => sent.status),
      server.files.book.discard(sender, id),
    ]);
    expect([attached === 200, removed].filter(Boolean)).toHaveLength(1);
    expect(await status(callers.commander, id)).toBe(attached === 200 ? 200 : 404);
  }
});
