-- What recurs: templates of orders, and schedules that issue them.
create table order_templates (
  id uuid not null,
  area_code text collate "C" not null,
  title text not null,
  body text not null,
  urgency text not null,
  audience jsonb not null,
  questions jsonb not null,
  -- Minutes from sending to the limit to answer; null when nothing is asked, or as the urgency proposes.
  answer_minutes integer,
  changed_by_name text not null,
  changed_at timestamptz not null,
  -- Retired ones are offered no more and are kept: orders and schedules were made from them.
  retired_at timestamptz,
  version integer not null default 1,
  constraint order_templates_id_key primary key (id),
  constraint order_templates_area_fk foreign key (area_code) references areas (code) on update cascade on delete restrict,
  constraint order_templates_urgency_known check (urgency in ('routine', 'urgent', 'immediate')),
  constraint order_templates_minutes_sane check (answer_minutes between 1 and 43200)
);
create index order_templates_by_area on order_templates (area_code, title, id);

create table order_schedules (
  id uuid not null,
  area_code text collate "C" not null,
  template_id uuid not null,
  -- In whose name it issues: an assignment, so that it stops with it.
  assignment_id uuid not null,
  person_name text not null,
  incident_id uuid not null,
  recurrence jsonb not null,
  state text not null,
  pause_reason text,
  -- When it issues next; null while it does not run.
  next_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  constraint order_schedules_id_key primary key (id),
  constraint order_schedules_area_fk foreign key (area_code) references areas (code) on update cascade on delete restrict,
  constraint order_schedules_template_fk foreign key (template_id) references order_templates (id) on delete restrict,
  constraint order_schedules_assignment_fk foreign key (assignment_id) references assignments (id) on delete restrict,
  constraint order_schedules_incident_fk foreign key (incident_id) references incidents (id) on delete restrict,
  constraint order_schedules_state_known check (state in ('running', 'paused', 'ended')),
  constraint order_schedules_running_has_next check ((state = 'running') = (next_at is not null)),
  constraint order_schedules_paused_has_reason check ((state = 'paused') = (pause_reason is not null))
);
create index order_schedules_due on order_schedules (next_at, id) where next_at is not null;
create index order_schedules_by_area on order_schedules (area_code, created_at desc, id desc);
create index order_schedules_by_template on order_schedules (template_id);
create index order_schedules_by_assignment on order_schedules (assignment_id);
create index order_schedules_by_incident on order_schedules (incident_id);

-- One order a slot, whatever the number of servers and restarts.
create table order_schedule_runs (
  schedule_id uuid not null,
  slot_at timestamptz not null,
  area_code text collate "C" not null,
  order_id uuid not null,
  issued_at timestamptz not null,
  -- Slots before this one that passed while no server ran: they are not issued any more.
  missed integer not null,
  constraint order_schedule_runs_slot_once primary key (schedule_id, slot_at),
  constraint order_schedule_runs_schedule_fk foreign key (schedule_id) references order_schedules (id) on delete restrict,
  constraint order_schedule_runs_area_fk foreign key (area_code) references areas (code) on update cascade on delete restrict,
  constraint order_schedule_runs_order_fk foreign key (order_id) references orders (id) on delete restrict
);
create index order_schedule_runs_of_order on order_schedule_runs (order_id);
create index order_schedule_runs_by_area on order_schedule_runs (area_code);

-- Named numbers: what one number question asks for, so that a number that was given today is not asked for again.
create table facts (
  key text collate "C" not null,
  name text not null,
  created_at timestamptz not null,
  constraint facts_key primary key (key)
);

-- Where the numbers stand, found by fact, day and place: an index of answers, written with them, no number of its own.
create table fact_answers (
  receipt_id uuid not null,
  question_key text not null,
  order_id uuid not null,
  incident_id uuid not null,
  fact_key text collate "C" not null,
  day date not null,
  area_code text collate "C" not null,
  -- Of a question per area: added up over the areas of the answer. Null when a corrected answer leaves it out.
  value numeric,
  answered_at timestamptz not null,
  constraint fact_answers_question_once primary key (receipt_id, question_key),
  constraint fact_answers_receipt_fk foreign key (receipt_id) references receipts (id) on delete cascade,
  constraint fact_answers_order_fk foreign key (order_id) references orders (id) on delete restrict,
  constraint fact_answers_incident_fk foreign key (incident_id) references incidents (id) on delete restrict,
  constraint fact_answers_fact_fk foreign key (fact_key) references facts (key) on delete restrict,
  constraint fact_answers_area_fk foreign key (area_code) references areas (code) on update cascade on delete restrict
);
create index fact_answers_of_day on fact_answers (incident_id, fact_key, day, area_code, answered_at desc);
create index fact_answers_of_order on fact_answers (order_id);
create index fact_answers_by_fact on fact_answers (fact_key);
create index fact_answers_by_area on fact_answers (area_code);

-- Kinds of what an order asks, in order (`number,tick*`): what answering costs is learnt from orders that ask alike.
alter table orders add column question_shape text;
update orders set question_shape = (select string_agg((q ->> 'kind') || case when (q ->> 'perArea')::boolean then '*' else '' end, ','
  order by (q ->> 'kind') || case when (q ->> 'perArea')::boolean then '*' else '' end collate "C") from jsonb_array_elements(questions) q) where asks_answer;
create index orders_by_shape on orders (question_shape, issuer_code, issued_at desc) where question_shape is not null;

alter table order_templates enable row level security;
alter table order_templates force row level security;
alter table order_schedules enable row level security;
alter table order_schedules force row level security;
alter table order_schedule_runs enable row level security;
alter table order_schedule_runs force row level security;
alter table facts enable row level security;
alter table facts force row level security;
alter table fact_answers enable row level security;
alter table fact_answers force row level security;

-- Templates of those above serve below; each desk changes its own. Those of one's territory exist too, for who reads its schedules.
create policy order_templates_visible on order_templates for select using (
  area_code = any (app.lineage()) or (area_code >= app.scope_lo() and area_code < app.scope_hi()));
create policy order_templates_added on order_templates for insert with check (area_code = app.scope_lo());
create policy order_templates_changed on order_templates for update using (area_code = app.scope_lo());
create policy order_schedules_visible on order_schedules using (area_code >= app.scope_lo() and area_code < app.scope_hi());
create policy order_schedule_runs_visible on order_schedule_runs using (area_code >= app.scope_lo() and area_code < app.scope_hi());
create policy facts_visible on facts for select using (app.is_anybody());
create policy facts_added on facts for insert with check (app.is_anybody());
create policy fact_answers_visible on fact_answers using (area_code >= app.scope_lo() and area_code < app.scope_hi());

grant select, insert, update on order_templates, order_schedules, fact_answers to muster_app;
grant select, insert on order_schedule_runs, facts to muster_app;
