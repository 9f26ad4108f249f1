-- A sheet of compounds on its way in: read by the server, looked over by whoever brought it, then stored batch by batch. Who
-- is responsible for the territory sees what was brought into it.
create table compound_imports (
  id uuid not null,
  person_id uuid not null,
  person_name text not null,
  -- In whose name it goes on when nobody looks; null for the system itself.
  assignment_id uuid,
  area_code text collate "C" not null,
  -- Where rows belong that name no community.
  community_code text collate "C",
  file_id uuid not null,
  file_name text not null,
  file_type text not null,
  state text not null,
  refusal jsonb,
  leaves jsonb not null default '[]',
  counts jsonb not null default '{}',
  todo integer not null default 0,
  done integer not null default 0,
  failed integer not null default 0,
  started_at timestamptz not null,
  ended_at timestamptz,
  constraint compound_imports_id_key primary key (id),
  constraint compound_imports_area_fk foreign key (area_code) references areas (code) on update cascade on delete restrict,
  constraint compound_imports_community_fk foreign key (community_code) references areas (code) on update cascade on delete restrict,
  constraint compound_imports_file_fk foreign key (file_id) references files (id) on delete restrict,
  constraint compound_imports_state_known check (state in ('reading', 'ready', 'running', 'done', 'refused', 'dropped')),
  constraint compound_imports_refused_says_why check ((state = 'refused') = (refusal is not null)),
  constraint compound_imports_ended_has_time check ((state in ('done', 'refused', 'dropped')) = (ended_at is not null)),
  constraint compound_imports_through_once check (done + failed <= todo)
);
create index compound_imports_by_area on compound_imports (area_code);
create index compound_imports_by_community on compound_imports (community_code) where community_code is not null;
create index compound_imports_by_file on compound_imports (file_id);
create index compound_imports_newest on compound_imports (started_at desc, id desc);
create index compound_imports_going_on on compound_imports (state) where state in ('reading', 'running');

-- One compound of the file, with its buildings; or rows that are none.
create table compound_import_lines (
  import_id uuid not null,
  n integer not null,
  area_code text collate "C" not null,
  community_code text collate "C",
  grid_code text collate "C",
  leaf integer not null,
  row_number integer not null,
  name text not null,
  outcome text not null,
  -- What the file says, and what is shown of it: changes, candidates, faults.
  given jsonb not null,
  shown jsonb not null,
  -- Whether somebody has to say if it is one that is here; 'new' or the id of that one.
  asks boolean not null,
  decision text,
  result text,
  constraint compound_import_lines_n_key primary key (import_id, n),
  constraint compound_import_lines_import_fk foreign key (import_id) references compound_imports (id) on delete restrict,
  constraint compound_import_lines_area_fk foreign key (area_code) references areas (code) on update cascade on delete restrict,
  constraint compound_import_lines_community_fk foreign key (community_code) references areas (code) on update cascade on delete restrict,
  constraint compound_import_lines_grid_fk foreign key (grid_code) references areas (code) on update cascade on delete restrict,
  constraint compound_import_lines_outcome_known check (outcome in ('add', 'change', 'same', 'faulty')),
  constraint compound_import_lines_result_known check (result in ('done', 'failed'))
);
create index compound_import_lines_by_outcome on compound_import_lines (import_id, outcome, n);
create index compound_import_lines_undecided on compound_import_lines (import_id, n) where asks and decision is null;
create index compound_import_lines_waiting on compound_import_lines (import_id, n) where result is null and outcome in ('add', 'change');
create index compound_import_lines_failed on compound_import_lines (import_id, n) where result = 'failed';
create index compound_import_lines_by_area on compound_import_lines (area_code);
create index compound_import_lines_by_community on compound_import_lines (community_code) where community_code is not null;
create index compound_import_lines_by_grid on compound_import_lines (grid_code) where grid_code is not null;

alter table compound_imports enable row level security;
alter table compound_imports force row level security;
alter table compound_import_lines enable row level security;
alter table compound_import_lines force row level security;

create policy compound_imports_visible on compound_imports using (area_code >= app.scope_lo() and area_code < app.scope_hi());
create policy compound_import_lines_visible on compound_import_lines using (area_code >= app.scope_lo() and area_code < app.scope_hi());

grant select, insert, update on compound_imports, compound_import_lines to muster_app;
