-- Registers (台账) that were taken: what stood in them, so that page and file are the same and what was printed can be shown
-- again by whoever took it. Names of those who answer for a patch, counts, no residents, no numbers.
create table registers (
  id uuid not null,
  compound_id uuid not null,
  person_id uuid not null,
  assignment_id uuid,
  format text not null,
  file_name text not null,
  content jsonb not null,
  taken_at timestamptz not null,
  constraint registers_id_key primary key (id),
  constraint registers_compound_fk foreign key (compound_id) references compounds (id) on delete restrict,
  constraint registers_person_fk foreign key (person_id) references persons (id) on delete restrict,
  constraint registers_format_known check (format in ('page', 'docx'))
);
create index registers_by_compound on registers (compound_id);
create index registers_by_person on registers (person_id);

alter table registers enable row level security;
alter table registers force row level security;
create policy registers_own on registers using (person_id = app.actor());
grant select, insert on registers to muster_app;
