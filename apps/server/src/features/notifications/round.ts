import { isPersonal } from '@muster/contract/notifications/channel-kinds';
import type { Tx } from '../../platform/db/scope.ts';
import type { Outcome, Recipient, Slow } from './adapters/adapter.ts';
import { adapters } from './adapters/all.ts';
import { type Bundle, bundlesOf, gathered, serviceOf } from './bundles.ts';
import { type ChannelRow, keepChannel, openChannelSecrets, returnChannel } from './channels.store.ts';
import { type DueMessage, putOff, type Settled, settle, waitFor } from './delivering.store.ts';
import { eachOf } from './each-of.ts';
import { attemptsMost, nextTokenMs, refill, retryAfterMs } from './notifications.rules.ts';
import type { NotificationServices } from './notifications.services.ts';
import { endSubscriptions, openPush } from './push.store.ts';

const parcelsAtOnce = 8;

/** What one process learns of a channel while it holds it. */
export class Round {
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
