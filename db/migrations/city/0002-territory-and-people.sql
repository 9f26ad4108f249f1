-- Territory. The code is what the world knows an area by; the id survives a re-code (DOMAIN 2.3).
create table areas (
  id uuid not null,
  code text collate "C" not null,
  name text not null,
  short_name text not null,
  level text not null,
  kind text not null,
  parent_code text collate "C",
  -- Name, initials of its pinyin, code: what a search may meet.
  search_text text not null,
  valid_from date not null,
  valid_to date,
  constraint areas_id_key primary key (id),
  constraint areas_code_once unique (code),
  constraint areas_code_shape check (code ~ '^[0-9]+$' and length(code) in (4, 6, 9, 12, 15)),
  constraint areas_level_of_code check (
    (level = 'city' and length(code) = 4) or (level = 'district' and length(code) = 6) or (level = 'subdistrict' and length(code) = 9)
    or (level = 'community' and length(code) = 12) or (level = 'grid' and length(code) = 15)),
  constraint areas_parent_is_prefix check ((level = 'city') = (parent_code is null) and (parent_code is null or left(code, length(parent_code)) = parent_code)),
  constraint areas_parent_fk foreign key (parent_code) references areas (code) on update cascade on delete restrict,
  constraint areas_valid_forward check (valid_to is null or valid_to >= valid_from)
);
create index areas_by_parent on areas (parent_code, code);
create index areas_by_level on areas (level, code);

create table units (
  id uuid not null,
  name text not null,
  area_code text collate "C" not null,
  constraint units_id_key primary key (id),
  constraint units_name_once unique (name),
  constraint units_area_fk foreign key (area_code) references areas (code) on update cascade on delete restrict
);
create index units_by_area on units (area_code, id);

create table persons (
  id uuid not null,
  name text not null,
  mobile text,
  member_category text not null,
  -- The area that manages the record: whoever has it in his scope sees the person.
  area_code text collate "C" not null,
  unit_id uuid,
  search_text text not null,
  created_at timestamptz not null default now(),
  constraint persons_id_key primary key (id),
  constraint persons_mobile_once unique (mobile),
  constraint persons_mobile_shape check (mobile ~ '^1[0-9]{10}$'),
  constraint persons_category_known check (member_category in ('memberWithoutPost', 'probationary', 'volunteer', 'staff')),
  constraint persons_area_fk foreign key (area_code) references areas (code) on update cascade on delete restrict,
  constraint persons_unit_fk foreign key (unit_id) references units (id) on delete restrict
);
create index persons_by_area on persons (area_code, name, id);
create index persons_by_name on persons (name, id);
create index persons_by_unit on persons (unit_id) where unit_id is not null;

create table assignments (
  id uuid not null,
  person_id uuid not null,
  person_name text not null,
  role text not null,
  area_code text collate "C",
  unit_id uuid,
  title text,
  from_at timestamptz not null,
  to_at timestamptz,
  on_duty boolean not null default true,
  duty_changed_at timestamptz not null,
  version integer not null default 1,
  constraint assignments_id_key primary key (id),
  constraint assignments_person_fk foreign key (person_id) references persons (id) on delete restrict,
  constraint assignments_area_fk foreign key (area_code) references areas (code) on update cascade on delete restrict,
  constraint assignments_unit_fk foreign key (unit_id) references units (id) on delete restrict,
  constraint assignments_role_known check (role in ('systemAdministrator', 'securityAdministrator', 'auditor', 'commander', 'dutyOfficer',
    'communitySecretary', 'gridWorker', 'supervisor', 'unitLiaison', 'volunteer')),
  constraint assignments_somewhere check (area_code is not null or unit_id is not null),
  constraint assignments_end_after_start check (to_at is null or to_at >= from_at)
);
create index assignments_by_area on assignments (area_code, role);
create index assignments_by_person on assignments (person_id);
create index assignments_by_unit on assignments (unit_id) where unit_id is not null;
-- Who acts for a desk now, without reading those who left: the question behind every order.
create index assignments_on_desk on assignments (area_code)
  where to_at is null and on_duty and role in ('commander', 'dutyOfficer', 'communitySecretary', 'gridWorker');

create table incidents (
  id uuid not null,
  name text not null,
  level text not null,
  is_drill boolean not null,
  state text not null,
  activated_at timestamptz not null,
  activated_by uuid not null,
  ended_at timestamptz,
  version integer not null default 1,
  constraint incidents_id_key primary key (id),
  constraint incidents_level_known check (level in ('I', 'II', 'III', 'IV')),
  constraint incidents_state_known check (state in ('active', 'ended')),
  constraint incidents_ended_has_time check ((state = 'ended') = (ended_at is not null))
);
-- One incident is answered at a time: with a drill beside a real one, somebody would mistake one for the other.
create unique index incidents_one_active on incidents (state) where state = 'active';
create index incidents_by_time on incidents (activated_at desc, id);

alter table areas enable row level security;
alter table areas force row level security;
alter table units enable row level security;
alter table units force row level security;
alter table persons enable row level security;
alter table persons force row level security;
alter table assignments enable row level security;
alter table assignments force row level security;
alter table incidents enable row level security;
alter table incidents force row level security;

-- The map of the territory is no secret to anybody who is signed in; changing it is a matter of policy.
create policy areas_visible on areas for select using (app.is_anybody());
create policy areas_added on areas for insert with check (code >= app.scope_lo() and code < app.scope_hi());
create policy areas_changed on areas for update using (code >= app.scope_lo() and code < app.scope_hi());
create policy units_visible on units using ((area_code >= app.scope_lo() and area_code < app.scope_hi()) or id = app.unit());
create policy persons_visible on persons using (
  (area_code >= app.scope_lo() and area_code < app.scope_hi()) or id = app.actor() or unit_id = app.unit());
create policy assignments_visible on assignments using (
  (area_code >= app.scope_lo() and area_code < app.scope_hi()) or person_id = app.actor() or unit_id = app.unit());
create policy incidents_visible on incidents using (app.is_anybody());

grant select, insert, update on areas, units, persons, assignments, incidents to muster_app;
