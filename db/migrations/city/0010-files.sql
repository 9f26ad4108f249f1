-- Files that people send, and what they are attached to. The bytes lie in a folder (MUSTER_FILES), named by the id; all that is
-- true of them stands here, so that an upload that began at one server goes on at another.
create function app.is_system() returns boolean language sql stable parallel safe
  as $$ select current_setting('muster.actor', true) = '00000000-0000-7000-8000-000000000001' $$;
grant execute on function app.is_system() to muster_app, muster_sealer;

create table files (
  id uuid not null,
  -- Who sends it. Nobody else sees it before it is attached.
  person_id uuid not null,
  purpose text not null,
  name text not null,
  -- How many bytes are to come.
  length integer not null,
  -- arriving → kept, refused; whatever nothing refers to ends as gone.
  state text not null default 'arriving',
  -- Of what is kept: pictures are made anew, so all of this differs from what came.
  type text,
  bytes integer,
  width integer,
  height integer,
  sha256 text,
  -- Code of the problem, for whoever asks again.
  refusal text,
  created_at timestamptz not null,
  finished_at timestamptz,
  -- Set with the first attachment: from then on it is not tidied away.
  attached_at timestamptz,
  -- Its bytes are off the disk.
  removed_at timestamptz,
  -- Whoever writes holds it for some seconds, renewed; who comes after asks him to let go. By the clock of the database.
  lease_by uuid,
  lease_until timestamptz,
  lease_asked boolean not null default false,
  constraint files_id_key primary key (id),
  constraint files_person_fk foreign key (person_id) references persons (id) on delete restrict,
  constraint files_purpose_known check (purpose in ('photo', 'attachment')),
  constraint files_state_known check (state in ('arriving', 'kept', 'refused', 'gone')),
  constraint files_length_positive check (length > 0),
  constraint files_kept_is_described check (state <> 'kept' or (type is not null and bytes is not null and sha256 is not null)),
  constraint files_attached_is_kept check (attached_at is null or state = 'kept')
);
create index files_of_person on files (person_id, created_at);
-- What somebody has under way or unused, and what is to be tidied away.
create index files_waiting on files (person_id, created_at) where attached_at is null and removed_at is null;

create table attachments (
  file_id uuid not null,
  -- What it is attached to: an order, the answer of a receipt.
  subject text not null,
  subject_id uuid not null,
  position integer not null,
  -- As in files: who sees the attachment does not see the row of the upload.
  name text not null,
  type text not null,
  bytes integer not null,
  width integer,
  height integer,
  sha256 text not null,
  attached_at timestamptz not null,
  attached_by uuid not null,
  -- Taken off its subject; it stays readable, what was told once is not untold.
  detached_at timestamptz,
  -- Who sees it, as on orders (HOUSE 5).
  area_code text collate "C" not null,
  reach_down text[] collate "C" not null default '{}',
  reach_up text[] collate "C" not null default '{}',
  reach_units uuid[] not null default '{}',
  reach_person_id uuid,
  constraint attachments_subject_key primary key (subject, subject_id, file_id),
  constraint attachments_file_fk foreign key (file_id) references files (id) on delete restrict,
  constraint attachments_subject_known check (subject ~ '^[a-z][a-zA-Z]{1,30}$')
);
create index attachments_of_file on attachments (file_id);

alter table files enable row level security;
alter table files force row level security;
alter table attachments enable row level security;
alter table attachments force row level security;

create policy files_own on files using (person_id = app.actor() or app.is_system());
create policy attachments_visible on attachments using (
  (area_code >= app.scope_lo() and area_code < app.scope_hi())
  or reach_down && app.lineage()
  or reach_up @> array[app.scope_lo()]
  or reach_units && array[app.unit()]
  or reach_person_id = app.actor());

grant select, insert, update on files, attachments to muster_app;
