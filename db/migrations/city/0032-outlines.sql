-- Where areas and compounds lie: polygons and positions in WGS-84 degrees (docs/adr/0032). Nothing is computed with them in
-- SQL: they are read whole, for the map of one area.
create table area_outlines (
  id uuid not null,
  area_code text collate "C" not null,
  shape jsonb not null,
  west double precision not null,
  south double precision not null,
  east double precision not null,
  north double precision not null,
  given_as text not null,
  entered_at timestamptz not null,
  -- Replaced by a newer one, or no longer true because the territory changed.
  replaced_at timestamptz,
  constraint area_outlines_id_key primary key (id),
  constraint area_outlines_area_fk foreign key (area_code) references areas (code) on update cascade on delete restrict,
  constraint area_outlines_on_earth check (west >= -180 and east <= 180 and south >= -90 and north <= 90 and west < east and south < north),
  constraint area_outlines_system_known check (given_as in ('wgs84', 'gcj02', 'bd09'))
);
create unique index area_outlines_one_now on area_outlines (area_code) where replaced_at is null;
create index area_outlines_by_area on area_outlines (area_code);

alter table area_outlines enable row level security;
alter table area_outlines force row level security;
-- The map is no secret to anybody who is signed in, as the areas are.
create policy area_outlines_visible on area_outlines for select using (app.is_anybody());
create policy area_outlines_added on area_outlines for insert with check (area_code >= app.scope_lo() and area_code < app.scope_hi());
create policy area_outlines_replaced on area_outlines for update using (area_code >= app.scope_lo() and area_code < app.scope_hi());
grant select, insert, update on area_outlines to muster_app;

alter table compounds
  add column longitude double precision,
  add column latitude double precision,
  -- Who says so: typed in, a file, the middle of the outline, or a phone that stood there.
  add column position_source text,
  add column position_accuracy integer,
  add column outline jsonb,
  add constraint compounds_position_whole check (
    (longitude is null) = (latitude is null) and (longitude is null) = (position_source is null)),
  add constraint compounds_position_on_earth check (longitude between -180 and 180 and latitude between -90 and 90),
  add constraint compounds_position_source_known check (position_source in ('entered', 'file', 'outline', 'device'));
