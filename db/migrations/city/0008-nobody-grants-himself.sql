-- One's own assignments are seen wherever they are. A new one is given by whoever manages its place or its unit, so that not
-- even a fault of the program lets somebody give himself a role elsewhere.
drop policy assignments_visible on assignments;
create policy assignments_visible on assignments for select using (
  (managed_code >= app.scope_lo() and managed_code < app.scope_hi()) or person_id = app.actor() or unit_id = app.unit());
create policy assignments_changed on assignments for update using (
  (managed_code >= app.scope_lo() and managed_code < app.scope_hi()) or person_id = app.actor() or unit_id = app.unit());
create policy assignments_given on assignments for insert with check (
  (managed_code >= app.scope_lo() and managed_code < app.scope_hi()) or unit_id = app.unit());
