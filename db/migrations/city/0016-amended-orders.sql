-- Orders that change under way (ADR 0007): every revision in full, and who has still to acknowledge the last change.
alter table orders add column revision integer not null default 1;
alter table orders add column amended_at timestamptz;
-- Until when the last change is to be acknowledged. All who owe it share it, as all share the other limits: counters suffice.
alter table orders add column change_by timestamptz;
-- Delegation: the revision of the order above that this one was made from.
alter table orders add column parent_revision integer;
-- Who closed or withdrew it; null where it ended with the order above it.
alter table orders add column closed_by_name text;
alter table orders add constraint orders_change_limit_forward
  check (change_by is null or (change_by > amended_at and (answer_by is null or answer_by >= change_by)));

-- The revision that stands here: an act that waited for a change reads it from the row that it waited for.
alter table receipts add column revision integer not null default 1;
alter table receipts add column change_by timestamptz;
-- The revision that was acknowledged when the change came; null for who was added with it.
alter table receipts add column changed_from integer;
alter table receipts add column changed_at timestamptz;
alter table receipts add column change_acknowledged_at timestamptz;
alter table receipts add column change_acknowledged_by_name text;
-- What was answered to the questions before a change of them: the start of the next answer, in no sum any more.
alter table receipts add column former_answer jsonb;
-- The first acceptance: what was accepted may be asked again, and is counted once.
alter table receipts add column accepted_at timestamptz;
alter table receipts add constraint receipts_settled_owes_no_change check (settled_at is null or change_by is null);
-- Without force for a moment: the owner, too, would see no row to fill.
alter table receipts no force row level security;
update receipts set accepted_at = settled_at where state = 'accepted';
alter table receipts force row level security;

alter table order_progress add column changed integer not null default 0;
alter table order_progress drop constraint order_progress_adds_up;
alter table order_progress add constraint order_progress_adds_up check (unacknowledged + changed + in_hand + for_review + done = total);

alter table tallies add column changes_acknowledged integer not null default 0;

-- Rows exist for orders that were amended: the first one is what was sent. Nobody changes a text that was sent.
create table order_revisions (
  order_id uuid not null,
  revision integer not null,
  issuer_code text collate "C" not null,
  title text not null,
  body text not null,
  questions jsonb not null,
  acknowledge_by timestamptz not null,
  answer_by timestamptz,
  change_by timestamptz,
  audience jsonb not null,
  audience_text text not null,
  changed text[] not null,
  reason text,
  by_id uuid not null,
  by_name text not null,
  made_at timestamptz not null,
  reach_down text[] collate "C" not null,
  reach_up text[] collate "C" not null,
  reach_units uuid[] not null,
  constraint order_revisions_key primary key (order_id, revision),
  constraint order_revisions_order_fk foreign key (order_id) references orders (id) on delete restrict,
  constraint order_revisions_issuer_fk foreign key (issuer_code) references areas (code) on update cascade on delete restrict
);
create index order_revisions_by_issuer on order_revisions (issuer_code);

alter table order_revisions enable row level security;
alter table order_revisions force row level security;
-- As the order itself: whoever reads it reads what it was before.
create policy order_revisions_visible on order_revisions using (
  (issuer_code >= app.scope_lo() and issuer_code < app.scope_hi())
  or reach_down && app.lineage()
  or reach_up @> array[app.scope_lo()]
  or reach_units && array[app.unit()]);
grant select, insert on order_revisions to muster_app;
-- Who reads it follows the order and the territory; what was written stays.
grant update (issuer_code, reach_down, reach_up, reach_units) on order_revisions to muster_app;
