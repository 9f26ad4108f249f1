-- What may be found, one row for each thing that has words: an order, an answer, a person. Features add theirs in the
-- transaction of the change (features/search), so it is found as soon as it is written.
create table search_entries (
  subject text not null,
  subject_id uuid not null,
  -- Newest first by this.
  at timestamptz not null,
  -- Who may see it, each with a sign in front: '+410402' whoever has this area as his territory, '-410402' whoever is in it,
  -- 'u…' a unit, 'p…' a person.
  seen_by text[] collate "C" not null,
  -- All words, normalised, and the initials of the pinyin where they are looked for by it.
  words text not null,
  -- Letters and pairs of letters, kind and time, as 32 bits each (features/search/search-keys.ts).
  keys integer[] not null,
  constraint search_entries_key primary key (subject, subject_id)
);
-- All that a search asks is in one index, so that what the reader may not see costs him nothing. A short list of what was
-- written last keeps writing cheap; every search reads it through, so it stays short.
create index search_entries_found on search_entries using gin (keys, seen_by) with (fastupdate = on, gin_pending_list_limit = 256);
-- Bodies are read through while writing; keys are long, but not for the toast table.
alter table search_entries alter column keys set storage main;

-- Which version of the keys the entries of a kind have; a program that knows a newer one makes them again.
create table search_versions (
  subject text not null,
  version integer not null,
  constraint search_versions_subject_key primary key (subject)
);

-- What is sought, and who seeks. It stands in the policy and not in the query: array operators are not leakproof, so
-- behind row-level security a condition of the query would be asked of every row that the reader may see (1.5 s : 3 ms).
create or replace function app.sought() returns integer[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('muster.sought', true), ''), '{}')::integer[] $$;
create or replace function app.seer() returns text[] language sql stable parallel safe
  as $$ select array_remove(array['+' || app.scope_lo(), 'u' || app.unit(), 'p' || app.actor()], null)
    || coalesce((select array_agg('-' || code) from unnest(app.lineage()) as code), '{}') $$;
-- By SET LOCAL in a function, never set_config() (0001-scope.sql).
create or replace function public.muster_seek(keys integer[]) returns void
language plpgsql as $$
begin
  execute format('set local muster.sought = %L', keys);
end $$;
grant execute on function app.sought(), app.seer() to muster_app;
grant execute on function public.muster_seek(integer[]) to muster_app;

alter table search_entries enable row level security;
alter table search_entries force row level security;
alter table search_versions enable row level security;
alter table search_versions force row level security;
create policy search_entries_found on search_entries for select using (
  keys @> app.sought() and seen_by && app.seer());
create policy search_entries_written on search_entries for insert with check (app.is_anybody());
create policy search_entries_changed on search_entries for update using (app.is_anybody());
create policy search_versions_read on search_versions using (app.is_anybody());
grant select, insert, update on search_entries to muster_app;
grant select, insert, update on search_versions to muster_app;

-- A city with records from before gets its entries at the next start (features/search/make-entries.ts); an empty one has
-- them all from the beginning. Without force for a moment: the owner, too, would see no row.
alter table persons no force row level security;
alter table search_versions no force row level security;
insert into search_versions (subject, version)
  select subject, 1 from unnest(array['order', 'answer', 'person']) as subject where not exists (select 1 from persons)
  on conflict (subject) do nothing;
alter table persons force row level security;
alter table search_versions force row level security;

drop index orders_search;
alter table orders drop column search_text;
