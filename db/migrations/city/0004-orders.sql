create table order_numbers (
  issuer_code text collate "C" not null,
  year integer not null,
  last integer not null,
  constraint order_numbers_issuer_year_key primary key (issuer_code, year)
);

create table orders (
  id uuid not null,
  incident_id uuid not null,
  is_drill boolean not null,
  issuer_code text collate "C" not null,
  issuer_name text not null,
  issuer_person_id uuid not null,
  issuer_person_name text not null,
  year integer not null,
  number integer not null,
  number_text text not null,
  urgency text not null,
  title text not null,
  body text not null,
  audience jsonb not null,
  audience_text text not null,
  questions jsonb not null,
  asks_answer boolean not null,
  state text not null,
  issued_at timestamptz not null,
  acknowledge_by timestamptz not null,
  answer_by timestamptz,
  closed_at timestamptz,
  close_note text,
  -- Delegation: the order and receipt above, and the limits set there, so that the database itself can refuse an earlier one.
  parent_order_id uuid,
  parent_receipt_id uuid,
  parent_acknowledge_by timestamptz,
  parent_answer_by timestamptz,
  -- Minimal cover of the areas it was sent to, and all areas above that cover: who sees it though it was not his (HOUSE 5).
  reach_down text[] collate "C" not null,
  reach_up text[] collate "C" not null,
  reach_units uuid[] not null,
  -- Of all kinds. When the order is over, all of them are done: a list of what is over reads no counters.
  receipt_count integer not null default 0,
  reminded_at timestamptz,
  search_text text not null,
  version integer not null default 1,
  constraint orders_id_key primary key (id),
  constraint orders_number_once unique (issuer_code, year, number),
  constraint orders_incident_fk foreign key (incident_id) references incidents (id) on delete restrict,
  constraint orders_issuer_fk foreign key (issuer_code) references areas (code) on update cascade on delete restrict,
  constraint orders_parent_fk foreign key (parent_order_id) references orders (id) on delete restrict,
  constraint orders_urgency_known check (urgency in ('routine', 'urgent', 'immediate')),
  constraint orders_state_known check (state in ('issued', 'closed', 'withdrawn')),
  constraint orders_closed_has_time check ((state = 'issued') = (closed_at is null)),
  constraint orders_limits_forward check (acknowledge_by > issued_at and (answer_by is null or answer_by >= acknowledge_by)),
  constraint orders_asked_has_limit check (not asks_answer or answer_by is not null),
  constraint orders_child_limit_not_earlier check (
    (parent_acknowledge_by is null or acknowledge_by >= parent_acknowledge_by)
    and (parent_answer_by is null or answer_by is null or answer_by >= parent_answer_by))
);
create index orders_by_incident on orders (incident_id, issued_at desc, id desc);
create index orders_by_issuer on orders (issuer_code, issued_at desc, id desc);
create index orders_newest on orders (issued_at desc, id desc);
create index orders_by_parent on orders (parent_order_id) where parent_order_id is not null;
create index orders_open on orders (issued_at desc, id desc) where state = 'issued';
create index orders_reach_down on orders using gin (reach_down);
create index orders_reach_up on orders using gin (reach_up);
create index orders_search on orders using gin (search_text gin_trgm_ops);

create table receipts (
  id uuid not null,
  order_id uuid not null,
  incident_id uuid not null,
  recipient text not null,
  area_code text collate "C" not null,
  person_id uuid,
  unit_id uuid,
  -- The person or unit by name; null for a desk, whose name is its area's.
  recipient_name text,
  state text not null,
  asks_answer boolean not null,
  unstaffed boolean not null,
  sent_at timestamptz not null,
  acknowledge_by timestamptz not null,
  answer_by timestamptz,
  -- The limit that runs for the recipient now; null when nothing is owed.
  due_at timestamptz,
  -- When this receipt begins to concern those above (unstaffed, reminded, late); null when it does not.
  attention_at timestamptz,
  delivered_at timestamptz,
  delivered_count integer not null default 0,
  opened_at timestamptz,
  opened_by_name text,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  acknowledged_by_name text,
  signed_for_code text collate "C",
  answered_at timestamptz,
  answered_by_name text,
  answer jsonb,
  -- How long the answering itself took, measured on the screen: what asking costs is learnt from these.
  answer_seconds integer,
  sent_back_at timestamptz,
  sent_back_by_name text,
  sent_back_reason text,
  -- Who comes second is told who was first.
  accepted_by_name text,
  delegated_order_id uuid,
  reminded_at timestamptz,
  reminded_count integer not null default 0,
  escalated_at timestamptz,
  escalated_to text collate "C",
  settled_at timestamptz,
  version integer not null default 1,
  constraint receipts_id_key primary key (id),
  constraint receipts_order_fk foreign key (order_id) references orders (id) on delete restrict,
  constraint receipts_area_fk foreign key (area_code) references areas (code) on update cascade on delete restrict,
  constraint receipts_person_fk foreign key (person_id) references persons (id) on delete restrict,
  constraint receipts_unit_fk foreign key (unit_id) references units (id) on delete restrict,
  constraint receipts_recipient_known check (recipient in ('desk', 'person', 'unit')),
  constraint receipts_recipient_given check ((recipient = 'person') = (person_id is not null) and (recipient = 'unit') = (unit_id is not null)),
  constraint receipts_state_known check (state in ('sent', 'delivered', 'opened', 'acknowledged', 'delegated', 'answered', 'sentBack', 'accepted', 'closed', 'withdrawn')),
  constraint receipts_settled_owes_nothing check (settled_at is null or (due_at is null and attention_at is null))
-- Room in each page: delivered and opened change nothing that is indexed, and stay where they are.
) with (fillfactor = 90);
create index receipts_of_order on receipts (order_id, area_code, id);
create unique index receipts_desk_once on receipts (order_id, area_code) where recipient = 'desk';
create unique index receipts_person_once on receipts (order_id, person_id) where person_id is not null;
create unique index receipts_unit_once on receipts (order_id, unit_id) where unit_id is not null;
-- Inboxes: what a desk, a person, a unit owes, nearest limit first; what a desk ever got, newest first.
create index receipts_owed_by_desk on receipts (area_code, due_at, id) where recipient = 'desk' and due_at is not null;
create index receipts_of_desk on receipts (area_code, sent_at desc, id desc) where recipient = 'desk';
create index receipts_owed_by_person on receipts (person_id, due_at, id) where person_id is not null;
create index receipts_owed_by_unit on receipts (unit_id, due_at, id) where unit_id is not null;
-- The situation: cost follows what is wrong, not how much there is; single recipients are on the page of their order.
create index receipts_attention on receipts (area_code, attention_at) where attention_at is not null and recipient = 'desk';
-- What was answered, for sums and for what answering cost; an acknowledgement does not touch it.
create index receipts_answered on receipts (order_id, area_code) where answer is not null;
-- The one receipt that a delegation belongs to.
create index receipts_delegated on receipts (delegated_order_id) where delegated_order_id is not null;

