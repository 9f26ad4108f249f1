-- Where a schedule issued is where its desk is now; nothing else of a run ever changes.
create policy order_schedule_runs_moved on order_schedule_runs for update using (area_code >= app.scope_lo() and area_code < app.scope_hi());
grant update (area_code) on order_schedule_runs to muster_app;
