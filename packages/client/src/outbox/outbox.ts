import { isHeld, isTransient, ProblemError } from '../call.ts';
import { doneAtOf, measurements, readClock } from '../clock.ts';
import { newId } from '../ids.ts';
import type { Store } from '../store.ts';
import { backoff } from './backoff.ts';
import { type CommandName, type KeptProblem, type NewEntry, nextToSend, type OutboxEntry, type Owner, predecessorOf } from './entry.ts';

export interface OutboxSnapshot {
  /** In the order of writing; quiet ones are not in it. */
  entries: readonly OutboxEntry[];
  /** What is on its way at this moment. */
  sending: string | null;
  /** False when this browser keeps nothing: what waits is lost with the page, and the screen must say so. */
  isKept: boolean;
  /** There was no room for the last one: it is only in the open page. */
  isFull: boolean;
  /** The session ended: everything waits until somebody signs in. */
  isSignedOut: boolean;
}

export interface Outbox {
  /** Resolves when the command is safe on the device. Safe to call twice: a waiting command of the same kind is not doubled when `once`. */
  add(entry: NewEntry, options?: { once?: boolean }): Promise<OutboxEntry>;
  /** Sends what may go, in order. Returns when nothing is left that could go now. Concurrent calls join. */
  drain(): Promise<void>;
  /** Tries a refused one again, with the same id: it was not done, so it cannot be done twice. */
  retry(sequence: number): Promise<void>;
  /** Gives one up. What the server holds it is told first: rejects when it cannot be reached. */
  discard(sequence: number): Promise<void>;
  /** Takes one out and puts another in its place, as one was changed: what the server holds of the first is given up before. */
  replace(sequence: number, entry: NewEntry): Promise<void>;
  /** Who is signed in. Null pauses. */
  setOwner(owner: Owner | null): void;
  snapshot(): OutboxSnapshot;
  subscribe(listener: () => void): () => void;
  /** Ends after what is on its way. */
  close(): Promise<void>;
}

interface Options {
  /** Null where the browser has no storage: the open page is then the only memory. */
  store: Store | null;
  send: (operation: CommandName, input: Record<string, unknown>) => Promise<unknown>;
  /** Before the entry leaves the outbox, so that no screen falls back to the state before it. */
  onSent?: (entry: OutboxEntry, result: unknown) => void | Promise<void>;
  onFailed?: (entry: OutboxEntry) => void | Promise<void>;
  /** It left the outbox, sent or given up: what was kept for it may go. */
  onGone?: (entry: OutboxEntry) => void | Promise<void>;
  /** Hears the server's time. Asked before something is sent that waited: by it `doneAt` is set right. */
  measure?: () => Promise<unknown>;
  random?: () => number;
}

/** A fault of the server itself is tried this often before it is shown as failed. */
const serverFaultsMax = 5;

/** Numbers from here on were not given by the store: the entry is not safe yet, or cannot be. */
const firstInMemory = 1e12;

/**
 * The outbox: what a person did is written down on the device first and sent from there, by the page, until the
 * server has answered. Guarantees: nothing is lost by a reload, a crash or an ended session; per subject the order is
 * kept; a command has one effect however often it is sent (its `commandId`); what is refused stays, with the reason.
 */