-- Who of a desk got it, saw it, acknowledged it. The first of a desk to acknowledge does so for the desk.
create table receipt_marks (
  receipt_id uuid not null,
  person_id uuid not null,
  person_name text not null,
  order_id uuid not null,
  area_code text collate "C" not null,
  delivered_at timestamptz,
  opened_at timestamptz,
  acknowledged_at timestamptz,
  constraint receipt_marks_key primary key (receipt_id, person_id),
  constraint receipt_marks_receipt_fk foreign key (receipt_id) references receipts (id) on delete cascade
);

-- How far an order is in each subdistrict (or at the desk of a district or city): what lists and trees add up, so that
-- they cost the branches and not the receipts. Late is not kept: all receipts of an order share its limits.
create table order_progress (
  order_id uuid not null,
  area_code text collate "C" not null,
  issuer_code text collate "C" not null,
  total integer not null default 0,
  unacknowledged integer not null default 0,
  in_hand integer not null default 0,
  for_review integer not null default 0,
  done integer not null default 0,
  escalated integer not null default 0,
  constraint order_progress_key primary key (order_id, area_code),
  constraint order_progress_adds_up check (unacknowledged + in_hand + for_review + done = total),
  constraint order_progress_order_fk foreign key (order_id) references orders (id) on delete cascade
);

create table tallies (
  incident_id uuid not null,
  area_code text collate "C" not null,
  day date not null,
  orders_issued integer not null default 0,
  receipts_sent integer not null default 0,
  receipts_acknowledged integer not null default 0,
  receipts_acknowledged_in_time integer not null default 0,
  acknowledge_seconds bigint not null default 0,
  receipts_answered integer not null default 0,
  receipts_accepted integer not null default 0,
  reminders_sent integer not null default 0,
  escalations integer not null default 0,
  constraint tallies_key primary key (incident_id, area_code, day)
);
create index tallies_by_area on tallies (area_code, day);

-- Communities that needed somebody at the full hour, by subdistrict: the curve of the situation page.
create table attention_hours (
  incident_id uuid not null,
  area_code text collate "C" not null,
  hour timestamptz not null,
  needing integer not null,
  constraint attention_hours_key primary key (incident_id, hour, area_code)
);

alter table order_numbers enable row level security;
alter table order_numbers force row level security;
alter table orders enable row level security;
alter table orders force row level security;
alter table receipts enable row level security;
alter table receipts force row level security;
alter table receipt_marks enable row level security;
alter table receipt_marks force row level security;
alter table order_progress enable row level security;
alter table order_progress force row level security;
alter table tallies enable row level security;
alter table tallies force row level security;
alter table attention_hours enable row level security;
alter table attention_hours force row level security;

create policy order_numbers_own on order_numbers using (issuer_code >= app.scope_lo() and issuer_code < app.scope_hi());
create policy orders_visible on orders using (
  (issuer_code >= app.scope_lo() and issuer_code < app.scope_hi())
  or reach_down && app.lineage()
  or reach_up @> array[app.scope_lo()]
  or reach_units && array[app.unit()]);
create policy receipts_visible on receipts using (
  (area_code >= app.scope_lo() and area_code < app.scope_hi()) or person_id = app.actor() or unit_id = app.unit());
create policy receipt_marks_visible on receipt_marks using (
  (area_code >= app.scope_lo() and area_code < app.scope_hi()) or person_id = app.actor());
-- Counts without persons: everybody in the response may add to them; views repeat the range that they show.
create policy order_progress_counts on order_progress using (app.is_anybody());
create policy tallies_counts on tallies using (app.is_anybody());
create policy attention_hours_counts on attention_hours using (app.is_anybody());

grant select, insert, update on order_numbers, orders, receipts, receipt_marks, order_progress, tallies, attention_hours to muster_app;
