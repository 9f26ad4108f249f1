-- Lists of things to do or to keep an eye on, ticked by desks. A list and its items are one document; what a desk has of it is a row.
create table checklists (
  id uuid not null,
  issuer_code text collate "C" not null,
  -- Where a draft has none yet; set when it is sent.
  incident_id uuid,
  frame text,
  title text not null,
  note text,
  -- [{id, text, hint}]: text is null in a slot that nobody has named.
  items jsonb not null,
  named integer not null,
  level text not null,
  area_codes text[] collate "C" not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  due_at timestamptz,
  state text not null default 'draft',
  revision integer not null default 1,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by_name text not null,
  sent_at timestamptz,
  sent_by_name text,
  closed_at timestamptz,
  close_note text,
  -- Who sees it besides the issuer's territory; empty while it is a draft.
  reach_down text[] collate "C" not null default '{}',
  reach_up text[] collate "C" not null default '{}',
  constraint checklists_id_key primary key (id),
  constraint checklists_issuer_fk foreign key (issuer_code) references areas (code) on update cascade on delete restrict,
  constraint checklists_incident_fk foreign key (incident_id) references incidents (id) on delete restrict,
  constraint checklists_state_known check (state in ('draft', 'running', 'closed')),
  constraint checklists_level_known check (level in ('district', 'subdistrict', 'community', 'grid')),
  constraint checklists_sent_is_told check ((sent_at is null) = (incident_id is null) and (state <> 'running' or sent_at is not null)),
  constraint checklists_closed_has_time check ((state = 'closed') = (closed_at is not null)),
  constraint checklists_ends_after_start check (ends_at is null or ends_at > starts_at),
  constraint checklists_due_within check (due_at is null or (due_at > starts_at and (ends_at is null or due_at <= ends_at)))
);
create index checklists_of_issuer on checklists (issuer_code);
create index checklists_of_incident on checklists (incident_id, sent_at desc, id desc);
create index checklists_newest on checklists (created_at desc, id desc);
create index checklists_down on checklists using gin (reach_down);
create index checklists_up on checklists using gin (reach_up);
create index checklists_running on checklists (ends_at) where state = 'running';

-- What a list was before a change of it, in full.
create table checklist_revisions (
  checklist_id uuid not null,
  revision integer not null,
  issuer_code text collate "C" not null,
  title text not null,
  note text,
  items jsonb not null,
  ends_at timestamptz,
  due_at timestamptz,
  made_at timestamptz not null,
  by_name text not null,
  -- Why it was changed into this; null of the first.
  reason text,
  reach_down text[] collate "C" not null,
  reach_up text[] collate "C" not null,
  constraint checklist_revisions_key primary key (checklist_id, revision),
  constraint checklist_revisions_list_fk foreign key (checklist_id) references checklists (id) on delete restrict,
  constraint checklist_revisions_issuer_fk foreign key (issuer_code) references areas (code) on update cascade on delete restrict
);
create index checklist_revisions_of_issuer on checklist_revisions (issuer_code);

create table checklist_desks (
  checklist_id uuid not null,
  area_code text collate "C" not null,
  id uuid not null,
  -- How many of the items of now are ticked.
  ticked integer not null default 0,
  done_at timestamptz,
  -- By when it owes the rest; null where it owes nothing any more, so that an index holds only what is open.
  due_at timestamptz,
  escalated_at timestamptz,
  -- The area goes on under another code whose own row holds; what it had ticked stays on record.
  ended_at timestamptz,
  constraint checklist_desks_key primary key (checklist_id, area_code),
  constraint checklist_desks_id_key unique (id),
  constraint checklist_desks_list_fk foreign key (checklist_id) references checklists (id) on delete restrict,
  constraint checklist_desks_area_fk foreign key (area_code) references areas (code) on update cascade on delete restrict,
  constraint checklist_desks_done_owes_nothing check (done_at is null or due_at is null)
);
create index checklist_desks_by_area on checklist_desks (area_code);
-- What is behind is the beginning of this index: it costs what is behind and not what there is.
create index checklist_desks_owing on checklist_desks (due_at, area_code) where due_at is not null;

create table checklist_ticks (
  id uuid not null,
  checklist_id uuid not null,
  area_code text collate "C" not null,
  item_id uuid not null,
  revision integer not null,
  -- The words that were ticked.
  text text not null,
  note text,
  ticked_at timestamptz not null,
  received_at timestamptz not null,
  by_id uuid not null,
  by_name text not null,
  taken_back_at timestamptz,
  taken_back_by_name text,
  reason text,
  constraint checklist_ticks_id_key primary key (id),
  constraint checklist_ticks_desk_fk foreign key (checklist_id, area_code) references checklist_desks (checklist_id, area_code)
    on update cascade on delete restrict,
  constraint checklist_ticks_back_has_reason check ((taken_back_at is null) = (reason is null))
);
create unique index checklist_ticks_one_now on checklist_ticks (checklist_id, area_code, item_id) where taken_back_at is null;
create index checklist_ticks_of_desk on checklist_ticks (checklist_id, area_code);

-- Counters by subdistrict (by the desk's own area above that), as of orders: `what` is 'desks', 'done', or an item's id.
create table checklist_counts (
  checklist_id uuid not null,
  what text collate "C" not null,
  area_code text collate "C" not null,
  n integer not null default 0,
  constraint checklist_counts_key primary key (checklist_id, what, area_code),
  constraint checklist_counts_list_fk foreign key (checklist_id) references checklists (id) on delete restrict
);

alter table checklists enable row level security;
alter table checklists force row level security;
alter table checklist_revisions enable row level security;
alter table checklist_revisions force row level security;
alter table checklist_desks enable row level security;
alter table checklist_desks force row level security;
alter table checklist_ticks enable row level security;
alter table checklist_ticks force row level security;
alter table checklist_counts enable row level security;
alter table checklist_counts force row level security;

create policy checklists_visible on checklists using (
  (issuer_code >= app.scope_lo() and issuer_code < app.scope_hi())
  or reach_down && app.lineage()
  or reach_up @> array[app.scope_lo()]);
create policy checklist_revisions_visible on checklist_revisions using (
  (issuer_code >= app.scope_lo() and issuer_code < app.scope_hi())
  or reach_down && app.lineage()
  or reach_up @> array[app.scope_lo()]);
create policy checklist_desks_visible on checklist_desks using (
  (area_code >= app.scope_lo() and area_code < app.scope_hi()) or area_code = any (app.lineage()));
create policy checklist_ticks_visible on checklist_ticks using (
  (area_code >= app.scope_lo() and area_code < app.scope_hi()) or area_code = any (app.lineage()));
create policy checklist_counts_are on checklist_counts using (app.is_anybody());

grant select, insert, update on checklists, checklist_desks, checklist_ticks, checklist_counts to muster_app;
grant select, insert, update on checklist_revisions to muster_app;
