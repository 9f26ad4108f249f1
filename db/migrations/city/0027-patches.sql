-- Who answers for which doors (包片联户). A door belongs to one patch; which people a patch must have is data.
create table patches (
  id uuid not null,
  community_code text collate "C" not null,
  name text not null,
  duty_phone text,
  -- What the card's address is made of: nobody guesses it, and a new one makes the old card useless.
  card_token text not null,
  -- Roles of the template that nobody fills now, and since when any is lacking. Kept, so that a board costs its gaps.
  lacking text[] not null,
  gap_at timestamptz,
  created_at timestamptz not null,
  closed_at timestamptz,
  version integer not null default 1,
  constraint patches_id_key primary key (id),
  constraint patches_community_key unique (id, community_code),
  constraint patches_card_once unique (card_token),
  constraint patches_community_fk foreign key (community_code) references areas (code) on update cascade on delete restrict,
  constraint patches_in_community check (length(community_code) = 12),
  constraint patches_gap_has_time check ((cardinality(lacking) > 0) = (gap_at is not null))
);
create unique index patches_name_once on patches (community_code, name) where closed_at is null;
create index patches_by_area on patches (community_code) include (closed_at, gap_at);
create index patches_gaps on patches (community_code, gap_at) where gap_at is not null and closed_at is null;

create table patch_parts (
  id uuid not null,
  patch_id uuid not null,
  community_code text collate "C" not null,
  compound_id uuid not null,
  building_id uuid,
  unit integer,
  created_at timestamptz not null,
  -- What belonged to a patch once stays on record.
  removed_at timestamptz,
  constraint patch_parts_id_key primary key (id),
  constraint patch_parts_patch_fk foreign key (patch_id) references patches (id) on delete restrict,
  -- A part stands where its compound stands; that this is its patch's community the rule sees to, because a compound may move.
  constraint patch_parts_compound_fk foreign key (compound_id, community_code) references compounds (id, community_code)
    on update cascade on delete restrict,
  constraint patch_parts_building_fk foreign key (building_id) references buildings (id) on delete restrict,
  constraint patch_parts_unit_of_building check (unit is null or building_id is not null)
);
-- The rule (patch-parts.rules.ts) refuses what overlaps; the same part twice the database refuses by itself.
create unique index patch_parts_once on patch_parts (compound_id, coalesce(building_id, '00000000-0000-0000-0000-000000000000'), coalesce(unit, 0))
  where removed_at is null;
create index patch_parts_of_patch on patch_parts (patch_id);
create index patch_parts_of_compound on patch_parts (compound_id, community_code);
create index patch_parts_of_building on patch_parts (building_id) where building_id is not null;

create table patch_people (
  id uuid not null,
  patch_id uuid not null,
  community_code text collate "C" not null,
  role_key text not null,
  person_id uuid not null,
  person_name text not null,
  from_at timestamptz not null,
  to_at timestamptz,
  -- Whose place this person takes meanwhile.
  substitutes uuid,
  phone_agreed boolean not null default false,
  constraint patch_people_id_key primary key (id),
  constraint patch_people_patch_fk foreign key (patch_id, community_code) references patches (id, community_code) on update cascade on delete restrict,
  constraint patch_people_person_fk foreign key (person_id) references persons (id) on delete restrict,
  constraint patch_people_substitutes_fk foreign key (substitutes) references persons (id) on delete restrict,
  constraint patch_people_end_after_start check (to_at is null or to_at >= from_at),
  constraint patch_people_not_himself check (substitutes is null or substitutes <> person_id)
);
create index patch_people_of_patch on patch_people (patch_id, community_code);
create unique index patch_people_once on patch_people (patch_id, role_key, person_id) where to_at is null;
create index patch_people_of_person on patch_people (person_id) include (to_at);
create index patch_people_substituted on patch_people (substitutes) where substitutes is not null;
create index patch_people_begin on patch_people (from_at);
create index patch_people_end on patch_people (to_at) where to_at is not null;

-- Persons who cannot be counted on for a time. `area_code` is that of the person's record: whoever sees the person sees it.
create table absences (
  id uuid not null,
  person_id uuid not null,
  person_name text not null,
  area_code text collate "C" not null,
  reason text not null,
  from_at timestamptz not null,
  to_at timestamptz,
  version integer not null default 1,
  constraint absences_id_key primary key (id),
  constraint absences_person_fk foreign key (person_id) references persons (id) on delete restrict,
  constraint absences_area_fk foreign key (area_code) references areas (code) on update cascade on delete restrict,
  constraint absences_reason_known check (reason in ('isolated', 'unreachable', 'away')),
  constraint absences_end_after_start check (to_at is null or to_at >= from_at)
);
create unique index absences_one_open on absences (person_id) where to_at is null;
create index absences_of_person on absences (person_id);
create index absences_by_area on absences (area_code);
create index absences_begin on absences (from_at);
create index absences_end on absences (to_at) where to_at is not null;

create table patch_roles (
  id uuid not null,
  area_code text collate "C" not null,
  roles jsonb not null,
  from_at timestamptz not null,
  to_at timestamptz,
  constraint patch_roles_id_key primary key (id),
  constraint patch_roles_area_fk foreign key (area_code) references areas (code) on update cascade on delete restrict,
  constraint patch_roles_end_after_start check (to_at is null or to_at >= from_at)
);
create unique index patch_roles_one_now on patch_roles (area_code) where to_at is null;
create index patch_roles_by_area on patch_roles (area_code);

alter table patches enable row level security;
alter table patches force row level security;
alter table patch_parts enable row level security;
alter table patch_parts force row level security;
alter table patch_people enable row level security;
alter table patch_people force row level security;
alter table absences enable row level security;
alter table absences force row level security;
alter table patch_roles enable row level security;
alter table patch_roles force row level security;

create policy patches_visible on patches using (
  (community_code >= app.scope_lo() and community_code < app.scope_hi()) or community_code = any (app.lineage()));
create policy patch_parts_visible on patch_parts using (
  (community_code >= app.scope_lo() and community_code < app.scope_hi()) or community_code = any (app.lineage()));
create policy patch_people_visible on patch_people using (
  (community_code >= app.scope_lo() and community_code < app.scope_hi()) or community_code = any (app.lineage()) or person_id = app.actor());
create policy absences_visible on absences using (
  (area_code >= app.scope_lo() and area_code < app.scope_hi()) or person_id = app.actor());
-- What a patch must have is no secret; who may set it is a matter of policy.
create policy patch_roles_read on patch_roles for select using (app.is_anybody());
create policy patch_roles_set on patch_roles for insert with check (area_code >= app.scope_lo() and area_code < app.scope_hi());
create policy patch_roles_ended on patch_roles for update using (area_code >= app.scope_lo() and area_code < app.scope_hi());

grant select, insert, update on patches, patch_parts, patch_people, absences, patch_roles to muster_app;
