import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../call.ts';
import { measureSkew } from '../clock.ts';
import { openStore, type Store } from '../store.ts';
import { backoff } from './backoff.ts';
import type { NewEntry, Owner } from './entry.ts';
import { type Outbox, openOutbox } from './outbox.ts';

const secretary: Owner = { personId: 'chen', assignmentId: 'secretary-of-tianhuyuan' };
const acknowledge = (receiptId: string): NewEntry => ({ operation: 'acknowledgeReceipt', subject: receiptId, input: { receiptId } });
const answer = (receiptId: string): NewEntry => ({
  operation: 'answerReceipt',
  subject: receiptId,
  input: { receiptId, answer: { values: {} } },
});
const unreachable = () => new ProblemError({ code: 'network.unreachable', status: 0 });

/** A server that remembers what it did by command id, and a network that can be cut before or after it did it. */
function world() {
  const attempts: string[] = [];
  const done: { commandId: string; operation: string; subject: string }[] = [];
  let network: 'up' | 'down' | 'answerLost' = 'up';
  const refusals = new Map<string, ProblemError>();
  return {
    attempts,
    done,
    refusals,
    set network(state: 'up' | 'down' | 'answerLost') {
      network = state;
    },
    async send(operation: string, input: Record<string, unknown>) {
      const commandId = input.commandId as string;
      attempts.push(operation);
      if (network === 'down') throw unreachable();
      const refusal = refusals.get(operation);
      if (refusal) throw refusal;
      if (!done.some((one) => one.commandId === commandId)) done.push({ commandId, operation, subject: input.receiptId as string });
      if (network === 'answerLost') throw unreachable();
      return {};
    },
  };
}

let store: Store;
let name = 0;
const open: Outbox[] = [];

async function outboxOn(server: ReturnType<typeof world>, on: Store | null = store): Promise<Outbox> {
  const outbox = await openOutbox({ store: on, send: server.send, random: () => 1 });
  open.push(outbox);
  outbox.setOwner(secretary);
  return outbox;
}

beforeEach(async () => {
  store = await openStore(`outbox-${name++}`);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((outbox) => outbox.close()));
  store.close();
});

