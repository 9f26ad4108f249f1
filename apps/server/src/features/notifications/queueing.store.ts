import type { ChannelKind } from '@muster/contract/notifications/channel-kinds';
import { personalKinds } from '@muster/contract/notifications/channel-kinds';
import { deskRoles } from '@muster/contract/people/roles';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import type { Notice } from '../../platform/notice.ts';
import type { SealedEvent } from '../../platform/reaction.ts';
import { carriedBy } from './notifications.rules.ts';

/** Every city tells by Web Push; nobody sets it up. Harmless when it is there. */
export async function ensureWebPush(tx: Tx, cityCode: string, now: Date): Promise<void> {
  await sql`insert into channels (id, kind, name, area_code, covers, from_urgency, is_on, settings, tokens, tokens_at, created_at)
    select gen_random_uuid(), 'webPush', 'Web Push', a.code, 'below', 'routine', true, '{}', 0, 'epoch', ${now} from areas a where a.code = ${cityCode}
    on conflict (kind) where kind = 'webPush' do nothing`.execute(tx);
}

/**
 * One row for each recipient and channel of what happened: three statements, however many are told, and none where no
 * channel carries it. A channel tells nothing of the time before it was; that also keeps a journal that is read for the first
 * time from being told.
 */
export async function queueNotice(tx: Tx, event: SealedEvent, notice: Notice, at: { now: Date; nextAt: Date }): Promise<number> {
  const carrying = await tx
    .selectFrom('channels')
    .select('kind')
    .distinct()
    .where('is_on', '=', true)
    .where('created_at', '<=', event.recordedAt)
    .where(sql<boolean>`from_urgency = any(${carriedBy(notice.urgency)}::text[])`)
    .execute();
  const kinds = new Set(carrying.map((row) => row.kind as ChannelKind));
  let told = 0;
  if ([...kinds].some((kind) => !(personalKinds as readonly ChannelKind[]).includes(kind)))
    told += await queueGroups(tx, event, notice, at);
  if (kinds.has('wecomApp') || kinds.has('sms')) told += await queuePersons(tx, event, notice, at);
  if (kinds.has('webPush')) told += await queueDevices(tx, event, notice, at);
  return told;
}

interface At {
  now: Date;
  nextAt: Date;
}

/** What all rows of a notice share, behind id, key and recipient. */
function common(event: SealedEvent, notice: Notice, { now, nextAt }: At): RawBuilder<unknown> {
  return sql`${event.type}::text, ${notice.urgency}::text, ${notice.aboutId}::uuid, 'queued'::text, ${nextAt}::timestamptz, ${now}::timestamptz`;
}
const columns = sql.raw(
  'id, dedupe_key, channel_id, subscription_id, person_id, area_code, reach_down, target_id, facts, what, urgency, about_id, state, next_at, created_at',
);
const carried = (event: SealedEvent, notice: Notice) =>
  sql`c.is_on and c.created_at <= ${event.recordedAt} and c.from_urgency = any(${carriedBy(notice.urgency)}::text[])`;
// Codes are digits: ":" is the sign behind them, so [code, code || ':') is everything below.
const below = sql.raw(`w.area_code >= c.area_code and w.area_code < c.area_code || ':'`);

