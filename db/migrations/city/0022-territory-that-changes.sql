-- Territory changes (ADR 0007). Codes of the present are rewritten everywhere but in the journal, which keeps the codes of
-- then; here stands which area goes on with what an area of then was.
create table area_changes (
  -- The id of the command that did it.
  id uuid not null,
  kind text not null,
  changed_at timestamptz not null,
  changed_by_name text,
  -- Codes of then, and what they were called: [{code, name}].
  from_codes text[] collate "C" not null,
  to_codes text[] collate "C" not null,
  told jsonb not null,
  constraint area_changes_id_key primary key (id),
  constraint area_changes_kind_known check (kind in ('renamed', 'recoded', 'merged', 'split'))
);

-- One row for each code that is no longer: who goes on with it. Always straight to the present, never a chain.
create table area_lineage (
  former_code text collate "C" not null,
  present_code text collate "C" not null,
  until_at timestamptz not null,
  change_id uuid not null,
  -- Another area goes on under that code too: what both have is added up.
  merges boolean not null,
  constraint area_lineage_former_key primary key (former_code),
  constraint area_lineage_present_fk foreign key (present_code) references areas (code) on update cascade on delete restrict,
  constraint area_lineage_former_fk foreign key (former_code) references areas (code) on update cascade on delete restrict,
  constraint area_lineage_change_fk foreign key (change_id) references area_changes (id) on delete restrict
);
create index area_lineage_by_present on area_lineage (present_code);
create index area_lineage_by_change on area_lineage (change_id, former_code);

-- What a code was called until when: the journal shows the name of then.
create table area_former_names (
  area_code text collate "C" not null,
  until_at timestamptz not null,
  name text not null,
  short_name text not null,
  constraint area_former_names_area_key primary key (area_code, until_at),
  constraint area_former_names_area_fk foreign key (area_code) references areas (code) on update cascade on delete restrict
);

alter table area_changes enable row level security;
alter table area_changes force row level security;
alter table area_lineage enable row level security;
alter table area_lineage force row level security;
alter table area_former_names enable row level security;
alter table area_former_names force row level security;
-- Like the map itself: no secret to anybody who is signed in.
create policy area_changes_visible on area_changes for select using (app.is_anybody());
create policy area_changes_told on area_changes for insert with check (to_codes[1] >= app.scope_lo() and to_codes[1] < app.scope_hi());
create policy area_lineage_visible on area_lineage for select using (app.is_anybody());
create policy area_lineage_added on area_lineage for insert with check (present_code >= app.scope_lo() and present_code < app.scope_hi());
create policy area_lineage_moved on area_lineage for update using (present_code >= app.scope_lo() and present_code < app.scope_hi());
create policy area_former_names_visible on area_former_names for select using (app.is_anybody());
create policy area_former_names_added on area_former_names for insert
  with check (area_code >= app.scope_lo() and area_code < app.scope_hi());
grant select, insert on area_changes, area_former_names to muster_app;
grant select, insert, update on area_lineage to muster_app;

-- Who sees what: an area also sees of the journal what its predecessors saw, up to the day they became part of it. The
-- list is a setting of the transaction ("code@milliseconds", comma between), made by the program: nothing is read for it.
create or replace function app.former() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('muster.former', true), '') $$;
create or replace function app.was_mine(area_code text, reach_down text[], reach_up text[], recorded_at timestamptz) returns boolean
language sql stable parallel safe as $$
  select exists (
    select 1 from (select split_part(f, '@', 1) as code, split_part(f, '@', 2)::float8 / 1000 as until
      from unnest(string_to_array(app.former(), ',')) as f) as former
    -- A code that is no longer is nobody else's: only what was sent to the areas above it, which live on, ends with the day.
    where starts_with(area_code, former.code) or reach_up @> array[former.code] or reach_down @> array[former.code]
      or (extract(epoch from recorded_at) < former.until
        and reach_down && array[left(former.code, 4), left(former.code, 6), left(former.code, 9), left(former.code, 12)])) $$;
grant execute on function app.former() to muster_app, muster_sealer;
grant execute on function app.was_mine(text, text[], text[], timestamptz) to muster_app, muster_sealer;

-- The scope with one more setting. Who has no predecessors pays for none.
drop function public.muster_scope(text, text, text, text, text, text);
create function public.muster_scope(city text, lo text, hi text, up text, actor text, unit text, former text) returns void
language plpgsql as $$
begin
  execute format('set local search_path = %I, public', city);
  execute format('set local muster.scope_lo = %L', lo);
  execute format('set local muster.scope_hi = %L', hi);
  execute format('set local muster.scope_up = %L', up);
  execute format('set local muster.actor = %L', actor);
  execute format('set local muster.unit = %L', unit);
  if former <> '' then
    execute format('set local muster.former = %L', former);
  end if;
end $$;
grant execute on function public.muster_scope(text, text, text, text, text, text, text) to muster_app, muster_sealer;

drop policy events_visible on events;
create policy events_visible on events for select to muster_app using (
  (area_code >= app.scope_lo() and area_code < app.scope_hi()) or actor_id = app.actor() or person_id = app.actor() or unit_id = app.unit()
  or reach_down && app.lineage() or reach_up @> array[app.scope_lo()] or reach_units && array[app.unit()]
  or (app.former() is not null and app.was_mine(area_code, reach_down, reach_up, recorded_at)));

-- Orders keep the number that their issuer of then gave them: two merged issuers both had a number 1 that year.
alter table orders add column numbered_code text collate "C";
alter table orders drop constraint orders_number_once;
create unique index orders_number_once on orders ((coalesce(numbered_code, issuer_code)), year, kind, number);

-- Two merged desks had the same order: one receipt goes on, the other is kept as `merged`, with all that was done on it.
alter table receipts add column merged_into uuid;
alter table receipts drop constraint receipts_recipient_known;
alter table receipts add constraint receipts_recipient_known check (recipient in ('desk', 'person', 'unit', 'merged'));
alter table receipts add constraint receipts_merged_into_given check ((recipient = 'merged') = (merged_into is not null));
create index receipts_merged on receipts (merged_into) where merged_into is not null;
