-- What a community is made of. A compound belongs to one community for good; when two records were one place, the second
-- ends and says where it went.
create table compounds (
  id uuid not null,
  community_code text collate "C" not null,
  grid_code text collate "C",
  name text not null,
  -- As names are compared (contract/compounds/compound-names.ts), and as they sound.
  name_key text not null,
  sound_key text not null,
  aliases text[] not null,
  road text,
  number text,
  yard text,
  kind text not null,
  lacks text[] not null,
  gates text[] not null,
  -- Counts that are not broken down by building; totals are sums.
  other_households integer not null,
  other_residents integer not null,
  is_made_up boolean not null default false,
  search_text text not null,
  created_at timestamptz not null,
  closed_at timestamptz,
  close_reason text,
  merged_into uuid,
  version integer not null default 1,
  constraint compounds_id_key primary key (id),
  -- For the foreign key of buildings: one that stands in another community than its compound cannot be written.
  constraint compounds_community_key unique (id, community_code),
  constraint compounds_community_fk foreign key (community_code) references areas (code) on update cascade on delete restrict,
  constraint compounds_grid_fk foreign key (grid_code) references areas (code) on update cascade on delete restrict,
  constraint compounds_merged_fk foreign key (merged_into) references compounds (id) on delete restrict,
  constraint compounds_in_community check (length(community_code) = 12),
  constraint compounds_grid_within check (grid_code is null or (length(grid_code) = 15 and left(grid_code, 12) = community_code)),
  constraint compounds_kind_known check (kind in ('managed', 'unmanaged', 'urbanVillage', 'villageGroup', 'dormitory')),
  constraint compounds_lacks_known check (lacks <@ array['supervisor', 'management', 'protection']),
  constraint compounds_lacks_fit_kind check ((kind = 'unmanaged') = (cardinality(lacks) > 0)),
  constraint compounds_counts_natural check (other_households >= 0 and other_residents >= 0),
  constraint compounds_closed_says_why check ((closed_at is null) = (close_reason is null)),
  constraint compounds_merged_is_closed check (merged_into is null or (closed_at is not null and merged_into <> id))
);
create unique index compounds_name_once on compounds (community_code, name_key) where closed_at is null;
create index compounds_by_community on compounds (community_code, name, id) where closed_at is null;
create index compounds_by_area on compounds (community_code);
create index compounds_by_grid on compounds (grid_code) where grid_code is not null;
create index compounds_by_sound on compounds (community_code, sound_key) where closed_at is null;
create index compounds_by_address on compounds (community_code, road, number) where closed_at is null and number is not null;
create index compounds_by_merged on compounds (merged_into) where merged_into is not null;

create table buildings (
  id uuid not null,
  compound_id uuid not null,
  community_code text collate "C" not null,
  name text not null,
  name_key text not null,
  units integer not null,
  floors integer not null,
  households integer not null,
  residents integer not null,
  created_at timestamptz not null,
  removed_at timestamptz,
  constraint buildings_id_key primary key (id),
  constraint buildings_compound_fk foreign key (compound_id, community_code) references compounds (id, community_code)
    on update cascade on delete restrict,
  constraint buildings_counts_natural check (units >= 0 and floors >= 0 and households >= 0 and residents >= 0)
);
create unique index buildings_name_once on buildings (compound_id, name_key) where removed_at is null;
create index buildings_of_compound on buildings (compound_id, community_code);
create index buildings_by_area on buildings (community_code) include (households, residents) where removed_at is null;

alter table compounds enable row level security;
alter table compounds force row level security;
alter table buildings enable row level security;
alter table buildings force row level security;

-- A grid worker sees the community that his grid is part of: its code is one of those above his.
create policy compounds_visible on compounds using (
  (community_code >= app.scope_lo() and community_code < app.scope_hi()) or community_code = any (app.lineage()));
create policy buildings_visible on buildings using (
  (community_code >= app.scope_lo() and community_code < app.scope_hi()) or community_code = any (app.lineage()));

grant select, insert, update on compounds, buildings to muster_app;
