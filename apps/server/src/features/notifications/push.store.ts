import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import type { SharedDb } from '../../platform/db/shared.ts';
import type { Secrets } from '../../platform/secrets/keyring.ts';

export interface PushAddress {
  endpoint: string;
  p256dh: string;
  auth: string;
}

const purpose = (hash: string) => `push:${hash}` as const;
const devicesMost = 10;

export function openPush(secrets: Secrets, hash: string, sealed: string): PushAddress {
  return JSON.parse(secrets.open(purpose(hash), sealed)) as PushAddress;
}

const endpointHash = (endpoint: string) => createHash('sha256').update(endpoint).digest('hex');

/**
 * A device has one subscription of a person; again from the same device it is the same, and its id comes back. Somebody else
 * who was subscribed on it is so no longer: signing in has ended his session, and a subscription lasts as long as its session.
 */
export async function saveSubscription(
  tx: Tx,
  secrets: Secrets,
  wanted: { id: string; personId: string; sessionId: string; device: string; address: PushAddress; now: Date },
): Promise<string> {
  const hash = endpointHash(wanted.address.endpoint);
  const sealed = secrets.seal(purpose(hash), JSON.stringify(wanted.address));
  const { rows } = await sql<{
    id: string;
  }>`insert into push_subscriptions (id, person_id, session_id, device, endpoint_hash, sealed, created_at)
    values (${wanted.id}, ${wanted.personId}, ${wanted.sessionId}, ${wanted.device}, ${hash}, ${sealed}, ${wanted.now})
    on conflict (person_id, endpoint_hash) do update set session_id = excluded.session_id, device = excluded.device,
      sealed = coalesce(push_subscriptions.sealed, excluded.sealed),
      ended_at = null, ended_why = null returning id`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('a subscription was not saved');
  // A browser that forgets gets a new address each time; nobody carries more phones than this.
  await sql`update push_subscriptions set ended_at = ${wanted.now}, ended_why = 'too-many', sealed = null where id in (
    select id from push_subscriptions where person_id = ${wanted.personId} and ended_at is null and id <> ${row.id}
    order by created_at desc offset ${devicesMost - 1})`.execute(tx);
  return row.id;
}

export async function endSubscriptions(tx: Tx, ids: readonly string[], why: string, now: Date): Promise<void> {
  if (ids.length === 0) return;
  await sql`update push_subscriptions set ended_at = ${now}, ended_why = ${why}, sealed = null
    where id = any(${[...ids]}::uuid[]) and ended_at is null`.execute(tx);
}

export async function ownSubscription(tx: Tx, personId: string, id: string): Promise<{ endedAt: Date | null } | null> {
  const row = await tx
    .selectFrom('push_subscriptions')
    .select('ended_at as endedAt')
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

export async function webPushChannel(tx: Tx): Promise<{ id: string; areaCode: string; isOn: boolean } | null> {
  const row = await tx
    .selectFrom('channels')
    .select(['id', 'area_code as areaCode', 'is_on as isOn'])
    .where('kind', '=', 'webPush')
    .executeTakeFirst();
  return row ?? null;
}

/** Chrome · Android */
export async function sessionDevice(shared: SharedDb, sessionId: string): Promise<string> {
  const row = await shared.selectFrom('sessions').select('device').where('id', '=', sessionId).executeTakeFirst();
  return row?.device ?? '?';
}

/** Of these sessions the ones that are signed in. */
export async function standingSessions(shared: SharedDb, ids: readonly string[], now: Date): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`select id from sessions where id = any(${[...new Set(ids)]}::uuid[]) and ended_at is null
    and expires_at > ${now} and (acting_until is null or acting_until > ${now})`.execute(shared);
  return new Set(rows.map((row) => row.id));
}

export async function sealPushAgain(tx: Tx, secrets: Secrets): Promise<void> {
  const rows = await tx
    .selectFrom('push_subscriptions')
    .select(['id', 'endpoint_hash', 'sealed'])
    .where('sealed', 'is not', null)
    .execute();
  for (const { id, endpoint_hash: hash, sealed } of rows) {
    if (sealed === null || !secrets.isOld(sealed)) continue;
    const again = secrets.seal(purpose(hash), JSON.stringify(openPush(secrets, hash, sealed)));
    await tx.updateTable('push_subscriptions').set({ sealed: again }).where('id', '=', id).where('sealed', '=', sealed).execute();
  }
}
