import { operations } from '@muster/contract/operations';
import { places } from '@muster/testkit/territory';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { flagHeldByTimer } from '../features/held/index.ts';
import { newId } from '../platform/ids.ts';
import type { Principal } from '../platform/principal.ts';
import { areas, callers, castCity, issue, people, receiptOf, server } from './cast-city.fixture.ts';
import { createHolder } from './held-commands.ts';
import { senderOf } from './uploads.fixture.ts';

beforeAll(castCity);
afterAll(() => server.stop());

const secretary = () => callers.communitySecretary;
const yes = { answer: { values: { done: true } } };
const stateOf = async (receiptId: string) =>
  (await server.city.sql<{ state: string }>('select state from city.receipts where id = $1', [receiptId]))[0]?.state;
const heldRow = async (commandId: string) =>
  (
    await server.city.sql<{ state: string; problem: { code: string } | null; input: object; flagged_at: Date | null }>(
      'select state, problem, input, flagged_at from city.held_commands where command_id = $1',
      [commandId],
    )
  )[0];
const effects = async (commandId: string) =>
  (
    await server.city.sql<{ n: number }>('select count(*)::int as n from city.events where command_id = $1 and result is not null', [
      commandId,
    ])
  )[0]?.n;

async function receipt() {
  const orderId = await issue(people.commander, [areas(places.tianhuyuan)]);
  return { orderId, receiptId: (await receiptOf(orderId, { recipient: 'desk', areaCode: places.tianhuyuan })).id };
}

/** An answer that arrives before the acknowledgement it follows. */
async function outOfOrder() {
  const { orderId, receiptId } = await receipt();
  const [first, second] = [newId(), newId()];
  const answer = { commandId: second, receiptId, ...yes, after: first };
  const acknowledge = { commandId: first, receiptId };
  return { orderId, receiptId, answer, acknowledge, first, second };
}

