import type { Urgency } from '@muster/contract/orders/limits';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import type { NoticeFacts } from '../../platform/notice.ts';

export interface DueMessage {
  id: string;
  what: string;
  urgency: Urgency;
  facts: NoticeFacts & { count: number | null };
  aboutId: string | null;
  targetId: string | null;
  personId: string | null;
  subscriptionId: string | null;
  mobile: string | null;
  session: string | null;
  endpointHash: string | null;
  sealed: string | null;
  attempts: number;
}

/** Of a channel what is due, what hurries first; with the number of the person, or the sealed address of the device. */
export async function dueMessages(tx: Tx, channelId: string, now: Date, most: number): Promise<DueMessage[]> {
  const { rows } = await sql<DueMessage>`with due as (
      select id, what, urgency, facts, about_id, target_id, person_id, subscription_id, attempts, next_at, created_at,
        case urgency when 'immediate' then 0 when 'urgent' then 1 else 2 end as rank
      from messages where channel_id = ${channelId} and state = 'queued' and next_at <= ${now} order by rank, next_at, id limit ${most})
    select d.id, d.what, d.urgency, d.facts, d.about_id as "aboutId", d.target_id as "targetId", d.person_id as "personId",
      d.subscription_id as "subscriptionId", p.mobile, s.session_id as session, s.endpoint_hash as "endpointHash", s.sealed, d.attempts
    from due d left join persons p on p.id = d.person_id left join push_subscriptions s on s.id = d.subscription_id
    order by d.rank, d.created_at, d.id`.execute(tx);
  return rows;
}

/** Channels on which something is due. */
export async function dueChannels(tx: Tx, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select c.id from channels c
    where c.is_on and (c.blocked_until is null or c.blocked_until <= ${now}) and (c.courier_until is null or c.courier_until <= ${now})
      and exists (select 1 from messages m where m.channel_id = c.id and m.state = 'queued' and m.next_at <= ${now})`.execute(tx);
  return rows.map((row) => row.id);
}

export interface Settled {
  id: string;
  state: 'sent' | 'refused' | 'dropped';
  code: string | null;
  detail: string | null;
}

/** Conditional on still waiting: what another process has settled meanwhile stays as it is. */
export async function settle(tx: Tx, messages: readonly Settled[], now: Date): Promise<void> {
  if (messages.length === 0) return;
  await sql`update messages m set state = s.state, code = s.code, detail = s.detail, settled_at = ${now}, attempts = m.attempts + 1
    from unnest(${messages.map((one) => one.id)}::uuid[], ${messages.map((one) => one.state)}::text[], ${messages.map((one) => one.code)}::text[],
      ${messages.map((one) => one.detail)}::text[]) as s(id, state, code, detail)
    where m.id = s.id and m.state = 'queued'`.execute(tx);
}

/** The channel cannot now: everything due on it waits, together, until it is tried again; what was tried too often is refused. */
export async function putOff(
  tx: Tx,
  channelId: string,
  off: { now: Date; until: Date; code: string; detail: string; attemptsMost: number; ids?: readonly string[] },
): Promise<void> {
  await sql`update messages set attempts = attempts + 1, code = ${off.code}, detail = ${off.detail}, next_at = ${off.until},
      state = case when attempts + 1 >= ${off.attemptsMost}::int then 'refused' else 'queued' end,
      settled_at = case when attempts + 1 >= ${off.attemptsMost}::int then ${off.now}::timestamptz end
    where channel_id = ${channelId} and state = 'queued' and next_at <= ${off.now}
      and (${off.ids ? [...off.ids] : null}::uuid[] is null or id = any(${off.ids ? [...off.ids] : null}::uuid[]))`.execute(tx);
}

/** Waits without fault: the allowance of this minute is used up. */
export async function waitFor(tx: Tx, ids: readonly string[], until: Date): Promise<void> {
  if (ids.length === 0) return;
  await sql`update messages set next_at = ${until} where id = any(${[...ids]}::uuid[]) and state = 'queued'`.execute(tx);
}

/** Sweeps away what was settled long ago, and what waited on a channel that was turned off. In steps, so that no lock is long. */
export async function sweep(tx: Tx, olderThan: Date): Promise<number> {
  const { numAffectedRows } = await sql`delete from messages where id in (
    select id from messages where settled_at < ${olderThan} limit 20000)`.execute(tx);
  await sql`update messages set state = 'dropped', code = 'too-old', settled_at = created_at where state = 'queued' and created_at < ${olderThan}`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0);
}
