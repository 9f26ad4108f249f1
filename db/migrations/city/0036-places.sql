-- Where people of the response stand: gates, checkpoints, test points, isolation doors, delivery points; in which shifts,
-- how many are needed, who stands there.
create table places (
  id uuid not null,
  community_code text collate "C" not null,
  kind text not null,
  name text not null,
  compound_id uuid,
  gate text,
  latitude double precision,
  longitude double precision,
  -- Times that come back weekly (contract/places/place-times.rules.ts); empty is around the clock.
  opening jsonb not null,
  -- The first time from now on with fewer people than needed, and until when the next look is not needed. Kept, so that
  -- attention costs what is short and not the places of a city.
  short_from timestamptz,
  short_until timestamptz,
  refresh_at timestamptz not null,
  queue text,
  queue_at timestamptz,
  queue_by text,
  created_at timestamptz not null,
  closed_at timestamptz,
  close_reason text,
  version integer not null default 1,
  constraint places_id_key primary key (id),
  constraint places_community_key unique (id, community_code),
  constraint places_community_fk foreign key (community_code) references areas (code) on update cascade on delete restrict,
  -- That the compound is one of its community the rule sees to, because a compound may move.
  constraint places_compound_fk foreign key (compound_id) references compounds (id) on delete restrict,
  constraint places_in_community check (length(community_code) = 12),
  constraint places_kind_known check (kind in ('gate', 'checkpoint', 'testPoint', 'isolationDoor', 'deliveryPoint')),
  constraint places_gate_of_compound check (gate is null or compound_id is not null),
  constraint places_position_whole check ((latitude is null) = (longitude is null)),
  constraint places_position_on_earth check (latitude between -90 and 90 and longitude between -180 and 180),
  constraint places_short_forward check ((short_from is null) = (short_until is null) and (short_from is null or short_from < short_until)),
  constraint places_queue_whole check ((queue is null) = (queue_at is null)),
  constraint places_queue_known check (queue in ('short', 'long', 'closed')),
  constraint places_closed_says_why check ((closed_at is null) = (close_reason is null))
);
create unique index places_name_once on places (community_code, name) where closed_at is null;
create index places_by_community on places (community_code, name, id) where closed_at is null;
create index places_by_area on places (community_code);
create index places_of_compound on places (compound_id) where compound_id is not null;
create index places_short on places (community_code, short_from) include (short_until) where short_from is not null and closed_at is null;
create index places_to_refresh on places (refresh_at) where closed_at is null;