describe('a command whose predecessor has not arrived', () => {
  test('is held, answered 202, and applied by itself when the predecessor comes; each has one effect', async () => {
    const { receiptId, answer, acknowledge, second } = await outOfOrder();
    const early = await server.call(secretary(), operations.answerReceipt, answer);
    expect(early).toMatchObject({
      status: 202,
      body: { held: true, commandId: second, waitsFor: { kind: 'command', id: acknowledge.commandId } },
    });
    expect(await stateOf(receiptId)).toBe('sent');
    await server.holder.settle();
    expect(await stateOf(receiptId)).toBe('sent');
    // The phone asks again: the same answer.
    expect(await server.call(secretary(), operations.answerReceipt, answer)).toMatchObject({ status: 202, body: early.body });

    expect((await server.call(secretary(), operations.acknowledgeReceipt, acknowledge)).status).toBe(200);
    await server.holder.settle();
    expect(await stateOf(receiptId)).toBe('answered');
    expect(await heldRow(second)).toMatchObject({ state: 'applied', input: {} });
    expect(await effects(second)).toBe(1);
    // …and now the result, as if it had been the first time.
    expect(await server.call(secretary(), operations.answerReceipt, answer)).toMatchObject({
      status: 200,
      body: { receiptId, state: 'answered' },
    });
    expect(await effects(second)).toBe(1);
  });

  test('runs at once where the predecessor is there, and nothing is kept', async () => {
    const { answer, acknowledge, second } = await outOfOrder();
    await server.call(secretary(), operations.acknowledgeReceipt, acknowledge);
    expect((await server.call(secretary(), operations.answerReceipt, answer)).status).toBe(200);
    expect(await heldRow(second)).toBeUndefined();
  });

  test('keeps a chain in order: the third waits for the second, which waits for the first', async () => {
    const { receiptId, orderId, answer, acknowledge, second } = await outOfOrder();
    const third = { commandId: newId(), receiptId, answer: { values: { done: false } }, after: second };
    expect((await server.call(secretary(), operations.answerReceipt, third)).status).toBe(202);
    expect((await server.call(secretary(), operations.answerReceipt, answer)).status).toBe(202);
    await server.call(secretary(), operations.acknowledgeReceipt, acknowledge);
    await server.holder.settle();
    const told = await server.city.sql<{ command_id: string }>(
      `select command_id from city.events where order_id = $1 and type in ('receipt.acknowledged', 'receipt.answered') order by recorded_at, id`,
      [orderId],
    );
    expect(told.map((row) => row.command_id)).toEqual([acknowledge.commandId, second, third.commandId]);
  });

  test('is done in the name of the person, when he did it, with the rights he has when it is applied', async () => {
    const { orderId, answer, acknowledge, second } = await outOfOrder();
    const doneAt = server.city.clock.now().toISOString();
    server.city.clock.advance({ minutes: 35 });
    await server.call(secretary(), operations.answerReceipt, { ...answer, doneAt, clockSkewSeconds: -259_200 });
    await server.call(secretary(), operations.acknowledgeReceipt, acknowledge);
    await server.holder.settle();
    const [told] = await server.city.sql<{ done_at: Date; recorded_at: Date; actor_id: string; clock_skew_seconds: number }>(
      'select done_at, recorded_at, actor_id, clock_skew_seconds from city.events where command_id = $1',
      [second],
    );
    expect(told).toMatchObject({ actor_id: secretary().principal?.personId, clock_skew_seconds: -259_200 });
    expect(told?.done_at.toISOString()).toBe(doneAt);
    expect((told?.recorded_at.getTime() ?? 0) - (told?.done_at.getTime() ?? 0)).toBe(35 * 60_000);
    await server.city.runtime.sealer.sealAll();
    const feed = await server.call(secretary(), operations.listFeed, { orderId });
    expect(feed.body.items.find((item: { type: string }) => item.type === 'receipt.answered')).toMatchObject({ at: doneAt });
    const row = await server.call(secretary(), operations.getReceipt, { receiptId: answer.receiptId });
    expect(row.body).toMatchObject({ answeredAt: doneAt, answeredReceivedAt: told?.recorded_at.toISOString() });
  });

  test('of somebody whose assignment has ended is refused, and the reason is kept for him', async () => {
    const leaver = await server.city.principal('gridWorker', places.tianhuyuan);
    const caller = await server.signIn(leaver);
    const { answer, acknowledge, second, receiptId } = await outOfOrder();
    await server.call(caller, operations.answerReceipt, answer);
    await server.call(caller, operations.acknowledgeReceipt, acknowledge);
    await server.city.sql('update city.assignments set to_at = from_at where id = $1', [leaver.assignmentId]);
    await server.holder.settle();
    expect(await stateOf(receiptId)).toBe('acknowledged');
    expect(await heldRow(second)).toMatchObject({ state: 'refused', problem: { code: 'auth.no-assignment' } });
  });

  test('that is refused when it is applied keeps the reason; the phone is shown it, and may give it up', async () => {
    const { answer, acknowledge, second, orderId, receiptId } = await outOfOrder();
    await server.call(secretary(), operations.answerReceipt, answer);
    await server.call(secretary(), operations.acknowledgeReceipt, acknowledge);
    await server.run('withdrawOrder', people.commander, { orderId, version: 1, reason: '发错了' });
    await server.holder.settle();
    expect(await stateOf(receiptId)).toBe('withdrawn');
    const mine = await server.call(secretary(), operations.listHeldCommands, {});
    expect(mine.body.items).toContainEqual(
      expect.objectContaining({
        commandId: second,
        state: 'refused',
        isMine: true,
        numberText: expect.any(String),
        may: { discard: true },
      }),
    );
    expect((await server.call(secretary(), operations.answerReceipt, answer)).status).toBe(409);
    expect((await server.call(secretary(), operations.discardHeldCommand, { commandId: newId(), heldCommandId: second })).status).toBe(200);
    expect((await server.call(secretary(), operations.answerReceipt, answer)).body.code).toBe('command.discarded');
  });

  test('given up before its predecessor comes is never applied', async () => {
    const { answer, acknowledge, second, receiptId } = await outOfOrder();
    await server.call(secretary(), operations.answerReceipt, answer);
    await server.call(secretary(), operations.discardHeldCommand, { commandId: newId(), heldCommandId: second });
    await server.call(secretary(), operations.acknowledgeReceipt, acknowledge);
    await server.holder.settle();
    expect(await stateOf(receiptId)).toBe('acknowledged');
    expect(await effects(second)).toBe(0);
  });

  test('is flagged once after the limit, told to the desk, and applied all the same when the predecessor comes', async () => {
    const { answer, acknowledge, second, receiptId, orderId } = await outOfOrder();
    await server.call(secretary(), operations.answerReceipt, answer);
    const flag = () => server.city.run(flagHeldByTimer, server.city.system, {});
    server.city.clock.advance({ minutes: 9 });
    await flag();
    expect((await heldRow(second))?.flagged_at).toBeNull();
    server.city.clock.advance({ minutes: 2 });
    await flag();
    await flag();
    expect((await heldRow(second))?.flagged_at).not.toBeNull();
    const colleague = await server.signIn(await server.city.principal('gridWorker', places.tianhuyuan));
    const seen = await server.call(colleague, operations.listHeldCommands, {});
    expect(seen.body.items).toContainEqual(
      expect.objectContaining({ commandId: second, isMine: false, flaggedAt: expect.any(String), may: { discard: false } }),
    );
    const told = await server.city.sql(`select payload from city.events where type = 'held.flagged' and order_id = $1`, [orderId]);
    expect(told).toMatchObject([{ payload: { operation: 'answerReceipt', minutes: 11, waitsFor: 'command' } }]);
    await server.call(secretary(), operations.acknowledgeReceipt, acknowledge);
    await server.holder.settle();
    expect(await stateOf(receiptId)).toBe('answered');
  });
});

