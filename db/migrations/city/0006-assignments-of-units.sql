-- An assignment in a unit has no area and so lay outside of everybody's territory, also of those who give it. It now carries
-- the area that manages it: its own, or that of its unit. Scope of the holder still follows from area_code alone.
alter table assignments add column managed_code text collate "C";
-- Without force for a moment: the owner, too, would see no row to fill.
alter table assignments no force row level security;
alter table units no force row level security;
update assignments a set managed_code = coalesce(a.area_code, (select u.area_code from units u where u.id = a.unit_id));
alter table assignments force row level security;
alter table units force row level security;
alter table assignments alter column managed_code set not null;
alter table assignments add constraint assignments_managed_fk
  foreign key (managed_code) references areas (code) on update cascade on delete restrict;
alter table assignments add constraint assignments_managed_by_own_area check (area_code is null or area_code = managed_code);
create index assignments_by_managed on assignments (managed_code, role);

drop policy assignments_visible on assignments;
create policy assignments_visible on assignments using (
  (managed_code >= app.scope_lo() and managed_code < app.scope_hi()) or person_id = app.actor() or unit_id = app.unit());
