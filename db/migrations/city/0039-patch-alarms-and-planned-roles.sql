-- How far up the alarm of a gap has been told: 0 the community, 1 its subdistrict, 2 the district, 3 the city.
alter table patches add column alarm_depth integer not null default 0;
alter table patches add constraint patches_alarm_has_gap check (alarm_depth = 0 or gap_at is not null);
create index patches_alarms on patches (gap_at) where gap_at is not null and closed_at is null;

-- What a desk owes by area, beside what is behind by time: whichever is the less is read.
create index checklist_desks_owing_here on checklist_desks (area_code, due_at) where due_at is not null;

-- Which people a patch must have, from a day on and until the next one; for one incident alone where it says so.
alter table patch_roles add column incident_id uuid;
alter table patch_roles add constraint patch_roles_incident_fk foreign key (incident_id) references incidents (id) on delete restrict;
drop index patch_roles_one_now;
create unique index patch_roles_one_now on patch_roles (area_code, coalesce(incident_id, '00000000-0000-0000-0000-000000000000')) where to_at is null;
create index patch_roles_of_incident on patch_roles (incident_id) where incident_id is not null;
create index patch_roles_begin on patch_roles (from_at);
