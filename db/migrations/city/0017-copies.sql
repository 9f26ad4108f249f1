-- Copies for information: who reads an order without being asked for anything. Visible through the order's own reach:
-- a desk stands in its `reach_up`, a unit in its `reach_units`.
alter table orders add column copies jsonb;
alter table orders add column copies_text text;
alter table orders add column copies_see_progress boolean not null default false;

create table order_copies (
  id uuid not null,
  order_id uuid not null,
  incident_id uuid not null,
  recipient text not null,
  area_code text collate "C" not null,
  unit_id uuid,
  -- The unit by name; null for a desk, whose name is its area's.
  recipient_name text,
  sent_at timestamptz not null,
  -- Null again when the order is changed.
  read_at timestamptz,
  read_by_name text,
  constraint order_copies_id_key primary key (id),
  constraint order_copies_order_fk foreign key (order_id) references orders (id) on delete restrict,
  constraint order_copies_area_fk foreign key (area_code) references areas (code) on update cascade on delete restrict,
  constraint order_copies_unit_fk foreign key (unit_id) references units (id) on delete restrict,
  constraint order_copies_recipient_known check ((recipient = 'desk') = (unit_id is null) and recipient in ('desk', 'unit'))
);
-- Of desks not unique: of two that become one both have theirs.
create unique index order_copies_unit_once on order_copies (order_id, unit_id) where unit_id is not null;
create index order_copies_of_order on order_copies (order_id);
create index order_copies_of_desk on order_copies (area_code, sent_at desc, id desc);
create index order_copies_of_unit on order_copies (unit_id, sent_at desc, id desc);

alter table order_copies enable row level security;
alter table order_copies force row level security;
create policy order_copies_visible on order_copies using (
  (area_code >= app.scope_lo() and area_code < app.scope_hi()) or unit_id = app.unit());
grant select, insert, update on order_copies to muster_app;
