-- Commands that came before what they follow: from a phone whose earlier command, or whose photo, is still on its way. Kept as they
-- were sent, applied in the same name when that comes, flagged after a limit, and shown with the reason where they are refused.
create table held_commands (
  command_id uuid not null,
  operation text not null,
  -- As it was sent; emptied once it was applied or discarded: what it did stands in the journal.
  input jsonb not null,
  person_id uuid not null,
  person_name text not null,
  assignment_id uuid not null,
  -- The desk in whose name it was done; for who acts for a unit, the city.
  area_code text collate "C" not null,
  unit_id uuid,
  address text,
  waits_kind text not null,
  waits_for uuid not null,
  done_at timestamptz not null,
  held_at timestamptz not null,
  flagged_at timestamptz,
  state text not null default 'waiting',
  -- The problem with which it was refused.
  problem jsonb,
  settled_at timestamptz,
  constraint held_commands_id_key primary key (command_id),
  constraint held_commands_person_fk foreign key (person_id) references persons (id) on delete restrict,
  constraint held_commands_area_fk foreign key (area_code) references areas (code) on update cascade on delete restrict,
  constraint held_commands_unit_fk foreign key (unit_id) references units (id) on delete restrict,
  constraint held_commands_kind_known check (waits_kind in ('command', 'file')),
  constraint held_commands_state_known check (state in ('waiting', 'applied', 'refused', 'discarded')),
  constraint held_commands_settled_has_time check ((state = 'waiting') = (settled_at is null)),
  constraint held_commands_refused_has_problem check ((state = 'refused') = (problem is not null))
);
create index held_commands_open on held_commands (held_at) where state in ('waiting', 'refused');
create index held_commands_by_person on held_commands (person_id);
create index held_commands_by_area on held_commands (area_code);
create index held_commands_by_unit on held_commands (unit_id) where unit_id is not null;

alter table held_commands enable row level security;
alter table held_commands force row level security;
create policy held_commands_visible on held_commands using (
  (area_code >= app.scope_lo() and area_code < app.scope_hi()) or person_id = app.actor() or unit_id = app.unit());
grant select, insert, update on held_commands to muster_app;

-- How far the clock of the device stood from the server's when it was done: `done_at` is set right by it, this is the evidence.
alter table events add column clock_skew_seconds integer;

-- When a receipt's acknowledgement or answer arrived, where that is more than two minutes after it was done: both are shown.
alter table receipts add column acknowledged_received_at timestamptz, add column answered_received_at timestamptz;

-- What happened to an order as a whole (closed, changed, reminded) since a position: asked for each open order of a desk that comes
-- back, without walking over the receipts of everybody else.
create index events_of_whole_orders on events (order_id, position) where receipt_id is null and order_id is not null and position is not null;
