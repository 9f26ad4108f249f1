-- Of system, security and audit administrator nobody is ever two at a time (GB/T 22239-2019 8.1.4.2): also not when two
-- people grant at the same moment.
create extension if not exists btree_gist with schema public;
alter table assignments add constraint assignments_separated_roles
  exclude using gist (person_id with =, tstzrange(from_at, to_at) with &&)
  where (role in ('systemAdministrator', 'securityAdministrator', 'auditor'));

-- The names of units are no secret to anybody who is signed in: people are looked for by them.
drop policy units_visible on units;
create policy units_visible on units for select using (app.is_anybody());
create policy units_added on units for insert with check (area_code >= app.scope_lo() and area_code < app.scope_hi());
create policy units_changed on units for update using (area_code >= app.scope_lo() and area_code < app.scope_hi());
