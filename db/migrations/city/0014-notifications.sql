-- Ways out of the program to people: a group robot of a district, an application message, an SMS gateway, Web Push.
create table channels (
  id uuid not null,
  kind text not null,
  name text not null,
  -- Whom it serves: this desk alone, or this area and everything below it.
  area_code text collate "C" not null,
  covers text not null,
  -- The least urgent of what it carries; immediate ones go on every channel.
  from_urgency text not null,
  is_on boolean not null,
  settings jsonb not null,
  -- Named secrets as one sealed text; never read by a view.
  sealed text,
  -- What is left of its allowance, shared by all processes.
  tokens double precision not null,
  tokens_at timestamptz not null,
  -- Whoever holds it sends now; ends by itself when that process is killed.
  courier_until timestamptz,
  -- Not before: it said "slower", or it does not answer.
  blocked_until timestamptz,
  failed_in_row integer not null default 0,
  last_sent_at timestamptz,
  last_failure_at timestamptz,
  last_failure_code text collate "C",
  last_failure_detail text,
  created_at timestamptz not null,
  version integer not null default 1,
  constraint channels_id_key primary key (id),
  constraint channels_kind_known check (kind in ('webPush', 'wecomBot', 'dingtalkBot', 'feishuBot', 'wecomApp', 'sms')),
  constraint channels_covers_known check (covers in ('desk', 'below')),
  constraint channels_urgency_known check (from_urgency in ('routine', 'urgent', 'immediate')),
  constraint channels_are_sealed check (sealed ~ '^v1\.'),
  constraint channels_area_fk foreign key (area_code) references areas (code) on update cascade on delete restrict
);
create index channels_by_area on channels (area_code);
create unique index channels_web_push_once on channels (kind) where kind = 'webPush';

-- A device of a person that shows messages while the app is closed. Ended: signed out, or given back by the push service.
create table push_subscriptions (
  id uuid not null,
  person_id uuid not null,
  session_id uuid not null,
  device text not null,
  endpoint_hash text not null,
  -- Address and keys, sealed: whoever has the address may ring this phone. Null once it has ended.
  sealed text,
  created_at timestamptz not null,
  ended_at timestamptz,
  ended_why text,
  constraint push_subscriptions_id_key primary key (id),
  constraint push_subscriptions_device_once unique (person_id, endpoint_hash),
  constraint push_subscriptions_are_sealed check (sealed ~ '^v1\.'),
  constraint push_subscriptions_ended_forgets check (ended_at is null or sealed is null),
  constraint push_subscriptions_person_fk foreign key (person_id) references persons (id) on delete cascade
);

-- What was told to whom on which channel. Facts that words are made of; no text of an order, no answer, no resident.
create table messages (
  id uuid not null,
  -- Event, channel, recipient: told once, however often the reaction runs.
  dedupe_key text not null,
  channel_id uuid not null,
  subscription_id uuid,
  person_id uuid,
  -- The desk that is told; of a group, the area of its channel.
  area_code text collate "C" not null,
  -- Who below the area of a group may know of it, as with events.
  reach_down text[] collate "C" not null default '{}',
  what text not null,
  facts jsonb not null,
  urgency text not null,
  -- What it is about (an order), and whose part of it (a receipt).
  about_id uuid,
  target_id uuid,
  state text not null,
  next_at timestamptz not null,
  attempts integer not null default 0,
  code text collate "C",
  detail text,
  created_at timestamptz not null,
  settled_at timestamptz,
  constraint messages_id_key primary key (id),
  constraint messages_told_once unique (dedupe_key),
  constraint messages_channel_fk foreign key (channel_id) references channels (id) on delete cascade,
  constraint messages_subscription_fk foreign key (subscription_id) references push_subscriptions (id) on delete cascade,
  constraint messages_urgency_known check (urgency in ('routine', 'urgent', 'immediate')),
  constraint messages_state_known check (state in ('queued', 'sent', 'refused', 'dropped')),
  constraint messages_settled_has_time check ((state = 'queued') = (settled_at is null))
);
create index messages_queued on messages (channel_id, next_at) where state = 'queued';
create index messages_of_subject on messages (about_id, target_id) where about_id is not null;
create index messages_of_channel on messages (channel_id, created_at desc);
create index messages_of_subscription on messages (subscription_id) where subscription_id is not null;
create index messages_settled on messages (settled_at) where settled_at is not null;

alter table channels enable row level security;
alter table channels force row level security;
alter table push_subscriptions enable row level security;
alter table push_subscriptions force row level security;
alter table messages enable row level security;
alter table messages force row level security;

-- By name they are no secret: a receipt says which of them did not reach it. Setting them up is a matter of territory and policy.
create policy channels_visible on channels for select using (app.is_anybody());
create policy channels_added on channels for insert with check (area_code >= app.scope_lo() and area_code < app.scope_hi());
create policy channels_changed on channels for update using (area_code >= app.scope_lo() and area_code < app.scope_hi());
-- One's own devices; and the system's, which writes to them.
create policy push_subscriptions_own on push_subscriptions using (
  person_id = app.actor() or app.actor() = '00000000-0000-7000-8000-000000000001'::uuid);
create policy messages_visible on messages using (
  (area_code >= app.scope_lo() and area_code < app.scope_hi()) or person_id = app.actor()
  or (area_code = any(app.lineage()) and reach_down && app.lineage()));

grant select, insert, update on channels, push_subscriptions to muster_app;
-- Messages are no evidence (the journal is) and are swept away by age.
grant select, insert, update, delete on messages to muster_app;
