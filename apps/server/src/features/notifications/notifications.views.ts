import { deskName } from '@muster/contract/areas/desk-name';
import { type ChannelKind, channelSecrets, type MessageState } from '@muster/contract/notifications/channel-kinds';
import * as operations from '@muster/contract/notifications/notifications.operations';
import type { Urgency } from '@muster/contract/orders/limits';
import { seesOrders } from '@muster/contract/people/roles';
import { sql } from 'kysely';
import type { Principal } from '../../platform/principal.ts';
import { notFound } from '../../platform/problem.ts';
import { view } from '../../platform/view.ts';
import { receiptPlace } from '../orders/index.ts';
import { openChannelSecrets } from './channels.store.ts';
import { managesChannels } from './notifications.policy.ts';
import type { NotificationServices } from './notifications.services.ts';

const day = 86_400_000;
const readsOrders = (principal: Principal) => principal.role !== 'system' && seesOrders(principal.role);
const clock = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

interface ChannelRecord {
  id: string;
  kind: ChannelKind;
  name: string;
  area_code: string;
  area_name: string;
  covers: 'desk' | 'below';
  from_urgency: Urgency;
  is_on: boolean;
  settings: Record<string, string | number>;
  sealed: string | null;
  version: number;
  last_sent_at: Date | null;
  last_failure_at: Date | null;
  last_failure_code: string | null;
  last_failure_detail: string | null;
  blocked_until: Date | null;
  queued: number;
  sent: number;
  refused: number;
  dropped: number;
  failures: { at: string; code: string | null; detail: string | null }[];
  test: { state: MessageState; at: string; code: string | null; detail: string | null } | null;
}

export function channelViews(services: NotificationServices) {
  const channels = view(operations.listChannels, {
    allows: managesChannels,
    async read({ tx, now, settings }) {
      // Each by the index of its own messages: the cost is that of one day of its messages, not of all.
      const since = new Date(now.getTime() - day);
      const { rows } =
        await sql<ChannelRecord>`select c.id, c.kind, c.name, c.area_code, a.short_name as area_name, c.covers, c.from_urgency, c.is_on,
          c.settings, c.sealed, c.version, c.last_sent_at, c.last_failure_at, c.last_failure_code, c.last_failure_detail, c.blocked_until, m.*,
          (select count(*)::int from messages q where q.channel_id = c.id and q.state = 'queued') as queued,
          (select coalesce(jsonb_agg(jsonb_build_object('at', f.settled_at, 'code', f.code, 'detail', f.detail) order by f.settled_at desc), '[]') from (
            select settled_at, code, detail from messages where channel_id = c.id and state = 'refused' and created_at > ${since}
            order by created_at desc limit 5) f) as failures,
          (select jsonb_build_object('state', t.state, 'at', coalesce(t.settled_at, t.created_at), 'code', t.code, 'detail', t.detail) from messages t
            where t.channel_id = c.id and t.what = 'test' and t.created_at > ${since} and c.kind <> 'webPush' order by t.created_at desc limit 1) as test
        from channels c join areas a on a.code = c.area_code cross join lateral (
          select count(*) filter (where m.state = 'sent')::int as sent, count(*) filter (where m.state = 'refused')::int as refused,
            count(*) filter (where m.state = 'dropped')::int as dropped
          from messages m where m.channel_id = c.id and m.created_at > ${since}) m
        order by c.kind = 'webPush' desc, c.area_code, c.name, c.id`.execute(tx);
      const { quiet, digestMinutes } = settings.telling;
      return {
        items: rows.map((row) => channelOf(services, row, now)),
        quiet: quiet && { from: clock(quiet.from), to: clock(quiet.to) },
        digestMinutes,
        publicUrl: services.publicUrl,
      };
    },
  });

  const push = view(operations.getPushSettings, {
    allows: (principal) => principal.kind === 'person',
    async read({ tx, principal, now }) {
      const [channel, devices, test] = await Promise.all([
        tx.selectFrom('channels').select('is_on').where('kind', '=', 'webPush').executeTakeFirst(),
        tx
          .selectFrom('push_subscriptions')
          .select(['id', 'device', 'created_at', 'session_id'])
          .where('person_id', '=', principal.personId)
          .where('ended_at', 'is', null)
          .orderBy('created_at', 'desc')
          .execute(),
        tx
          .selectFrom('messages')
          .select(['state', 'settled_at', 'created_at', 'code'])
          .where('person_id', '=', principal.personId)
          .where('what', '=', 'test')
          .where('subscription_id', 'is not', null)
          .where('created_at', '>', new Date(now.getTime() - 600_000))
          .orderBy('created_at', 'desc')
          .limit(1)
          .executeTakeFirst(),
      ]);
      return {
        publicKey: services.vapid.publicKey,
        on: channel?.is_on ?? false,
        devices: devices.map((one) => ({
          subscriptionId: one.id,
          device: one.device,
          since: one.created_at.toISOString(),
          here: one.session_id === principal.sessionId,
        })),
        test: test ? { state: test.state as MessageState, at: (test.settled_at ?? test.created_at).toISOString(), code: test.code } : null,
      };
    },
  });

  return [channels, push, receiptChannels, undelivered];
}

