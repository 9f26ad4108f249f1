import { reactions } from '@muster/server/app/features';
import type pg from 'pg';

/** Orders to be made, as rows of the temporary table `planned`: whose, to whom, when, and how far they are. */
const planned = `create temp table planned (id uuid, issuer_code text collate "C", everybody boolean, urgency text, issued_at timestamptz,
  acknowledge_by timestamptz, answer_by timestamptz, closed_at timestamptz, accepted int, answered int, acknowledged int, number int)`;

/**
 * What runs now, whatever lies in the past, so that the situation is equally bad with few orders and with many: about
 * a fifth of the communities needs somebody. Of 100 receipts so many are accepted, answered, acknowledged; the rest waits.
 */
const running = `insert into planned
  select uuidv7(- make_interval(mins => o.issued)), o.code, o.everybody, o.urgency, now() - make_interval(mins => o.issued),
    now() - make_interval(mins => o.issued - o.acknowledge), now() - make_interval(mins => o.issued - o.answer), null::timestamptz, o.accepted, o.answered, o.acknowledged, o.number
  from (values
      ('4104', true, 'urgent', 90, 120, 360, 10, 30, 50, 1),
      ('4104', false, 'immediate', 180, 30, 150, 70, 24, 4, 2),
      ('4104', false, 'routine', 120, 1440, 2880, 0, 20, 40, 3))
    as o(code, everybody, urgency, issued, acknowledge, answer, accepted, answered, acknowledged, number)
  union all
  select uuidv7(interval '-30 minutes'), code, false, 'urgent', now() - interval '30 minutes', now() + interval '90 minutes', now() + interval '6 hours', null::timestamptz, 20, 20, 50, 1
  from areas where level = 'subdistrict'`;

/** The past: 12 orders of the city to everybody, 80 to all communities, then every subdistrict and district over and over. All closed. */
const past = (orders: { everybody: number; desks: number; local: number }) => `insert into planned
  select uuidv7(- age), code, everybody, 'routine', now() - age, now() - age + interval '1 day', now() - age + interval '2 days', now() - age + interval '3 days', 100, 0, 0, 100 + nth
  from (
    select '4104' as code, nth <= ${orders.everybody} as everybody, nth, make_interval(hours => 80 + nth * 7 % 640, mins => nth) as age
      from generate_series(1, ${orders.everybody + orders.desks}) as nth
    union all
    select a.code, false, nth, make_interval(hours => 80 + nth * 11 % 640, mins => nth) from areas a, generate_series(1, ${orders.local}) as nth
      where a.level in ('subdistrict', 'district') and (a.level = 'subdistrict' or nth % 10 = 0)) o`;