export async function openOutbox({ store, send, onSent, onFailed, onGone, measure, random }: Options): Promise<Outbox> {
  let entries: OutboxEntry[] = store ? await store.getAll('outbox') : [];
  let owner: Owner | null = null;
  let sending: OutboxEntry | null = null;
  let isKept = store !== null;
  let isFull = false;
  let isSignedOut = false;
  let draining: Promise<void> | null = null;
  let again = false;
  let silence = 0;
  let heldRounds = 0;
  /** What lay here when the page opened, and what met no network: nothing was heard of the server's time since. */
  const waited = new Set(entries.map((entry) => entry.commandId));
  let heardThen = measurements();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  let sequenceInMemory = firstInMemory;
  const listeners = new Set<() => void>();
  let current: OutboxSnapshot = make();
  // Other windows of this origin share the store; each tells the others to look again.
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('muster.outbox');
  channel?.addEventListener('message', () => void reload());

  function make(): OutboxSnapshot {
    return { entries: entries.filter((entry) => !entry.quiet), sending: sending?.commandId ?? null, isKept, isFull, isSignedOut };
  }

  function changed() {
    current = make();
    for (const listener of listeners) listener();
  }

  function tellOthers() {
    if (!closed) channel?.postMessage('changed');
  }

  async function reload() {
    if (!store || closed) return;
    const stored = await store.getAll('outbox');
    const known = new Set(stored.map((entry) => entry.commandId));
    entries = [...stored, ...entries.filter((entry) => entry.sequence >= firstInMemory && !known.has(entry.commandId))];
    changed();
  }

  async function put(entry: OutboxEntry) {
    entries = entries.map((one) => (one.sequence === entry.sequence ? entry : one));
    if (store && entry.sequence < firstInMemory) await store.put('outbox', entry);
    changed();
    tellOthers();
  }

  async function remove(sequence: number) {
    if (store && sequence < firstInMemory) await store.delete('outbox', sequence);
    entries = entries.filter((entry) => entry.sequence !== sequence);
    changed();
    tellOthers();
  }

  async function add(entry: NewEntry, { once = false } = {}): Promise<OutboxEntry> {
    if (!owner) throw new Error('outbox.add before anybody signed in');
    const twin =
      once && entries.find((one) => one.operation === entry.operation && one.subject === entry.subject && one.state === 'waiting');
    if (twin) return twin;
    const commandId = newId();
    const clock = entry.clock ?? readClock();
    const { doneAt } = doneAtOf(clock);
    const draft: Omit<OutboxEntry, 'sequence'> = {
      commandId,
      doneAt,
      clock,
      ...(entry.files?.length ? { files: entry.files } : {}),
      operation: entry.operation,
      subject: entry.subject,
      ...(entry.subjects ? { subjects: entry.subjects } : {}),
      input: { ...entry.input, commandId, doneAt },
      about: entry.about ?? {},
      owner,
      quiet: entry.quiet ?? false,
      state: 'waiting',
      attempts: 0,
      problem: null,
    };
    const pending = { ...draft, sequence: sequenceInMemory++ };
    // Shown (and guarded against a second tap) at once; `sequence` is the store's as soon as it is safe.
    entries = [...entries, pending];
    let kept = pending;
    if (store) {
      try {
        const sequence = await store.add('outbox', draft as OutboxEntry);
        kept = { ...draft, sequence };
        entries = entries.map((one) => (one.commandId === commandId ? kept : one));
      } catch (fault) {
        isKept = false;
        isFull = (fault as { name?: string }).name === 'QuotaExceededError';
      }
    }
    changed();
    tellOthers();
    void drain();
    return kept;
  }

  function drain(): Promise<void> {
    again = true;
    draining ??= locked(run).finally(() => {
      draining = null;
    });
    return draining;
  }

  async function run() {
    while (again && !closed) {
      again = false;
      await reload();
      for (;;) {
        const entry =
          owner && !isSignedOut
            ? nextToSend(
                entries.filter((one) => one.sequence < firstInMemory || !isKept),
                owner,
              )
            : undefined;
        if (!entry || !(await attempt(entry))) break;
      }
      await askHeldAgain();
    }
  }

  /** What the server holds: done by now, refused, or still waiting. */
  async function askHeldAgain() {
    for (const { commandId } of entries.filter((one) => one.state === 'held')) {
      const entry = entries.find((one) => one.commandId === commandId);
      const isMine = owner && entry?.owner.personId === owner.personId && entry.owner.assignmentId === owner.assignmentId;
      if (closed || isSignedOut || !isMine || entry.state !== 'held') continue;
      await attempt(entry);
    }
    if (entries.some((one) => one.state === 'held')) tryLater(backoff(heldRounds++, random));
    else heldRounds = 0;
  }

  function tryLater(wait: number) {
    clearTimeout(timer);
    timer = setTimeout(() => void drain(), wait);
  }

  /** As it is sent: with what is known of the clock now, and the command it follows where that is only held. */
  function sentInput(entry: OutboxEntry): Record<string, unknown> {
    const after = predecessorOf(entries, entry);
    return { ...entry.input, ...(entry.clock ? doneAtOf(entry.clock) : {}), ...(after ? { after } : {}) };
  }

  /** True when the next one may go, false when it is better to wait. */
  async function attempt(entry: OutboxEntry): Promise<boolean> {
    sending = entry;
    changed();
    try {
      if (waited.has(entry.commandId) && measurements() === heardThen) await measure?.().catch(() => undefined);
      const result = await send(entry.operation, sentInput(entry));
      silence = 0;
      await onSent?.(entry, result);
      await remove(entry.sequence);
      await onGone?.(entry);
      return true;
    } catch (error) {
      return await refused(entry, error);
    } finally {
      sending = null;
      changed();
    }
  }

  async function refused(entry: OutboxEntry, error: unknown): Promise<boolean> {
    const problem = keptProblem(error);
    if (isHeld(new ProblemError(problem))) {
      silence = 0;
      await put({ ...entry, problem, state: 'held', wasHeld: true });
      return true;
    }
    if (problem.status === 401) {
      isSignedOut = true;
      return false;
    }
    const attempts = entry.attempts + 1;
    const waits =
      problem.code === 'rate.exceeded' || isTransient(new ProblemError(problem)) || (problem.status >= 500 && attempts < serverFaultsMax);
    if (waits) {
      // What is held stays so: that the server could not be asked just now is no news about it.
      await put(entry.state === 'held' ? entry : { ...entry, attempts, problem });
      waited.add(entry.commandId);
      heardThen = measurements();
      tryLater(backoff(silence++, random));
      return false;
    }
    if (entry.quiet) {
      await remove(entry.sequence);
      return true;
    }
    const failed: OutboxEntry = { ...entry, attempts, problem, state: 'failed' };
    await put(failed);
    await onFailed?.(failed);
    return true;
  }

  /** The server keeps it, and would do it when its predecessor comes. */
  async function giveUp({ commandId }: OutboxEntry) {
    try {
      await send('discardHeldCommand', { commandId: newId(), heldCommandId: commandId });
    } catch (error) {
      const { status } = keptProblem(error);
      // Done or given up meanwhile: the screen shows which, when it is read anew.
      if (status !== 404 && status !== 409) throw error;
    }
  }

  return {
    add,
    drain,
    async retry(sequence) {
      const entry = entries.find((one) => one.sequence === sequence);
      if (!entry || entry.state === 'held') return;
      await put({ ...entry, state: 'waiting', attempts: 0, problem: null });
      await drain();
    },
    async discard(sequence) {
      const entry = entries.find((one) => one.sequence === sequence);
      if (!entry) return;
      if (entry.wasHeld) await giveUp(entry);
      await remove(sequence);
      await onGone?.(entry);
      void drain();
    },
    async replace(sequence, next) {
      const entry = entries.find((one) => one.sequence === sequence);
      if (!entry) return;
      if (entry.wasHeld) await giveUp(entry);
      // The new one first: killed in between, both are here, and the second of them is refused and shown.
      await add(next);
      await remove(sequence);
      await onGone?.(entry);
    },
    setOwner(next) {
      owner = next;
      if (next) isSignedOut = false;
      silence = 0;
      changed();
      if (next) void drain();
    },
    snapshot: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      await draining;
      clearTimeout(timer);
      channel?.close();
      listeners.clear();
    },
  };
}

/**
 * One window sends at a time, where the browser can say so (Web Locks need a secure context). Elsewhere two windows
 * may send the same command twice, which has one effect all the same.
 */
async function locked(work: () => Promise<void>): Promise<void> {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks;
  if (!locks) return work();
  await locks.request('muster.outbox', work);
}

function keptProblem(error: unknown): KeptProblem {
  // Anything that is not a refusal (a fetch that was given up) says nothing about whether it was done: try again.
  if (!(error instanceof ProblemError)) return { code: 'network.unreachable', status: 0, params: {} };
  return { code: error.code, status: error.status, params: error.params, requestId: error.requestId };
}
