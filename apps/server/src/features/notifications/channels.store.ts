import type { ChannelKind } from '@muster/contract/notifications/channel-kinds';
import type { Urgency } from '@muster/contract/orders/limits';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import type { Secrets } from '../../platform/secrets/keyring.ts';

export interface ChannelRow {
  id: string;
  kind: ChannelKind;
  name: string;
  areaCode: string;
  covers: 'desk' | 'below';
  fromUrgency: Urgency;
  isOn: boolean;
  settings: Record<string, string | number>;
  sealed: string | null;
  failedInRow: number;
  tokens: number;
  tokensAt: Date;
  blockedUntil: Date | null;
  version: number;
}

const purpose = (channelId: string) => `channel:${channelId}` as const;

export function openChannelSecrets(secrets: Secrets, channel: Pick<ChannelRow, 'id' | 'sealed'>): Record<string, string> {
  return channel.sealed === null ? {} : (JSON.parse(secrets.open(purpose(channel.id), channel.sealed)) as Record<string, string>);
}

export function sealChannelSecrets(secrets: Secrets, channelId: string, values: Record<string, string>): string | null {
  return Object.keys(values).length === 0 ? null : secrets.seal(purpose(channelId), JSON.stringify(values));
}

const shape = (row: {
  id: string;
  kind: string;
  name: string;
  area_code: string;
  covers: string;
  from_urgency: string;
  is_on: boolean;
  settings: unknown;
  sealed: string | null;
  failed_in_row: number;
  tokens: number;
  tokens_at: Date;
  blocked_until: Date | null;
  version: number;
}): ChannelRow => ({
  id: row.id,
  kind: row.kind as ChannelKind,
  name: row.name,
  areaCode: row.area_code,
  covers: row.covers as ChannelRow['covers'],
  fromUrgency: row.from_urgency as Urgency,
  isOn: row.is_on,
  settings: row.settings as ChannelRow['settings'],
  sealed: row.sealed,
  failedInRow: row.failed_in_row,
  tokens: row.tokens,
  tokensAt: row.tokens_at,
  blockedUntil: row.blocked_until,
  version: row.version,
});

export async function lockChannel(tx: Tx, id: string): Promise<ChannelRow | null> {
  const row = await tx.selectFrom('channels').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row ? shape(row) : null;
}

export async function insertChannel(tx: Tx, channel: ChannelRow, now: Date): Promise<void> {
  await tx
    .insertInto('channels')
    .values({
      id: channel.id,
      kind: channel.kind,
      name: channel.name,
      area_code: channel.areaCode,
      covers: channel.covers,
      from_urgency: channel.fromUrgency,
      is_on: channel.isOn,
      settings: JSON.stringify(channel.settings),
      sealed: channel.sealed,
      tokens: channel.tokens,
      tokens_at: channel.tokensAt,
      created_at: now,
    })
    .execute();
}

/** What is changed is tried anew at once: whoever corrects a key does not wait for the back-off of the wrong one. */
export async function updateChannel(
  tx: Tx,
  id: string,
  version: number,
  change: { name: string; area_code: string; covers: string; from_urgency: string; settings: string; sealed: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('channels')
    .set({ ...change, version: version + 1, blocked_until: null, failed_in_row: 0 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function switchChannelRow(tx: Tx, id: string, on: boolean): Promise<void> {
  await sql`update channels set is_on = ${on}, version = version + 1, blocked_until = null, failed_in_row = 0 where id = ${id}`.execute(tx);
}

/** Longer than any request takes; a killed courier's channel is free again after it. */
const leaseMs = 60_000;

/** Takes a channel for one process, for a minute: of several servers one sends on it at a time. Null: somebody else does, or it rests. */
export async function takeChannel(tx: Tx, id: string, now: Date): Promise<ChannelRow | null> {
  const row = await tx
    .updateTable('channels')
    .set({ courier_until: new Date(now.getTime() + leaseMs) })
    .where('id', '=', id)
    .where('is_on', '=', true)
    .where((where) => where.or([where('courier_until', 'is', null), where('courier_until', '<=', now)]))
    .where((where) => where.or([where('blocked_until', 'is', null), where('blocked_until', '<=', now)]))
    .returningAll()
    .executeTakeFirst();
  return row ? shape(row) : null;
}

export async function keepChannel(tx: Tx, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('channels')
    .set({ courier_until: new Date(now.getTime() + leaseMs) })
    .where('id', '=', id)
    .execute();
}

/** Gives a channel back, with what was learnt of it. */
export async function returnChannel(
  tx: Tx,
  id: string,
  learnt: {
    now: Date;
    tokens: number;
    blockedUntil: Date | null;
    failedInRow: number;
    sent: boolean;
    failure: { code: string; detail: string } | null;
  },
): Promise<void> {
  await tx
    .updateTable('channels')
    .set({
      courier_until: null,
      tokens: learnt.tokens,
      tokens_at: learnt.now,
      blocked_until: learnt.blockedUntil,
      failed_in_row: learnt.failedInRow,
      ...(learnt.sent ? { last_sent_at: learnt.now } : {}),
      ...(learnt.failure
        ? { last_failure_at: learnt.now, last_failure_code: learnt.failure.code, last_failure_detail: learnt.failure.detail }
        : {}),
    })
    .where('id', '=', id)
    .execute();
}

/** Gives up what no key here opens: such channels are off until their secrets are entered again, such devices are no more. */
export async function forgetChannelSecrets(tx: Tx, secrets: Secrets, now: Date): Promise<{ channels: number; devices: number }> {
  const channels = await tx.selectFrom('channels').select(['id', 'sealed']).where('sealed', 'is not', null).execute();
  const devices = await tx.selectFrom('push_subscriptions').select(['id', 'sealed']).where('sealed', 'is not', null).execute();
  const lost = (rows: readonly { id: string; sealed: string | null }[]) =>
    rows.filter(({ sealed }) => sealed !== null && !secrets.mayOpen(sealed)).map(({ id }) => id);
  const [lostChannels, lostDevices] = [lost(channels), lost(devices)];
  await sql`update channels set sealed = null, is_on = false, version = version + 1 where id = any(${lostChannels}::uuid[])`.execute(tx);
  await sql`update push_subscriptions set sealed = null, ended_at = ${now}, ended_why = 'key-lost' where id = any(${lostDevices}::uuid[])`.execute(
    tx,
  );
  return { channels: lostChannels.length, devices: lostDevices.length };
}

/** Seals anew what an earlier key sealed. */
export async function sealChannelsAgain(tx: Tx, secrets: Secrets): Promise<void> {
  const rows = await tx.selectFrom('channels').select(['id', 'sealed']).where('sealed', 'is not', null).execute();
  for (const { id, sealed } of rows) {
    if (sealed === null || !secrets.isOld(sealed)) continue;
    const again = sealChannelSecrets(secrets, id, openChannelSecrets(secrets, { id, sealed }));
    await tx.updateTable('channels').set({ sealed: again }).where('id', '=', id).where('sealed', '=', sealed).execute();
  }
}