/** From plan to rows, as the commands of the server would have left them. */
const fill = `
  insert into orders (id, incident_id, is_drill, issuer_code, issuer_name, issuer_person_id, issuer_person_name, year, number, number_text, urgency, title, body,
      audience, audience_text, questions, asks_answer, question_shape, state, issued_at, acknowledge_by, answer_by, closed_at, reach_down, reach_up, reach_units)
    select p.id, i.id, false, p.issuer_code, a.short_name || '指挥部', uuidv7(), '值班员', 2022, p.number, a.short_name || '指〔2022〕' || p.number || '号', p.urgency,
      '连夜落实小区出入口值守', '各社区连夜核对小区出入口值守人员，缺的今晚补齐。', '{"include":[],"except":[]}', a.short_name || '全部社区',
      '[{"key":"q1","text":"出入口是否有人值守","kind":"tick","perArea":false}]', true, 'tick', case when p.closed_at is null then 'issued' else 'closed' end,
      p.issued_at, p.acknowledge_by, p.answer_by, p.closed_at, array[p.issuer_code],
      array(select code from areas u where u.code <> p.issuer_code and left(p.issuer_code, length(u.code)) = u.code order by code), '{}'
    from planned p join areas a on a.code = p.issuer_code, incidents i;

  create temp table sent as
    select o.id as order_id, o.incident_id, o.issuer_code, o.issued_at, o.acknowledge_by, o.answer_by, o.closed_at, r.recipient, r.area_code, r.person_id, r.name,
      case when r.chance < p.accepted then 'accepted' when r.chance < p.accepted + p.answered then 'answered'
        when r.chance < p.accepted + p.answered + p.acknowledged then 'acknowledged' when r.chance % 2 = 0 then 'opened' else 'sent' end as state,
      r.chance, row_number() over (partition by o.id order by r.recipient, r.area_code, r.person_id) as place
    from planned p join orders o on o.id = p.id cross join lateral (
      select 'desk' as recipient, a.code as area_code, null::uuid as person_id, null as name, abs(hashtext(a.code || p.id)) % 100 as chance
        from areas a where a.level = 'community' and left(a.code, length(p.issuer_code)) = p.issuer_code
      union all
      select 'person', s.area_code, s.person_id, s.person_name, abs(hashtext(s.person_id::text || p.id)) % 100
        from assignments s where p.everybody and s.role = 'gridWorker') r;

  insert into receipts (id, order_id, incident_id, recipient, area_code, person_id, recipient_name, state, asks_answer, unstaffed, sent_at, acknowledge_by, answer_by,
      due_at, attention_at, delivered_at, delivered_count, opened_at, opened_by_name, acknowledged_at, acknowledged_by_name, answered_at, answered_by_name, answer,
      answer_seconds, settled_at, escalated_at, escalated_to, version)
    select (left(order_id::text, 24) || lpad(to_hex(place), 12, '0'))::uuid, order_id, incident_id, recipient, area_code, person_id, name, state, true, false,
      issued_at, acknowledge_by, answer_by, due_at,
      case state when 'acknowledged' then due_at when 'opened' then issued_at + (acknowledge_by - issued_at) / 2 when 'sent' then issued_at + (acknowledge_by - issued_at) / 2 end,
      case when state <> 'sent' then issued_at end, case when state <> 'sent' then 1 else 0 end, case when state <> 'sent' then issued_at end, case when state <> 'sent' then '值班' end,
      acknowledged_at, case when acknowledged_at is not null then '值班' end, answered_at, case when answered_at is not null then '值班' end,
      case when answered_at is not null then '{"values":{"q1":true}}'::jsonb end, case when answered_at is not null then 20 end, case when state = 'accepted' then answered_at end,
      case when is_escalated then due_at end, case when is_escalated then left(area_code, 9) end, 3
    from (select s.*, d.due_at, coalesce(d.due_at < now() and chance % 5 < 2, false) as is_escalated,
        case when state in ('acknowledged', 'answered', 'accepted') then issued_at + interval '1 minute' * (chance % 25 + 1) end as acknowledged_at,
        case when state in ('answered', 'accepted') then issued_at + interval '1 minute' * (chance % 25 + 2) end as answered_at
      from sent s cross join lateral (
        select case when state in ('sent', 'opened') then acknowledge_by when state = 'acknowledged' then answer_by end as due_at) d) r;

  insert into receipt_marks (receipt_id, person_id, person_name, order_id, area_code, delivered_at, opened_at, acknowledged_at)
    select id, coalesce(person_id, order_id), '值班', order_id, area_code, delivered_at, opened_at, acknowledged_at
    from receipts where order_id in (select id from planned) and opened_at is not null;
  insert into order_progress (order_id, area_code, issuer_code, total, unacknowledged, in_hand, for_review, done, escalated)
    select r.order_id, left(r.area_code, 9), p.issuer_code, count(*), count(*) filter (where state in ('sent', 'opened')), count(*) filter (where state = 'acknowledged'),
      count(*) filter (where state = 'answered'), count(*) filter (where state = 'accepted'), count(escalated_at)
    from receipts r join planned p on p.id = r.order_id group by 1, 2, 3;
  update orders o set receipt_count = (select sum(total) from order_progress p where p.order_id = o.id) where id in (select id from planned);
  insert into tallies (incident_id, area_code, day, receipts_sent, receipts_acknowledged, acknowledge_seconds)
    select incident_id, left(area_code, 12), (sent_at + interval '8 hours')::date, count(*), count(acknowledged_at), coalesce(sum(extract(epoch from acknowledged_at - sent_at)), 0)
    from receipts where order_id in (select id from planned) group by 1, 2, 3
    on conflict (incident_id, area_code, day) do update set receipts_sent = tallies.receipts_sent + excluded.receipts_sent;

  insert into events (id, recorded_at, done_at, type, version, actor_name, actor_role, area_code, reach_down, reach_up, incident_id, order_id, receipt_id, operation, payload, position, hash)
    select uuidv7(issued_at - now()), issued_at, issued_at, 'order.issued', 1, '值班员', 'dutyOfficer', issuer_code, reach_down, reach_up, incident_id, id, null, 'issueOrder',
      '{}'::jsonb, (select position from journal_heads) + row_number() over (order by issued_at), repeat('0', 64)
    from orders where id in (select id from planned);
  update journal_heads set position = position + (select count(*) from planned);
  insert into events (id, recorded_at, done_at, type, version, actor_name, actor_role, area_code, incident_id, order_id, receipt_id, operation, payload, position, hash)
    select uuidv7(acknowledged_at - now()), acknowledged_at, acknowledged_at, 'receipt.acknowledged', 1, '值班', 'communitySecretary', area_code, incident_id, order_id, id, 'acknowledgeReceipt',
      '{"seconds": 60, "inTime": true}'::jsonb, (select position from journal_heads) + row_number() over (order by acknowledged_at), repeat('0', 64)
    from receipts where order_id in (select id from planned) and recipient = 'desk' and acknowledged_at is not null;
  update journal_heads set position = (select max(position) from events);
  insert into reaction_cursors (name, position) select name, position from journal_heads, unnest(array[${reactions.map(({ name }) => `'${name}'`).join(', ')}]) as name
    on conflict (name) do update set position = excluded.position;

  drop table planned, sent`;

