import { seesOrders } from '@muster/contract/people/roles';
import pg from 'pg';
import { headPosition, isVisible, keysOfEvent, keysOfScope, readSealed, sealedChannel } from '../features/journal/index.ts';
import type { Former } from '../platform/db/former-codes.ts';
import { inScope } from '../platform/db/scope.ts';
import { createLiveHub, type LiveHub, liveEvent, type Standing } from '../platform/live/live-hub.ts';
import { type Principal, systemPrincipal } from '../platform/principal.ts';
import type { SealedEvent } from '../platform/reaction.ts';
import { follow, isTerritoryChange, loadFormerCodes } from './former-codes.ts';
import type { Runtime } from './run-command.ts';

const batchMost = 500;
/** A screen that was away for more events than this reads everything anew: cheaper than replaying. */
const replayMost = 300;

/** …and so does one that would make the database walk over more events than this, most of them not its own. */
const walkMost = 20_000;

/** Screens are not told of sign-ins: those are for the audit alone. Nor administrators of the response (`seesOrders`). */
function isTold(event: SealedEvent, principal: Principal, former: readonly Former[] = []): boolean {
  if (event.type.startsWith('auth.')) return false;
  if (principal.role !== 'system' && !seesOrders(principal.role) && (event.orderId !== null || event.type.startsWith('receipt.')))
    return false;
  return isVisible(event, principal, former);
}

/**
 * Follows the sealed journal for this process: woken by NOTIFY from whichever server sealed, and looks every second
 * besides, because a notice may be lost with its connection.
 */
export function createLiveFeed(
  runtime: Runtime,
  options: { listenUrl: string; onSealed: () => void; standings: (principals: readonly Principal[]) => Promise<Standing[]> },
) {
  // What happens now happens under the codes of now: only what was missed may still speak of an area by its former one.
  const tells = (event: SealedEvent, principal: Principal) => isTold(event, principal, runtime.city.former?.of(principal.areaCode) ?? []);
  const hub: LiveHub = createLiveHub({ isVisible: isTold, keysOf: keysOfScope, keysOfEvent }, options.standings);
  let position = -1;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let listener: pg.Client | null = null;

  async function pull(): Promise<void> {
    if (!runtime.cityCode) return;
    const principal = systemPrincipal(runtime.cityCode);
    do {
      again = false;
      const events = await inScope(
        runtime.city,
        principal,
        async (tx) => {
          if (position < 0) {
            position = await headPosition(tx);
            return [];
          }
          return readSealed(tx, position, batchMost);
        },
        'read',
      );
      const last = events.at(-1);
      if (!last) break;
      position = last.position;
      if (events.some(isTerritoryChange)) await loadFormerCodes(runtime);
      hub.publish(events, position);
      options.onSealed();
      if (events.length === batchMost) again = true;
    } while (again && !stopped);
  }

  function wake(): void {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = pull()
      .catch(() => {}) // The database is away: the next look, a second later, goes on where this one stood.
      .finally(() => {
        running = null;
      });
  }

  async function listen(): Promise<void> {
    if (stopped || listener) return;
    const client = new pg.Client({ connectionString: options.listenUrl });
    listener = client;
    client.on('notification', wake);
    client.on('error', () => drop(client));
    client.on('end', () => drop(client));
    try {
      await client.connect();
      await client.query(`listen ${sealedChannel}`);
    } catch {
      drop(client);
    }
  }

  function drop(client: pg.Client): void {
    if (listener === client) listener = null;
    client.end().catch(() => {});
  }

  const timer = setInterval(() => {
    wake();
    void listen();
  }, 1000);
  timer.unref();
  void listen();
  wake();

  return {
    hub,
    wake,
    /** What a screen missed after a position, or `isReset` when it was away too long; and the position up to which that goes. */
    async missed(
      reader: Principal,
      after: number,
    ): Promise<{ isReset: boolean; events: ReturnType<typeof liveEvent>[]; position: number }> {
      const principal = follow(runtime, reader);
      return inScope(
        runtime.city,
        principal,
        async (tx) => {
          const head = await headPosition(tx);
          const reset = { isReset: true, events: [], position: head };
          if (after > head || head - after > walkMost) return reset;
          const events = await readSealed(tx, after, replayMost + 1);
          if (events.length > replayMost) return reset;
          // An event may have been sealed since the head was read.
          const position = Math.max(head, events.at(-1)?.position ?? 0);
          return { isReset: false, events: events.filter((event) => tells(event, principal)).map(liveEvent), position };
        },
        'read',
      );
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      hub.close();
      await running;
      await listener?.end().catch(() => {});
    },
  };
}
export type LiveFeed = ReturnType<typeof createLiveFeed>;