/** A group hears once, with how many of its area are meant; of one alone, whose part it is. */
async function queueGroups(tx: Tx, event: SealedEvent, notice: Notice, at: At): Promise<number> {
  const { numAffectedRows } = await sql`with who as materialized (${notice.who})
    insert into messages (${columns})
    select gen_random_uuid(), ${event.id}::text || ':' || c.id, c.id, null, null, c.area_code, ${[...notice.reachDown]}::text[],
      case when m.n = 1 then m.target end, ${JSON.stringify(notice.facts)}::jsonb || jsonb_build_object('count', m.n), ${common(event, notice, at)}
    from channels c cross join lateral (
      select count(*)::int as n, min(w.target_id::text)::uuid as target from who w
      where ${below} and (c.covers = 'below' or (w.area_code = c.area_code and w.recipient = 'desk'))) m
    where ${carried(event, notice)} and c.kind <> all(${[...personalKinds]}::text[]) and m.n > 0
    on conflict (dedupe_key) do nothing`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** The people behind each part: who is on duty at the desk now, the person himself, the liaisons of the unit. Not whoever did it. */
function people(event: SealedEvent, notice: Notice, now: Date): RawBuilder<unknown> {
  const acting = sql`a.from_at <= ${now} and (a.to_at is null or a.to_at > ${now}) and a.on_duty`;
  return sql`who as materialized (${notice.who}), people as (
    select distinct on (p.person_id) p.person_id, p.target_id, p.area_code from (
      select w.target_id, w.area_code, a.person_id from who w join assignments a on a.area_code = w.area_code
        where w.recipient = 'desk' and a.role = any(${[...deskRoles]}::text[]) and ${acting}
      union all select w.target_id, w.area_code, w.person_id from who w where w.recipient = 'person'
      union all select w.target_id, w.area_code, a.person_id from who w join assignments a on a.unit_id = w.unit_id
        where w.recipient = 'unit' and a.role = 'unitLiaison' and ${acting}) p
    where p.person_id is distinct from ${event.actorId}::uuid order by p.person_id, p.target_id)`;
}

async function queuePersons(tx: Tx, event: SealedEvent, notice: Notice, at: At): Promise<number> {
  const { numAffectedRows } = await sql`with ${people(event, notice, at.now)}
    insert into messages (${columns})
    select gen_random_uuid(), ${event.id}::text || ':' || c.id || ':' || w.person_id, c.id, null, w.person_id, w.area_code, '{}', w.target_id,
      ${JSON.stringify(notice.facts)}::jsonb, ${common(event, notice, at)}
    from channels c join people w on ${below} and (c.covers = 'below' or w.area_code = c.area_code)
    where ${carried(event, notice)} and c.kind in ('wecomApp', 'sms')
    on conflict (dedupe_key) do nothing`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** From the devices to their people: there are never more rows than devices. */
async function queueDevices(tx: Tx, event: SealedEvent, notice: Notice, at: At): Promise<number> {
  const anyDevice = await tx.selectFrom('push_subscriptions').select('id').where('ended_at', 'is', null).limit(1).executeTakeFirst();
  if (!anyDevice) return 0;
  const { numAffectedRows } = await sql`with ${people(event, notice, at.now)}
    insert into messages (${columns})
    select gen_random_uuid(), ${event.id}::text || ':' || s.id, c.id, s.id, w.person_id, w.area_code, '{}', w.target_id,
      ${JSON.stringify(notice.facts)}::jsonb, ${common(event, notice, at)}
    from channels c cross join push_subscriptions s join people w on w.person_id = s.person_id
    where ${carried(event, notice)} and c.kind = 'webPush' and s.ended_at is null and s.created_at <= ${event.recordedAt}
    on conflict (dedupe_key) do nothing`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** A message that somebody asked for to see whether it arrives; at once, on the channel or to one device. False: it is there already. */
export async function queueTest(
  tx: Tx,
  test: { id: string; channelId: string; areaCode: string; personId: string | null; subscriptionId: string | null; now: Date },
): Promise<boolean> {
  const facts = {
    headline: '测试',
    number: '集结',
    title: '收到这条，说明这个通道是通的',
    limit: null,
    link: { one: '/m/', group: '/' },
    count: null,
  };
  const row = await tx
    .insertInto('messages')
    .values({
      id: test.id,
      dedupe_key: `test:${test.id}`,
      channel_id: test.channelId,
      subscription_id: test.subscriptionId,
      person_id: test.personId,
      area_code: test.areaCode,
      what: 'test',
      facts: JSON.stringify(facts),
      urgency: 'immediate',
      state: 'queued',
      next_at: test.now,
      created_at: test.now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
