-- Scope of a transaction (HOUSE 5, PROVINCE 1): who acts, and the territory that exists for him.
create schema if not exists app;
create extension if not exists pg_trgm with schema public;

-- First statement of every transaction. SET LOCAL through EXECUTE, never set_config(): that is not passed on to the
-- nodes of a cluster, and after a wider SET LOCAL it leaks.
create or replace function public.muster_scope(city text, lo text, hi text, up text, actor text, unit text) returns void
language plpgsql as $$
begin
  execute format('set local search_path = %I, public', city);
  execute format('set local muster.scope_lo = %L', lo);
  execute format('set local muster.scope_hi = %L', hi);
  execute format('set local muster.scope_up = %L', up);
  execute format('set local muster.actor = %L', actor);
  execute format('set local muster.unit = %L', unit);
end $$;

-- nullif: after one transaction that set it, a pooled connection keeps '' instead of NULL, and '' would match all rows.
create or replace function app.scope_lo() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('muster.scope_lo', true), '') $$;
create or replace function app.scope_hi() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('muster.scope_hi', true), '') $$;
create or replace function app.lineage() returns text[] language sql stable parallel safe
  as $$ select string_to_array(nullif(current_setting('muster.scope_up', true), ''), ',') $$;
create or replace function app.actor() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('muster.actor', true), '')::uuid $$;
create or replace function app.unit() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('muster.unit', true), '')::uuid $$;

-- Somebody who is signed in. Asked once a row: without the cast of actor() it costs half. Also false for '', as above.
create or replace function app.is_anybody() returns boolean language sql stable parallel safe
  as $$ select current_setting('muster.actor', true) <> '' $$;

grant usage on schema app to muster_app, muster_sealer;
grant execute on all functions in schema app to muster_app, muster_sealer;
grant execute on function public.muster_scope(text, text, text, text, text, text) to muster_app, muster_sealer;