/** Which secrets are set, by name; what was sealed with a lost key counts as not set. */
function secretsSet(services: NotificationServices, row: ChannelRecord): string[] {
  try {
    const given = openChannelSecrets(services.secrets, row);
    return channelSecrets[row.kind].filter((name: string) => given[name] !== undefined);
  } catch {
    return [];
  }
}

function channelOf(services: NotificationServices, row: ChannelRecord, now: Date) {
  const failure =
    row.last_failure_at && (row.last_sent_at === null || row.last_failure_at > row.last_sent_at)
      ? { at: row.last_failure_at.toISOString(), code: row.last_failure_code ?? '', detail: row.last_failure_detail ?? '' }
      : null;
  const at = (text: string) => new Date(text).toISOString();
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    areaCode: row.area_code,
    areaName: deskName(row.area_code, row.area_name),
    covers: row.covers,
    fromUrgency: row.from_urgency,
    on: row.is_on,
    settings: row.settings,
    secretsSet: secretsSet(services, row),
    version: row.version,
    lastSentAt: row.last_sent_at?.toISOString() ?? null,
    failure,
    blockedUntil: row.blocked_until && row.blocked_until > now ? row.blocked_until.toISOString() : null,
    counts: { queued: row.queued, sent: row.sent, refused: row.refused, dropped: row.dropped },
    failures: row.failures.map((one) => ({ at: at(one.at), code: one.code ?? '', detail: one.detail ?? '' })),
    test: row.test && { ...row.test, at: at(row.test.at) },
  };
}

/** What a receipt's recipient was told: by his own messages, and by the groups of the areas that he is in. */
const receiptChannels = view(operations.getReceiptChannels, {
  allows: readsOrders,
  async read({ tx, input }) {
    const receipt = await receiptPlace(tx, input.receiptId);
    if (!receipt) throw notFound();
    const { rows } = await sql<{
      kind: ChannelKind;
      name: string;
      what: string;
      queued: number;
      sent: number;
      refused: number;
      of: number;
      attempts: number;
      at: Date;
      next_at: Date | null;
      code: string | null;
      detail: string | null;
    }>`select c.kind, c.name, m.what, count(*) filter (where m.state = 'queued')::int as queued, count(*) filter (where m.state = 'sent')::int as sent,
        count(*) filter (where m.state = 'refused')::int as refused, count(*)::int as of, max(m.attempts)::int as attempts,
        max(coalesce(m.settled_at, m.created_at)) as at, min(m.next_at) filter (where m.state = 'queued') as next_at,
        max(m.code) filter (where m.state <> 'sent') as code, max(m.detail) filter (where m.state <> 'sent') as detail
      from messages m join channels c on c.id = m.channel_id
      where m.about_id = ${receipt.orderId} and (m.target_id = ${receipt.id}
        or (m.person_id is null and ${receipt.areaCode} >= m.area_code and ${receipt.areaCode} < m.area_code || ':'))
      group by c.id, c.kind, c.name, m.what, m.created_at order by m.created_at desc, c.kind, c.name limit 30`.execute(tx);
    return {
      screen: { count: receipt.deliveredCount, at: receipt.deliveredAt?.toISOString() ?? null },
      items: rows.map((row) => {
        const state: MessageState = row.sent > 0 ? 'sent' : row.queued > 0 ? 'queued' : row.refused > 0 ? 'refused' : 'dropped';
        return {
          kind: row.kind,
          name: row.name,
          what: row.what,
          state,
          at: (state === 'queued' ? (row.next_at ?? row.at) : row.at).toISOString(),
          attempts: row.attempts,
          code: row.code,
          detail: row.detail,
          of: row.of,
          sent: row.sent,
        };
      }),
    };
  },
});

/** The channels that failed, of those whom no message of that channel reached. */
const undelivered = view(operations.listUndelivered, {
  allows: readsOrders,
  async read({ tx, principal, input }) {
    const under = input.under ?? principal.areaCode ?? '';
    const { rows } = await sql<{
      target_id: string | null;
      area_code: string;
      kind: ChannelKind;
      name: string;
      code: string;
      retrying: boolean;
    }>`select m.target_id, m.area_code, c.kind, c.name, max(m.code) as code, bool_or(m.state = 'queued') as retrying
      from messages m join channels c on c.id = m.channel_id
      where m.about_id = ${input.orderId}
        and ((m.area_code >= ${under} and m.area_code < ${`${under}:`}) or (m.person_id is null and ${under} >= m.area_code and ${under} < m.area_code || ':'))
      group by m.target_id, m.area_code, c.id, c.kind, c.name
      having bool_and(m.state <> 'sent') and bool_or(m.code is not null and m.state in ('queued', 'refused'))
      order by m.area_code, c.kind limit 500`.execute(tx);
    return {
      items: rows.map((row) => ({
        receiptId: row.target_id,
        areaCode: row.area_code,
        kind: row.kind,
        name: row.name,
        code: row.code ?? '',
        retrying: row.retrying,
      })),
    };
  },
});
