import { headPosition, insertEvents, readSealed } from '../features/journal/index.ts';
import { addDeltas } from '../features/tallies/index.ts';
import { inScope } from '../platform/db/scope.ts';
import { systemPrincipal } from '../platform/principal.ts';
import type { Reaction } from '../platform/reaction.ts';
import type { Jobs } from '../platform/timers/jobs.ts';
import type { Runtime } from './run-command.ts';

const batchMost = 100;
/** After a fault, or when another server holds the cursor, which may be killed there. */
const retryMs = 1000;

/**
 * Lets reactions follow the journal. A turn takes the cursor's row lock, so that of several servers one works; it moves
 * the cursor in the transaction of the effects: a killed process repeats the turn whole or not at all.
 */
export function createReactor(runtime: Runtime, reactions: readonly Reaction[], jobs: Jobs, log: (message: string) => void) {
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let retrying: NodeJS.Timeout | undefined;

  function retrySoon(): void {
    clearTimeout(retrying);
    retrying = setTimeout(wake, retryMs);
    retrying.unref();
  }

  async function turn(reaction: Reaction): Promise<boolean> {
    if (!runtime.cityCode) return false;
    const principal = systemPrincipal(runtime.cityCode);
    const now = runtime.now();
    const after: (() => Promise<unknown>)[] = [];
    const isMore = await inScope(runtime.city, principal, async (tx, end) => {
      await tx
        .insertInto('reaction_cursors')
        .values({ name: reaction.name, position: 0 })
        .onConflict((c) => c.doNothing())
        .execute();
      const cursor = await tx
        .selectFrom('reaction_cursors')
        .select('position')
        .where('name', '=', reaction.name)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst();
      // Another server is at it. Should it be killed there, nobody else would look before the next event.
      if (!cursor) retrySoon();
      if (!cursor) return false;
      // The head is read first: what is sealed after it is left to the next turn, so the cursor never passes an unread event.
      const head = await headPosition(tx);
      if (head === cursor.position) return false;
      const events = await readSealed(tx, cursor.position, batchMost, reaction.on);
      const told = [];
      for (const event of events)
        told.push(
          ...(await reaction.run({
            tx,
            event,
            now,
            jobs,
            shared: runtime.shared,
            settings: runtime.settings,
            afterCommit: (work) => after.push(work),
          })),
        );
      const isFull = events.length === batchMost;
      const position = isFull ? (events.at(-1)?.position ?? head) : head;
      await end.commitWith([
        ...insertEvents(tx, told, { principal, operation: reaction.name, commandId: null, now, result: null }),
        ...addDeltas(tx, runtime.metrics, told, now),
        tx.updateTable('reaction_cursors').set({ position }).where('name', '=', reaction.name).execute(),
      ]);
      if (told.length > 0) runtime.sealer.wake();
      return isFull;
    });
    for (const work of after) await work();
    return isMore;
  }

  async function run(): Promise<void> {
    do {
      again = false;
      for (const reaction of reactions) {
        try {
          while (!stopped && (await turn(reaction)));
        } catch (error) {
          log(`reaction ${reaction.name}: ${(error as Error).message}`);
          retrySoon();
        }
      }
    } while (again && !stopped);
  }

  function wake(): void {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = run().finally(() => {
      running = null;
    });
  }

  return {
    wake,
    /** All reactions up to date with what is sealed now; for tests. */
    async settle() {
      await running;
      await run();
    },
    async stop() {
      stopped = true;
      clearTimeout(retrying);
      await running;
    },
  };
}
