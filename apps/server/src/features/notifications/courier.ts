import { isPersonal } from '@muster/contract/notifications/channel-kinds';
import type { City, Tx } from '../../platform/db/scope.ts';
import { inScope } from '../../platform/db/scope.ts';
import { systemPrincipal } from '../../platform/principal.ts';
import type { Outcome, Recipient, Slow } from './adapters/adapter.ts';
import { adapters } from './adapters/all.ts';
import { type ChannelRow, keepChannel, openChannelSecrets, returnChannel, takeChannel } from './channels.store.ts';
import { type DueMessage, dueChannels, dueMessages, putOff, type Settled, settle, waitFor } from './delivering.store.ts';
import { attemptsMost, nextTokenMs, refill, retryAfterMs } from './notifications.rules.ts';
import type { NotificationServices } from './notifications.services.ts';
import { endSubscriptions, openPush, standingSessions } from './push.store.ts';
import type { Parcel } from './wording.ts';

const roundMost = 1000;
const channelsAtOnce = 6;
const parcelsAtOnce = 8;

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

interface Bundle {
  parcel: Parcel;
  messages: DueMessage[];
  recipients: { recipient: Recipient; ids: string[]; subscriptionId: string | null }[];
}

/** What one process learns of a channel while it holds it. */
class Round {
  readonly #services: NotificationServices;
  readonly #channel: ChannelRow;
  readonly #secrets: Record<string, string> | null;
  #tokens: number;
  #failed: number;
  #sent = false;
  #failure: { code: string; detail: string } | null = null;
  #blockedUntil: Date | null = null;
  /** Push services that do not answer, in this round: some do not reach every country. */
  readonly #silent = new Map<string, Slow>();
  isOver = false;
  /** When there is more to do on it. */
  nextAt: Date | null = null;

  constructor(services: NotificationServices, channel: ChannelRow, now: Date) {
    this.#services = services;
    this.#channel = channel;
    this.#failed = channel.failedInRow;
    this.#tokens = refill(channel, adapters[channel.kind].perMinute, now);
    this.#secrets = secretsOf(services, channel);
  }

