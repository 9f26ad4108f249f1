-- Support requests (块抓条保): an order upwards. The desk of an area asks desks above it, or units, for people, goods or a decision.
alter table orders
  add column kind text not null default 'order',
  add column about_order_id uuid,
  -- What is asked for: people (how many, when), goods (what, how much), a decision (the question).
  add column ask jsonb;
alter table orders
  add constraint orders_kind_known check (kind in ('order', 'supportRequest')),
  add constraint orders_request_says_what check ((kind = 'supportRequest') = (ask is not null)),
  add constraint orders_about_request check (about_order_id is null or kind = 'supportRequest'),
  add constraint orders_about_fk foreign key (about_order_id) references orders (id) on delete restrict;
create index orders_about on orders (about_order_id) where about_order_id is not null;
-- Few among many: a list of requests alone does not walk past the orders.
create index orders_requests on orders (incident_id, issued_at desc, id desc) where kind = 'supportRequest';

-- Orders and requests are numbered apart: a request in between would leave a hole in the numbers of the orders.
alter table order_numbers add column kind text not null default 'order';
alter table order_numbers drop constraint order_numbers_issuer_year_key;
alter table order_numbers add constraint order_numbers_issuer_year_key primary key (issuer_code, year, kind);
alter table orders drop constraint orders_number_once;
alter table orders add constraint orders_number_once unique (issuer_code, year, kind, number);

-- Who asked, on the receipts of a request alone: they lie above him, and he and those between see how they stand.
alter table receipts add column asker_code text collate "C";
alter table receipts add constraint receipts_asker_fk foreign key (asker_code) references areas (code) on update cascade on delete restrict;
create index receipts_asked_by on receipts (asker_code, sent_at desc) where asker_code is not null;
drop policy receipts_visible on receipts;
create policy receipts_visible on receipts using (
  (area_code >= app.scope_lo() and area_code < app.scope_hi()) or person_id = app.actor() or unit_id = app.unit()
  or (asker_code >= app.scope_lo() and asker_code < app.scope_hi()));