create table place_shifts (
  id uuid not null,
  place_id uuid not null,
  community_code text collate "C" not null,
  name text not null,
  from_time text not null,
  to_time text not null,
  weekdays integer[] not null,
  needed integer not null,
  created_at timestamptz not null,
  -- A shift that was changed away stays on record with who stood in it.
  removed_at timestamptz,
  constraint place_shifts_id_key primary key (id),
  constraint place_shifts_place_fk foreign key (place_id, community_code) references places (id, community_code) on update cascade on delete restrict,
  constraint place_shifts_times_of_day check (from_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' and to_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  constraint place_shifts_weekdays_known check (cardinality(weekdays) > 0 and weekdays <@ array[1, 2, 3, 4, 5, 6, 7]),
  constraint place_shifts_need_somebody check (needed > 0)
);
create index place_shifts_of_place on place_shifts (place_id, community_code);

create table place_people (
  id uuid not null,
  place_id uuid not null,
  community_code text collate "C" not null,
  shift_id uuid not null,
  person_id uuid not null,
  person_name text not null,
  from_day date not null,
  to_day date,
  created_at timestamptz not null,
  ended_at timestamptz,
  constraint place_people_id_key primary key (id),
  constraint place_people_place_fk foreign key (place_id, community_code) references places (id, community_code) on update cascade on delete restrict,
  constraint place_people_shift_fk foreign key (shift_id) references place_shifts (id) on delete restrict,
  constraint place_people_person_fk foreign key (person_id) references persons (id) on delete restrict,
  constraint place_people_end_after_start check (to_day is null or to_day >= from_day)
);
create index place_people_of_place on place_people (place_id, community_code);
create index place_people_of_shift on place_people (shift_id);
create index place_people_of_person on place_people (person_id) include (to_day, ended_at);

create table place_rounds (
  id uuid not null,
  place_id uuid not null,
  community_code text collate "C" not null,
  name text not null,
  state text not null,
  planned_from timestamptz not null,
  planned_to timestamptz not null,
  opened_at timestamptz,
  closed_at timestamptz,
  -- Always the sum of its reports.
  done integer not null default 0,
  created_at timestamptz not null,
  constraint place_rounds_id_key primary key (id),
  constraint place_rounds_place_fk foreign key (place_id, community_code) references places (id, community_code) on update cascade on delete restrict,
  constraint place_rounds_state_known check (state in ('planned', 'open', 'closed')),
  constraint place_rounds_end_after_start check (planned_to > planned_from),
  constraint place_rounds_states_have_times check ((state = 'closed') = (closed_at is not null) and (state <> 'open' or opened_at is not null)),
  constraint place_rounds_done_natural check (done >= 0)
);
create unique index place_rounds_one_open on place_rounds (place_id) where state = 'open';
create index place_rounds_of_place on place_rounds (place_id, community_code, planned_from);
create index place_rounds_under_way on place_rounds (community_code, place_id) include (state, planned_from, planned_to) where state <> 'closed';
create index place_rounds_to_lapse on place_rounds (planned_to) where state <> 'closed';
create index place_rounds_begun on place_rounds (community_code, opened_at) include (done) where opened_at is not null;

-- What people at a test point said, kept as they said it: queue, counts, corrections. Only added to.
create table place_reports (
  id uuid not null,
  place_id uuid not null,
  community_code text collate "C" not null,
  round_id uuid,
  kind text not null,
  queue text,
  amount integer,
  reason text,
  person_id uuid not null,
  person_name text not null,
  done_at timestamptz not null,
  received_at timestamptz not null,
  constraint place_reports_id_key primary key (id),
  constraint place_reports_place_fk foreign key (place_id, community_code) references places (id, community_code) on update cascade on delete restrict,
  constraint place_reports_round_fk foreign key (round_id) references place_rounds (id) on delete restrict,
  constraint place_reports_fit_kind check (case kind
    when 'queue' then queue in ('short', 'long', 'closed') and amount is null and reason is null
    when 'count' then queue is null and amount > 0 and reason is null and round_id is not null
    when 'correction' then queue is null and amount <> 0 and reason is not null and round_id is not null
    else false end)
);
create index place_reports_of_place on place_reports (place_id, community_code, done_at);
create index place_reports_of_round on place_reports (round_id) where round_id is not null;

create table place_checks (
  id uuid not null,
  place_id uuid not null,
  community_code text collate "C" not null,
  check_key text not null,
  is_met boolean not null,
  note text,
  person_id uuid not null,
  person_name text not null,
  done_at timestamptz not null,
  constraint place_checks_id_key primary key (id),
  constraint place_checks_place_fk foreign key (place_id, community_code) references places (id, community_code) on update cascade on delete restrict
);
create index place_checks_of_place on place_checks (place_id, community_code, check_key, done_at);

create table place_problems (
  id uuid not null,
  place_id uuid not null,
  community_code text collate "C" not null,
  kind text not null,
  note text,
  state text not null,
  person_id uuid not null,
  person_name text not null,
  reported_at timestamptz not null,
  -- By when it should be settled; past it, it concerns those above too.
  due_at timestamptz not null,
  seen_by text,
  seen_at timestamptz,
  settled_by text,
  settled_at timestamptz,
  outcome text,
  constraint place_problems_id_key primary key (id),
  constraint place_problems_place_fk foreign key (place_id, community_code) references places (id, community_code) on update cascade on delete restrict,
  constraint place_problems_state_known check (state in ('open', 'seen', 'settled')),
  constraint place_problems_kind_known check (kind in ('noPower', 'noReagents', 'noSupplies', 'crowd', 'tooFewPeople', 'other')),
  constraint place_problems_other_says_what check (kind <> 'other' or note is not null),
  constraint place_problems_seen_by_somebody check (state <> 'seen' or (seen_at is not null and seen_by is not null)),
  constraint place_problems_settled_says_how check ((state = 'settled') = (settled_at is not null and settled_by is not null and outcome is not null))
);
create index place_problems_of_place on place_problems (place_id, community_code, reported_at);
create index place_problems_unsettled on place_problems (community_code, reported_at, id) where state <> 'settled';
create index place_problems_settled on place_problems (community_code, settled_at, id) where state = 'settled';

alter table places enable row level security;
alter table places force row level security;
alter table place_shifts enable row level security;
alter table place_shifts force row level security;
alter table place_people enable row level security;
alter table place_people force row level security;
alter table place_rounds enable row level security;
alter table place_rounds force row level security;
alter table place_reports enable row level security;
alter table place_reports force row level security;
alter table place_checks enable row level security;
alter table place_checks force row level security;
alter table place_problems enable row level security;
alter table place_problems force row level security;

-- A grid worker or a volunteer of a grid sees the community that his grid is part of.
create policy places_visible on places using (
  (community_code >= app.scope_lo() and community_code < app.scope_hi()) or community_code = any (app.lineage()));
create policy place_shifts_visible on place_shifts using (
  (community_code >= app.scope_lo() and community_code < app.scope_hi()) or community_code = any (app.lineage()));
create policy place_people_visible on place_people using (
  (community_code >= app.scope_lo() and community_code < app.scope_hi()) or community_code = any (app.lineage()) or person_id = app.actor());
create policy place_rounds_visible on place_rounds using (
  (community_code >= app.scope_lo() and community_code < app.scope_hi()) or community_code = any (app.lineage()));
create policy place_reports_visible on place_reports using (
  (community_code >= app.scope_lo() and community_code < app.scope_hi()) or community_code = any (app.lineage()));
create policy place_checks_visible on place_checks using (
  (community_code >= app.scope_lo() and community_code < app.scope_hi()) or community_code = any (app.lineage()));
create policy place_problems_visible on place_problems using (
  (community_code >= app.scope_lo() and community_code < app.scope_hi()) or community_code = any (app.lineage()));

grant select, insert, update on places, place_shifts, place_people, place_rounds, place_problems to muster_app;
-- What was said is not changed any more; the codes follow their place by the database's own cascade.
grant select, insert on place_reports, place_checks to muster_app;