  async deliver(due: DueMessage[], now: Date, asSystem: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>): Promise<void> {
    const adapter = adapters[this.#channel.kind];
    if (this.#secrets === null) {
      const failure = { code: 'secret-unreadable', detail: '' };
      this.#failure = failure;
      await asSystem((tx) =>
        settle(
          tx,
          due.map((one) => ({ id: one.id, state: 'refused' as const, ...failure })),
          now,
        ),
      );
      return;
    }
    const bundles = bundlesOf(
      due,
      isPersonal(this.#channel.kind),
      adapter.recipientsMost,
      { now, publicUrl: this.#services.publicUrl },
      (one) => this.#recipientOf(one),
    );
    // More than the allowance: a group gets the rest as one. Persons wait their turn.
    const fits = Math.floor(this.#tokens);
    const [go, late] =
      isPersonal(this.#channel.kind) || bundles.length <= fits
        ? [bundles.slice(0, Math.max(fits, 0)), bundles.slice(Math.max(fits, 0))]
        : fits >= 1
          ? [[...bundles.slice(0, fits - 1), gathered(bundles.slice(fits - 1))], []]
          : [[], bundles];
    if (late.length > 0) {
      const until = new Date(now.getTime() + nextTokenMs(this.#tokens - go.length, adapter.perMinute));
      await asSystem((tx) =>
        waitFor(
          tx,
          late.flatMap((bundle) => bundle.messages.map((one) => one.id)),
          until,
        ),
      );
      this.nextAt = until;
    }
    await eachOf(go, isPersonal(this.#channel.kind) ? parcelsAtOnce : 1, async (bundle) => {
      if (this.isOver) return;
      this.#tokens -= 1;
      const service = serviceOf(bundle);
      const silent = this.#silent.get(service);
      const outcomes = silent
        ? [silent]
        : await adapter.send({
            settings: this.#channel.settings,
            secrets: this.#secrets ?? {},
            parcel: bundle.parcel,
            recipients: bundle.recipients.map((one) => one.recipient),
            outbound: this.#services.outbound,
            now,
          });
      await asSystem(async (tx) => {
        await keepChannel(tx, this.#channel.id, now);
        await this.#note(tx, bundle, outcomes, now);
      });
    });
    if (late.length > 0 && go.length === 0) this.isOver = true;
  }

  async #note(tx: Tx, bundle: Bundle, outcomes: readonly Outcome[], now: Date): Promise<void> {
    const settled: Settled[] = [];
    const gone: string[] = [];
    for (const [index, { ids, subscriptionId }] of bundle.recipients.entries()) {
      const outcome = outcomes[index] ?? { state: 'refused' as const, code: 'no-outcome', detail: '' };
      if (outcome.state === 'slow') {
        if (subscriptionId === null) await this.#slow(tx, outcome, now);
        else await this.#slowDevice(tx, bundle, outcome, now);
        continue;
      }
      const state = outcome.state === 'gone' ? 'refused' : outcome.state;
      const why = outcome.state === 'sent' ? { code: null, detail: null } : { code: outcome.code, detail: outcome.detail || null };
      for (const id of ids) settled.push({ id, state, ...why });
      if (outcome.state === 'sent') {
        this.#sent = true;
        this.#failed = 0;
        this.#failure = null;
      } else if (outcome.state === 'gone' && subscriptionId) gone.push(subscriptionId);
      else if (outcome.state === 'refused' && !outcome.ofRecipient) this.#failure = { code: outcome.code, detail: outcome.detail };
    }
    await settle(tx, settled, now);
    await endSubscriptions(tx, gone, 'gone', now);
  }

  /** A device that is not reached is the trouble of one push service, not of all. */
  async #slowDevice(tx: Tx, bundle: Bundle, outcome: Slow, now: Date): Promise<void> {
    this.#silent.set(serviceOf(bundle), outcome);
    const attempts = Math.max(...bundle.messages.map((one) => one.attempts)) + 1;
    const until = new Date(now.getTime() + Math.max(outcome.afterMs ?? 0, retryAfterMs(attempts)));
    const ids = bundle.messages.map((one) => one.id);
    await putOff(tx, this.#channel.id, { now, until, code: outcome.code, detail: outcome.detail, attemptsMost, ids });
    if (this.nextAt === null || until < this.nextAt) this.nextAt = until;
  }

  /** Once for all that is due. */
  async #slow(tx: Tx, outcome: Slow, now: Date): Promise<void> {
    if (this.isOver) return;
    this.isOver = true;
    this.#failed += 1;
    const until = new Date(now.getTime() + Math.max(outcome.afterMs ?? 0, retryAfterMs(this.#failed)));
    this.#failure = { code: outcome.code, detail: outcome.detail };
    this.#blockedUntil = until;
    this.nextAt = until;
    await putOff(tx, this.#channel.id, { now, until, code: outcome.code, detail: outcome.detail, attemptsMost });
  }

  #recipientOf(message: DueMessage): Recipient {
    const { endpointHash, sealed, mobile } = message;
    try {
      return { mobile, push: endpointHash !== null && sealed !== null ? openPush(this.#services.secrets, endpointHash, sealed) : null };
    } catch {
      // Sealed with a key that is lost: the device subscribes anew when its person looks at the settings.
      return { mobile, push: null };
    }
  }

  async end(tx: Tx, now: Date): Promise<void> {
    await returnChannel(tx, this.#channel.id, {
      now,
      tokens: Math.max(0, this.#tokens),
      blockedUntil: this.#blockedUntil,
      failedInRow: this.#failed,
      sent: this.#sent,
      failure: this.#failure,
    });
  }
}

function secretsOf(services: NotificationServices, channel: ChannelRow): Record<string, string> | null {
  if (channel.kind === 'webPush') {
    const subject = services.publicUrl?.startsWith('https:') ? services.publicUrl : 'mailto:muster@example.com';
    return { ...services.vapid, subject };
  }
  try {
    return openChannelSecrets(services.secrets, channel);
  } catch {
    return null;
  }
}

/**
 * Immediate ones each by itself. Of the rest, what waits for one recipient at the same moment is one message. Several
 * persons who get the very same are one request, where the channel takes many.
 */
export function bundlesOf(
  due: readonly DueMessage[],
  personal: boolean,
  recipientsMost: number,
  frame: { now: Date; publicUrl: string | null },
  recipientOf: (message: DueMessage) => Recipient,
): Bundle[] {
  const piles = new Map<string, DueMessage[]>();
  for (const one of due) {
    const whose = personal ? (one.subscriptionId ?? one.personId ?? '') : '';
    const key = one.urgency === 'immediate' ? `${whose} ${one.id}` : whose;
    piles.set(key, [...(piles.get(key) ?? []), one]);
  }
  const bundles: Bundle[] = [];
  const open = new Map<string, Bundle>();
  for (const messages of piles.values()) {
    const things = messages.map(({ facts, urgency, targetId }) => ({ facts, urgency, targetId, count: facts.count ?? null }));
    const [first] = messages;
    if (!first) continue;
    // The link of one's own part differs from person to person: only where it is left out are they the same.
    const same =
      recipientsMost > 1 ? things.map(({ facts, urgency }) => `${facts.headline} ${facts.number} ${urgency}`).join('|') : first.id;
    const known = open.get(same);
    const to = { recipient: recipientOf(first), ids: messages.map((one) => one.id), subscriptionId: first.subscriptionId };
    if (known && known.recipients.length < recipientsMost) {
      known.recipients.push(to);
      known.messages.push(...messages);
      // Several people, several parts: the link leads to what they share.
      known.parcel = { ...known.parcel, things: known.parcel.things.map((thing) => ({ ...thing, targetId: null })) };
      continue;
    }
    const bundle = { parcel: { ...frame, things }, messages: [...messages], recipients: [to] };
    open.set(same, bundle);
    bundles.push(bundle);
  }
  return bundles;
}

const serviceOf = (bundle: Bundle) => {
  const endpoint = bundle.recipients[0]?.recipient.push?.endpoint;
  return endpoint === undefined ? '' : new URL(endpoint).host;
};

/** Several messages to one group as one. */
function gathered(bundles: readonly Bundle[]): Bundle {
  const [first] = bundles;
  if (!first) throw new Error('nothing to gather');
  const messages = bundles.flatMap((bundle) => bundle.messages);
  return {
    parcel: { ...first.parcel, things: bundles.flatMap((bundle) => bundle.parcel.things) },
    messages,
    recipients: [{ recipient: { mobile: null, push: null }, ids: messages.map((one) => one.id), subscriptionId: null }],
  };
}

async function eachOf<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