/** Past row-level security and foreign keys, unflushed: this is made, not measured. */
async function make(superuser: pg.Client, plan: string): Promise<void> {
  await superuser.query(
    `set session_replication_role = replica; set synchronous_commit = off; ${planned}; ${plan}; analyze planned; ${fill}`,
  );
  await superuser.query('vacuum (analyze) receipts, receipt_marks, orders, order_progress, tallies, events, assignments, persons, areas');
  await superuser.query('vacuum (analyze) shared.sessions');
  await superuser.query('checkpoint; reset session_replication_role; reset synchronous_commit');
}

export async function startIncident(superuser: pg.Client): Promise<void> {
  await superuser.query(`insert into incidents (id, name, level, is_drill, state, activated_at, activated_by)
    values (uuidv7(), '2022年5月疫情', 'II', false, 'active', now() - interval '40 days', uuidv7())`);
}

export async function fillRunning(superuser: pg.Client): Promise<void> {
  await make(superuser, running);
}

/** Together with what runs: a million receipts of some ten thousand orders. */
export async function fillPast(superuser: pg.Client): Promise<void> {
  await make(superuser, past({ everybody: 12, desks: 80, local: 46 }));
}

/** Orders of the city to all communities that nobody has acknowledged yet. Their ids. */
export async function fillFresh(superuser: pg.Client, count: number): Promise<string[]> {
  await make(
    superuser,
    `insert into planned select uuidv7(), '4104', false, 'urgent', now(), now() + interval '2 hours', now() + interval '6 hours', null, 0, 0, 0, n + 100000 + (select count(*) from orders)
      from generate_series(1, ${count}) as n`,
  );
  const { rows } = await superuser.query<{ id: string }>(
    `select id from orders where issuer_code = '4104' order by issued_at desc, id desc limit ${count}`,
  );
  return rows.map((row) => row.id);
}
