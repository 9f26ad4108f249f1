-- Lists taken out as a sheet: one at a time a person, however many servers there are. Who took what is in the journal; this is
-- how far it is.
create table exports (
  id uuid not null,
  person_id uuid not null,
  assignment_id uuid,
  list text not null,
  filters jsonb not null,
  format text not null,
  language text not null,
  title text not null,
  file_name text not null,
  state text not null default 'running',
  rows integer not null default 0,
  started_at timestamptz not null,
  -- The file is fetched once.
  fetched_at timestamptz,
  -- Moved with every page: a process that was killed leaves one that stands still.
  seen_at timestamptz not null,
  ended_at timestamptz,
  constraint exports_id_key primary key (id),
  constraint exports_state_known check (state in ('running', 'finished', 'cancelled', 'sessionEnded', 'failed', 'lost')),
  constraint exports_ended_has_time check ((state = 'running') = (ended_at is null)),
  constraint exports_person_fk foreign key (person_id) references persons (id) on delete restrict
);
create unique index exports_one_running on exports (person_id) where state = 'running';
create index exports_by_person on exports (person_id, started_at desc);

alter table exports enable row level security;
alter table exports force row level security;
create policy exports_own on exports using (person_id = app.actor());
grant select, insert, update on exports to muster_app;
