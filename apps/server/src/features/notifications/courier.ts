import type { City, Tx } from '../../platform/db/scope.ts';
import { inScope } from '../../platform/db/scope.ts';
import { systemPrincipal } from '../../platform/principal.ts';
import { keepChannel, takeChannel } from './channels.store.ts';
import { type DueMessage, dueChannels, dueMessages, settle } from './delivering.store.ts';
import { eachOf } from './each-of.ts';
import type { NotificationServices } from './notifications.services.ts';
import { endSubscriptions, standingSessions } from './push.store.ts';
import { Round } from './round.ts';

const roundMost = 1000;
const channelsAtOnce = 6;

export interface CourierOptions {
  city: City;
  cityCode: () => string | null;
  now: () => Date;
  /** Wakes this or another server's courier at a time. */
  wakeAt: (at: Date) => Promise<void>;
  log: (line: string) => void;
}

/**
 * Takes messages to their channels. Apart from timers and reactions, on its own and several channels at once: a robot that
 * does not answer holds up neither an escalation nor another robot.
 *
 * A channel is held by one process at a time, for a minute. Killed between the other side's answer and our note of it, the
 * parcel in hand is sent again by whoever takes the channel next: told twice is the lesser evil, and phones and WeCom's
 * applications show it once (tag, duplicate check).
 */
export function createCourier(services: NotificationServices, options: CourierOptions) {
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  const asSystem = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => inScope(options.city, systemPrincipal(options.cityCode() ?? ''), work);

  async function pass(): Promise<void> {
    if (!options.cityCode()) return;
    const waiting = await asSystem((tx) => dueChannels(tx, options.now()));
    await eachOf(waiting, channelsAtOnce, async (id) => {
      if (stopped) return;
      await work(id).catch((error: Error) => options.log(`channel ${id}: ${error.message}`));
    });
  }

  /** One channel, until nothing more is due on it or it can no more. */
  async function work(id: string): Promise<void> {
    const channel = await asSystem((tx) => takeChannel(tx, id, options.now()));
    if (!channel) return;
    const round = new Round(services, channel, options.now());
    try {
      while (!stopped && !round.isOver) {
        const now = options.now();
        const { left, isAll } = await asSystem(async (tx) => {
          await keepChannel(tx, id, now);
          const due = await dueMessages(tx, id, now, roundMost);
          return { left: await withoutMoot(tx, due, now), isAll: due.length < roundMost };
        });
        if (left.length > 0) await round.deliver(left, now, asSystem);
        else if (isAll) break;
      }
    } finally {
      await asSystem((tx) => round.end(tx, options.now()));
    }
    if (round.nextAt) await options.wakeAt(round.nextAt);
  }

  async function withoutMoot(tx: Tx, due: DueMessage[], now: Date): Promise<DueMessage[]> {
    const moot = new Set<string>();
    for (const source of services.sources) {
      const waiting = due.filter((one) => (source.on as readonly string[]).includes(one.what));
      if (waiting.length > 0) for (const id of await source.moot(tx, waiting)) moot.add(id);
    }
    const sessions = await standingSessions(
      services.shared,
      due.flatMap((one) => one.session ?? []),
      now,
    );
    const ended = due.filter((one) => one.subscriptionId !== null && (one.sealed === null || !sessions.has(one.session ?? '')));
    await endSubscriptions(tx, [...new Set(ended.flatMap((one) => one.subscriptionId ?? []))], 'signed-out', now);
    const dropped = new Map<string, string>([
      ...ended.map((one) => [one.id, 'signed-out'] as const),
      ...[...moot].map((id) => [id, 'settled'] as const),
    ]);
    await settle(
      tx,
      [...dropped].map(([id, code]) => ({ id, state: 'dropped', code, detail: null })),
      now,
    );
    return due.filter((one) => !dropped.has(one.id));
  }

  async function run(): Promise<void> {
    do {
      again = false;
      await pass();
    } while (again && !stopped);
  }

  /** Everything that is due now; resolves when it has been tried. */
  async function deliver(): Promise<void> {
    if (running) {
      again = true;
      return running;
    }
    running = run().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    deliver,
    wake(): void {
      if (!stopped) deliver().catch((error: Error) => options.log(`courier: ${error.message}`));
    },
    async stop() {
      stopped = true;
      await running?.catch(() => {});
    },
  };
}
export type Courier = ReturnType<typeof createCourier>;
