-- The journal: append-only by grants. Written in the transaction of the change it tells; position and hash are given
-- afterwards by the sealer, which alone may set them.
create table events (
  id uuid not null,
  recorded_at timestamptz not null,
  done_at timestamptz not null,
  type text not null,
  version integer not null,
  actor_id uuid,
  actor_name text,
  actor_role text,
  assignment_id uuid,
  area_code text collate "C",
  -- Who else may see it, as with orders: areas it was sent to, and the areas above them.
  reach_down text[] collate "C" not null default '{}',
  reach_up text[] collate "C" not null default '{}',
  -- Units that it was sent to.
  reach_units uuid[] not null default '{}',
  person_id uuid,
  unit_id uuid,
  incident_id uuid,
  order_id uuid,
  receipt_id uuid,
  operation text,
  command_id uuid,
  address text,
  payload jsonb not null,
  -- What the command answered, for the first of its events: a repeated command gets the same again.
  result jsonb,
  position bigint,
  hash text,
  constraint events_id_key primary key (id, recorded_at)
) partition by range (recorded_at);
create table events_default partition of events default;

create index events_unsealed on events (recorded_at, id) where position is null;
-- Feeds and cursors read what is sealed: an event enters their indexes once, when it gets its position.
create index events_by_position on events (position) where position is not null;
create index events_by_command on events (command_id) where command_id is not null;
create index events_by_order on events (order_id, position desc) where order_id is not null and position is not null;
create index events_by_area on events (area_code, position desc) where position is not null;
create index events_by_actor on events (actor_id, position desc) where actor_id is not null and position is not null;

create table journal_heads (
  id integer not null,
  position bigint not null,
  hash text not null,
  constraint journal_heads_id_key primary key (id),
  constraint journal_heads_only_one check (id = 1)
);
insert into journal_heads (id, position, hash) values (1, 0, repeat('0', 64));

-- How far each reaction has come; moved in the transaction of its effects: exactly once.
create table reaction_cursors (
  name text not null,
  position bigint not null,
  constraint reaction_cursors_name_key primary key (name)
);

alter table events enable row level security;
alter table events force row level security;
alter table journal_heads enable row level security;
alter table journal_heads force row level security;
alter table reaction_cursors enable row level security;
alter table reaction_cursors force row level security;

create policy events_visible on events for select to muster_app using (
  (area_code >= app.scope_lo() and area_code < app.scope_hi()) or actor_id = app.actor() or person_id = app.actor() or unit_id = app.unit()
  or reach_down && app.lineage() or reach_up @> array[app.scope_lo()] or reach_units && array[app.unit()]);
create policy events_written on events for insert to muster_app with check (app.is_anybody());
create policy events_sealed on events to muster_sealer using (true) with check (true);
create policy journal_heads_read on journal_heads for select to muster_app using (true);
create policy journal_heads_moved on journal_heads to muster_sealer using (true);
create policy reaction_cursors_own on reaction_cursors using (app.is_anybody());

grant select, insert on events to muster_app;
grant select, update (position, hash) on events to muster_sealer;
grant select on journal_heads to muster_app;
grant select, update on journal_heads to muster_sealer;
grant select, insert, update on reaction_cursors to muster_app;