/** A device without room: it reads, and keeps nothing more. */
function fullStore(real: Store): Store {
  const add = () => Promise.reject(Object.assign(new Error('full'), { name: 'QuotaExceededError' }));
  return new Proxy(real, {
    get: (target, key) => {
      if (key === 'add') return add;
      const value = Reflect.get(target, key) as unknown;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

describe('outbox', () => {
  it('keeps what was done without network, and sends it once when the network is back', async () => {
    const server = world();
    server.network = 'down';
    const outbox = await outboxOn(server);
    await outbox.add(acknowledge('r1'));
    await outbox.drain();
    expect(server.done).toEqual([]);
    expect(outbox.snapshot().entries).toMatchObject([{ operation: 'acknowledgeReceipt', state: 'waiting' }]);

    server.network = 'up';
    await Promise.all([outbox.drain(), outbox.drain(), outbox.drain()]);
    expect(server.done).toHaveLength(1);
    expect(outbox.snapshot().entries).toEqual([]);
  });

  it('survives a reload: a new page finds and sends what the old one wrote down', async () => {
    const server = world();
    server.network = 'down';
    const before = await outboxOn(server);
    const entry = await before.add(acknowledge('r1'));
    await before.drain();
    await before.close();

    server.network = 'up';
    const after = await outboxOn(server);
    await after.drain();
    expect(server.done).toMatchObject([{ commandId: entry.commandId }]);
    expect(await store.count('outbox')).toBe(0);
  });

  it('repeats with the same id when the answer was lost, so that it has one effect', async () => {
    const server = world();
    server.network = 'answerLost';
    const outbox = await outboxOn(server);
    await outbox.add(acknowledge('r1'));
    await outbox.drain();
    server.network = 'up';
    await outbox.drain();
    expect(server.attempts.length).toBeGreaterThan(1);
    expect(server.done).toHaveLength(1);
  });

  it('sends in the order of writing for one subject, also across a reload', async () => {
    const server = world();
    server.network = 'down';
    const before = await outboxOn(server);
    await before.add(acknowledge('r1'));
    await before.add(answer('r1'));
    await before.drain();
    await before.close();
    server.network = 'up';
    const after = await outboxOn(server);
    await after.drain();
    expect(server.done.map((one) => one.operation)).toEqual(['acknowledgeReceipt', 'answerReceipt']);
  });

  it('holds what follows a refused command of the same subject, and lets other subjects go', async () => {
    const server = world();
    server.refusals.set('acknowledgeReceipt', new ProblemError({ code: 'state.moved-on', status: 409, params: { byName: '李明' } }));
    const outbox = await outboxOn(server);
    await outbox.add(acknowledge('r1'));
    await outbox.add(answer('r1'));
    await outbox.add(answer('r2'));
    await outbox.drain();
    expect(server.done).toMatchObject([{ subject: 'r2' }]);
    expect(outbox.snapshot().entries.map((entry) => entry.state)).toEqual(['failed', 'waiting']);
  });

  it('keeps a refused command with its reason until a person decides: discarded, the next one goes', async () => {
    const server = world();
    server.refusals.set('acknowledgeReceipt', new ProblemError({ code: 'state.moved-on', status: 409, params: { byName: '李明' } }));
    const outbox = await outboxOn(server);
    const first = await outbox.add(acknowledge('r1'));
    await outbox.add(answer('r1'));
    await outbox.drain();
    const stored = await store.get('outbox', first.sequence);
    expect(stored).toMatchObject({ state: 'failed', problem: { code: 'state.moved-on', params: { byName: '李明' } } });

    await outbox.discard(first.sequence);
    await outbox.drain();
    expect(server.done).toMatchObject([{ operation: 'answerReceipt', subject: 'r1' }]);
  });

  it('tries a refused command again with the same id', async () => {
    const server = world();
    server.refusals.set('acknowledgeReceipt', new ProblemError({ code: 'incident.none-active', status: 409 }));
    const outbox = await outboxOn(server);
    const entry = await outbox.add(acknowledge('r1'));
    await outbox.drain();
    server.refusals.clear();
    await outbox.retry(entry.sequence);
    expect(server.done).toMatchObject([{ commandId: entry.commandId }]);
  });

  it('waits when it was too fast, but not when a rule says no', async () => {
    const server = world();
    server.refusals.set('acknowledgeReceipt', new ProblemError({ code: 'rate.exceeded', status: 429 }));
    const outbox = await outboxOn(server);
    await outbox.add(acknowledge('r1'));
    await outbox.drain();
    expect(outbox.snapshot().entries).toMatchObject([{ state: 'waiting' }]);
    server.refusals.set('acknowledgeReceipt', new ProblemError({ code: 'order.reminded-recently', status: 429 }));
    await outbox.drain();
    expect(outbox.snapshot().entries).toMatchObject([{ state: 'failed' }]);
  });

  it('keeps everything through an ended session and sends it after the same person signs in', async () => {
    const server = world();
    server.refusals.set('acknowledgeReceipt', new ProblemError({ code: 'session.expired', status: 401 }));
    const outbox = await outboxOn(server);
    await outbox.add(acknowledge('r1'));
    await outbox.drain();
    expect(outbox.snapshot()).toMatchObject({ isSignedOut: true, entries: [{ state: 'waiting' }] });

    server.refusals.clear();
    outbox.setOwner(secretary);
    await outbox.drain();
    expect(server.done).toHaveLength(1);
  });

  it('sends nothing in the name of another person on the same phone', async () => {
    const server = world();
    server.network = 'down';
    const outbox = await outboxOn(server);
    await outbox.add(acknowledge('r1'));
    await outbox.drain();
    server.network = 'up';
    outbox.setOwner({ personId: 'li', assignmentId: 'grid-worker' });
    await outbox.drain();
    expect(server.done).toEqual([]);
    outbox.setOwner(secretary);
    await outbox.drain();
    expect(server.done).toHaveLength(1);
  });

  it('makes one command of a double tap', async () => {
    const server = world();
    server.network = 'down';
    const outbox = await outboxOn(server);
    await Promise.all([outbox.add(acknowledge('r1'), { once: true }), outbox.add(acknowledge('r1'), { once: true })]);
    expect(await store.count('outbox')).toBe(1);
  });

  it('drops a quiet note that is refused, without holding up what follows', async () => {
    const server = world();
    server.refusals.set('openReceipt', new ProblemError({ code: 'state.moved-on', status: 409 }));
    const outbox = await outboxOn(server);
    await outbox.add({ operation: 'openReceipt', subject: 'r1', input: { receiptId: 'r1' }, quiet: true });
    await outbox.add(acknowledge('r1'));
    await outbox.drain();
    expect(server.done).toMatchObject([{ operation: 'acknowledgeReceipt' }]);
    expect(await store.count('outbox')).toBe(0);
  });

  it('goes on from memory where the browser keeps nothing, and says so', async () => {
    const server = world();
    server.network = 'down';
    const outbox = await outboxOn(server, null);
    await outbox.add(acknowledge('r1'));
    await outbox.add(answer('r1'));
    await outbox.drain();
    expect(outbox.snapshot()).toMatchObject({ isKept: false, entries: [{ state: 'waiting' }, { state: 'waiting' }] });
    server.network = 'up';
    await outbox.drain();
    expect(server.done.map((one) => one.operation)).toEqual(['acknowledgeReceipt', 'answerReceipt']);
  });

  describe('what the server holds', () => {
    const held = () => new ProblemError({ code: 'command.held', status: 202, params: { waitsFor: 'file' } });

    it('stays here until it is done; what follows it names it and goes at once', async () => {
      const sent: Record<string, unknown>[] = [];
      let arrived = false;
      const outbox = await openOutbox({
        store,
        random: () => 1,
        async send(_operation, input) {
          sent.push(input);
          if (!arrived) throw held();
          return {};
        },
      });
      open.push(outbox);
      outbox.setOwner(secretary);
      const first = await outbox.add(answer('r1'));
      const second = await outbox.add(answer('r1'));
      await outbox.drain();
      expect(outbox.snapshot().entries.map((entry) => entry.state)).toEqual(['held', 'held']);
      expect(sent.find((input) => input.commandId === first.commandId)?.after).toBeUndefined();
      expect(sent.find((input) => input.commandId === second.commandId)?.after).toBe(first.commandId);

      arrived = true;
      await outbox.drain();
      expect(outbox.snapshot().entries).toEqual([]);
      expect(await store.count('outbox')).toBe(0);
    });

    it('refused when it was applied at last, it is shown with the reason; given up, the server is told first', async () => {
      const server = world();
      server.refusals.set('answerReceipt', held());
      const outbox = await outboxOn(server);
      const entry = await outbox.add(answer('r1'));
      await outbox.drain();
      server.refusals.set('answerReceipt', new ProblemError({ code: 'state.moved-on', status: 409 }));
      await outbox.drain();
      expect(outbox.snapshot().entries).toMatchObject([{ state: 'failed', problem: { code: 'state.moved-on' } }]);

      server.network = 'down';
      await expect(outbox.discard(entry.sequence)).rejects.toMatchObject({ code: 'network.unreachable' });
      expect(outbox.snapshot().entries).toHaveLength(1);
      server.network = 'up';
      await outbox.discard(entry.sequence);
      expect(server.done).toMatchObject([{ operation: 'discardHeldCommand' }]);
      expect(outbox.snapshot().entries).toEqual([]);
    });

    it('without network it is still held, not lost and not waiting anew', async () => {
      const server = world();
      server.refusals.set('answerReceipt', held());
      const outbox = await outboxOn(server);
      await outbox.add(answer('r1'));
      await outbox.drain();
      server.network = 'down';
      await outbox.drain();
      expect(outbox.snapshot().entries).toMatchObject([{ state: 'held' }]);
    });
  });

  it('says when it was done by what is known of the clock when it is sent, not when it was written', async () => {
    const day = 24 * 3_600_000;
    const server = world();
    server.network = 'down';
    const sent: Record<string, unknown>[] = [];
    const outbox = await openOutbox({
      store,
      random: () => 1,
      send: (operation, input) => {
        sent.push(input);
        return server.send(operation, input);
      },
      // The phone, which believes to be right, hears that it is three days ahead.
      measure: async () => measureSkew(new Date(Date.now() - 3 * day).toISOString(), Date.now(), Date.now()),
    });
    open.push(outbox);
    outbox.setOwner(secretary);
    measureSkew(new Date().toISOString(), Date.now(), Date.now());
    const before = Date.now() - 3 * day;
    // Its clock was set ahead without network, then this was done.
    measureSkew(new Date(before).toISOString(), before, before);
    await outbox.add(acknowledge('r1'));
    await outbox.drain();
    server.network = 'up';
    await outbox.drain();
    const last = sent.at(-1);
    expect(Math.abs(Date.parse(String(last?.doneAt)) - before)).toBeLessThan(5000);
    expect(last?.clockSkewSeconds).toBe(3 * 24 * 3600);
    measureSkew(new Date().toISOString(), Date.now(), Date.now());
  });

  it('says so when there is no room on the device, and keeps it in the open page', async () => {
    const server = world();
    server.network = 'down';
    const full = fullStore(store);
    const outbox = await outboxOn(server, full);
    await outbox.add(acknowledge('r1'));
    expect(outbox.snapshot()).toMatchObject({ isKept: false, isFull: true, entries: [{ operation: 'acknowledgeReceipt' }] });
    server.network = 'up';
    await outbox.drain();
    expect(server.done).toHaveLength(1);
  });

  it('waits longer after each silence, never over five minutes, and never all phones at once', () => {
    expect(backoff(0, () => 1)).toBe(2000);
    expect(backoff(3, () => 1)).toBe(16_000);
    expect(backoff(40, () => 1)).toBe(300_000);
    expect(backoff(3, () => 0)).toBe(8000);
  });
});