describe('an answer whose photos have not arrived', () => {
  test('is held until the last of them is there, and then stands with them; sent again it is answered the same', async () => {
    const listening = await server.serve();
    await listening.listen({ host: '127.0.0.1', port: 0 });
    const phone = senderOf(listening, secretary());
    const { receiptId } = await receipt();
    const photos = [newId(), newId()];
    const answer = {
      commandId: newId(),
      receiptId,
      answer: { values: { done: true }, photos },
      doneAt: server.city.clock.now().toISOString(),
    };
    expect(await server.call(secretary(), operations.answerReceipt, answer)).toMatchObject({
      status: 202,
      body: { waitsFor: { kind: 'file', id: photos[0] } },
    });
    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#456' } })
      .jpeg()
      .toBuffer();
    await phone.send(picture, { id: photos[0] as string, purpose: 'photo' });
    await server.holder.settle();
    expect(await server.call(secretary(), operations.answerReceipt, answer)).toMatchObject({
      status: 202,
      body: { waitsFor: { kind: 'file', id: photos[1] } },
    });
    await phone.send(picture, { id: photos[1] as string, purpose: 'photo' });
    await server.holder.settle();
    expect(await stateOf(receiptId)).toBe('answered');
    expect(await heldRow(answer.commandId)).toMatchObject({ state: 'applied' });
    expect(await server.call(secretary(), operations.answerReceipt, answer)).toMatchObject({ status: 200, body: { state: 'answered' } });
    expect(await effects(answer.commandId)).toBe(1);
  });
});

describe('held and killed', () => {
  test('between the command and the mark on what is held: run again, it has one effect', async () => {
    const { answer, acknowledge, second } = await outOfOrder();
    await server.call(secretary(), operations.answerReceipt, answer);
    await server.call(secretary(), operations.acknowledgeReceipt, acknowledge);
    await server.holder.settle();
    // As it stands when the process dies after the command's commit and before the mark.
    await server.city.sql(`update city.held_commands set state = 'waiting', settled_at = null, input = $2 where command_id = $1`, [
      second,
      JSON.stringify(answer),
    ]);
    await server.holder.settle();
    expect(await effects(second)).toBe(1);
    expect((await heldRow(second))?.state).toBe('applied');
  });

  test('two servers that apply at once have one effect', async () => {
    const others = Array.from({ length: 3 }, () =>
      createHolder(
        server.city.runtime,
        () => server.routes,
        (fault) => {
          throw new Error(fault);
        },
      ),
    );
    const { answer, acknowledge, second } = await outOfOrder();
    await server.call(secretary(), operations.answerReceipt, answer);
    await server.call(secretary(), operations.acknowledgeReceipt, acknowledge);
    await Promise.all([server.holder, ...others].map((holder) => holder.settle()));
    expect(await effects(second)).toBe(1);
    expect((await heldRow(second))?.state).toBe('applied');
  });

  test('the predecessor that arrives while its follower is being kept is found the next time, whatever was heard of', async () => {
    const { answer, acknowledge, second } = await outOfOrder();
    const [, late] = await Promise.all([
      server.call(secretary(), operations.acknowledgeReceipt, acknowledge),
      server.call(secretary(), operations.answerReceipt, answer),
    ]);
    await server.holder.settle();
    expect([200, 202]).toContain(late.status);
    expect(await effects(second)).toBe(1);
  });
});

describe('what is held', () => {
  test('belongs to who sent it: nobody else gets its answer, and no password is ever kept', async () => {
    const { answer } = await outOfOrder();
    await server.call(secretary(), operations.answerReceipt, answer);
    const colleague = await server.signIn(await server.city.principal('gridWorker', places.tianhuyuan));
    expect((await server.call(colleague, operations.answerReceipt, answer)).body.code).toBe('command.reused');
    const change = { commandId: newId(), current: 'wrong password', next: 'battery staple 9', after: newId() };
    expect((await server.call(secretary(), operations.changePassword, change)).status).toBe(422);
    expect(await heldRow(change.commandId)).toBeUndefined();
  });

  test('is no more than a day’s work of one person', async () => {
    const busy: Principal = await server.city.principal('gridWorker', places.tianhuyuan);
    const caller = await server.signIn(busy);
    await server.city.sql(
      `insert into city.held_commands (command_id, operation, input, person_id, person_name, assignment_id, area_code, waits_kind, waits_for, done_at, held_at)
        select gen_random_uuid(), 'openReceipt', '{}', $1, 'x', $2, $3, 'command', gen_random_uuid(), now(), now() from generate_series(1, 200)`,
      [busy.personId, busy.assignmentId, places.tianhuyuan],
    );
    const sent = { commandId: newId(), receiptId: newId(), after: newId() };
    expect((await server.call(caller, operations.openReceipt, sent)).status).toBe(429);
  });
});
