-- Control status (管控分区) of compounds, buildings and stairwells over time. What a level means is data; a notice changes many at once.
create table zone_regimes (
  id uuid not null,
  key text not null,
  name text not null,
  -- Null: of the whole country.
  area_code text collate "C",
  levels jsonb not null,
  -- Null: in force before anything here was recorded.
  from_at timestamptz,
  to_at timestamptz,
  constraint zone_regimes_id_key primary key (id),
  constraint zone_regimes_area_fk foreign key (area_code) references areas (code) on update cascade on delete restrict,
  constraint zone_regimes_end_after_start check (to_at is null or from_at is null or to_at > from_at),
  -- Two versions of one regime never hold at the same moment.
  constraint zone_regimes_one_version exclude using gist (coalesce(area_code, '') with =, key with =, tstzrange(from_at, to_at) with &&)
);
create index zone_regimes_by_area on zone_regimes (area_code);

create table zone_notices (
  id uuid not null,
  area_code text collate "C" not null,
  -- The area that numbered it, as it was called then: a number is taken once an incident.
  numbered_by text collate "C" not null,
  number text not null,
  number_key text not null,
  regime_id uuid not null,
  incident_id uuid not null,
  effective_at timestamptz not null,
  issued_at timestamptz not null,
  issued_by_name text not null,
  reason text not null,
  body text not null,
  items jsonb not null,
  reach_down text[] collate "C" not null,
  reach_up text[] collate "C" not null,
  compounds integer not null,
  households integer not null,
  residents integer not null,
  withdrawn_at timestamptz,
  withdraw_reason text,
  constraint zone_notices_id_key primary key (id),
  constraint zone_notices_area_fk foreign key (area_code) references areas (code) on update cascade on delete restrict,
  constraint zone_notices_regime_fk foreign key (regime_id) references zone_regimes (id) on delete restrict,
  constraint zone_notices_incident_fk foreign key (incident_id) references incidents (id) on delete restrict,
  constraint zone_notices_withdrawn_says_why check ((withdrawn_at is null) = (withdraw_reason is null))
);
create unique index zone_notices_number_once on zone_notices (incident_id, numbered_by, number_key) where withdrawn_at is null;
create index zone_notices_by_area on zone_notices (area_code, issued_at);
create index zone_notices_newest on zone_notices (issued_at, id);
create index zone_notices_of_incident on zone_notices (incident_id);
create index zone_notices_by_regime on zone_notices (regime_id);
create index zone_notices_reach_down on zone_notices using gin (reach_down);
create index zone_notices_reach_up on zone_notices using gin (reach_up);

create table zones (
  id uuid not null,
  compound_id uuid not null,
  community_code text collate "C" not null,
  building_id uuid,
  unit integer,
  regime_id uuid not null,
  -- Null: an exception, free inside of something controlled.
  level_key text,
  strictness text,
  from_at timestamptz not null,
  -- May lie ahead: a notice says when. Equal to `from_at`: withdrawn before it began.
  to_at timestamptz,
  since_at timestamptz not null,
  closed_since timestamptz not null,
  stepped_from text,
  until_at timestamptz,
  notice_id uuid not null,
  ended_by uuid,
  -- When it should be released, kept by whoever changes what that depends on; the alarm costs what is due, not the table.
  due_at timestamptz,
  due_by text,
  alarmed_at timestamptz,
  escalated_at timestamptz,
  -- Its length in days is below 2 to the power of this: a moment of the past is found by a short range of each class.
  span_class integer generated always as (case when to_at is null then null else
    width_bucket(extract(epoch from to_at - from_at), array[86400, 172800, 345600, 691200, 1382400, 2764800, 5529600, 11059200, 22118400, 44236800]::numeric[]) end) stored,
  constraint zones_id_key primary key (id),
  constraint zones_compound_fk foreign key (compound_id, community_code) references compounds (id, community_code) on update cascade on delete restrict,
  constraint zones_building_fk foreign key (building_id) references buildings (id) on delete restrict,
  constraint zones_regime_fk foreign key (regime_id) references zone_regimes (id) on delete restrict,
  constraint zones_notice_fk foreign key (notice_id) references zone_notices (id) on delete restrict,
  constraint zones_ended_by_fk foreign key (ended_by) references zone_notices (id) on delete restrict,
  constraint zones_unit_of_building check (unit is null or building_id is not null),
  constraint zones_end_after_start check (to_at is null or to_at >= from_at),
  constraint zones_planned_end_after_start check (until_at is null or until_at > from_at),
  constraint zones_strictness_known check (strictness in ('locked', 'controlled', 'precaution')),
  constraint zones_level_has_strictness check ((level_key is null) = (strictness is null)),
  constraint zones_due_says_why check ((due_at is null) = (due_by is null)),
  constraint zones_due_by_known check (due_by in ('conditions', 'end')),
  constraint zones_exception_is_not_due check (level_key is not null or due_at is null),
  -- One place has one status at a time.
  constraint zones_one_status_at_a_time exclude using gist (compound_id with =, coalesce(building_id, '00000000-0000-0000-0000-000000000000') with =,
    coalesce(unit, 0) with =, tstzrange(from_at, to_at) with &&)
);
create index zones_of_compound on zones (compound_id, community_code);
create index zones_of_building on zones (building_id) where building_id is not null;
create index zones_by_area on zones (community_code, from_at);
create index zones_by_span on zones (span_class, from_at) include (to_at, community_code);
create index zones_open on zones (community_code, strictness) where to_at is null;
create index zones_due on zones (community_code, due_at) where due_at is not null;
create index zones_of_notice on zones (notice_id);
create index zones_ended_by on zones (ended_by) where ended_by is not null;
create index zones_of_regime on zones (regime_id);

-- On what release depends: counts, dates and flags of a place. No person is named, none is needed.
create table zone_facts (
  id uuid not null,
  compound_id uuid not null,
  community_code text collate "C" not null,
  building_id uuid,
  unit integer,
  kind text not null,
  at timestamptz not null,
  count integer not null,
  negative boolean,
  recorded_at timestamptz not null,
  recorded_by_name text not null,
  taken_back_at timestamptz,
  take_back_reason text,
  constraint zone_facts_id_key primary key (id),
  constraint zone_facts_compound_fk foreign key (compound_id, community_code) references compounds (id, community_code) on update cascade on delete restrict,
  constraint zone_facts_building_fk foreign key (building_id) references buildings (id) on delete restrict,
  constraint zone_facts_unit_of_building check (unit is null or building_id is not null),
  constraint zone_facts_kind_known check (kind in ('case', 'contact', 'round')),
  constraint zone_facts_count_natural check (count >= 0),
  constraint zone_facts_taken_back_says_why check ((taken_back_at is null) = (take_back_reason is null))
);
create index zone_facts_of_compound on zone_facts (compound_id, community_code);
create index zone_facts_of_building on zone_facts (building_id) where building_id is not null;
create index zone_facts_by_area on zone_facts (community_code);

create table zone_proposals (
  id uuid not null,
  compound_id uuid not null,
  community_code text collate "C" not null,
  building_id uuid,
  unit integer,
  regime_id uuid not null,
  level_key text,
  by_case boolean not null,
  note text not null,
  proposed_at timestamptz not null,
  proposed_by_name text not null,
  decided_at timestamptz,
  decision text,
  decide_reason text,
  notice_id uuid,
  constraint zone_proposals_id_key primary key (id),
  constraint zone_proposals_compound_fk foreign key (compound_id, community_code) references compounds (id, community_code) on update cascade on delete restrict,
  constraint zone_proposals_building_fk foreign key (building_id) references buildings (id) on delete restrict,
  constraint zone_proposals_regime_fk foreign key (regime_id) references zone_regimes (id) on delete restrict,
  constraint zone_proposals_notice_fk foreign key (notice_id) references zone_notices (id) on delete restrict,
  constraint zone_proposals_unit_of_building check (unit is null or building_id is not null),
  constraint zone_proposals_decision_known check (decision in ('confirmed', 'declined', 'moot')),
  constraint zone_proposals_decided_has_time check ((decided_at is null) = (decision is null)),
  constraint zone_proposals_confirmed_by_notice check ((decision is not null and decision = 'confirmed') = (notice_id is not null))
);
-- A case that is recorded twice does not ask twice.
create unique index zone_proposals_one_open on zone_proposals (compound_id, coalesce(building_id, '00000000-0000-0000-0000-000000000000'), coalesce(unit, 0))
  where decided_at is null;
create index zone_proposals_of_compound on zone_proposals (compound_id, community_code);
create index zone_proposals_of_building on zone_proposals (building_id) where building_id is not null;
create index zone_proposals_waiting on zone_proposals (community_code, proposed_at, id) where decided_at is null;
create index zone_proposals_by_area on zone_proposals (community_code);
create index zone_proposals_of_regime on zone_proposals (regime_id);
create index zone_proposals_of_notice on zone_proposals (notice_id) where notice_id is not null;

-- Rules of the country as DOMAIN 1.1 has them, written down once before row-level security is on: nobody may change them.
-- Eighth edition: three zones (人民网吉林频道 2022-03-31). Ninth: risk areas (联防联控机制综发〔2022〕71号, from the end of June 2022).
insert into zone_regimes (id, key, name, area_code, levels, from_at, to_at) values
('01811000-0000-7000-8000-000000000008', 'threeZones', '三区（第八版）', null, '[
  {"key": "locked", "name": "封控区", "strictness": "locked", "measures": ["区域封闭", "足不出户", "服务上门"], "outing": null, "testDays": [1, 4, 7, 10, 14],
   "release": [{"kind": "daysWithoutCase", "days": 14}, {"kind": "contactDays", "days": 14, "negative": true}, {"kind": "roundNegative", "withinDays": 2, "fromDay": null}],
   "releaseTo": null, "afterStepDown": null, "onCase": null},
  {"key": "controlled", "name": "管控区", "strictness": "controlled", "measures": ["人不出区", "严禁聚集"], "outing": null, "testDays": [],
   "release": [{"kind": "daysWithoutCase", "days": 14}, {"kind": "contactDays", "days": 14, "negative": true}, {"kind": "roundNegative", "withinDays": 2, "fromDay": null}],
   "releaseTo": null, "afterStepDown": null, "onCase": "locked"},
  {"key": "precaution", "name": "防范区", "strictness": "precaution", "measures": ["强化社会面管控", "严格限制人员聚集"], "outing": null, "testDays": [],
   "release": [{"kind": "othersLifted", "levels": ["locked", "controlled"]}], "releaseTo": null, "afterStepDown": null, "onCase": null}
]', null, '2022-06-28T00:00:00+08:00'),
('01811000-0000-7000-8000-000000000009', 'riskAreas', '风险区（第九版）', null, '[
  {"key": "high", "name": "高风险区", "strictness": "locked", "measures": ["足不出户", "上门服务"], "outing": null, "testDays": [],
   "release": [{"kind": "daysWithoutCase", "days": 7}, {"kind": "roundNegative", "withinDays": null, "fromDay": 7}],
   "releaseTo": "medium", "afterStepDown": null, "onCase": null},
  {"key": "medium", "name": "中风险区", "strictness": "controlled", "measures": ["人不出区", "错峰取物"], "outing": null, "testDays": [],
   "release": [{"kind": "daysWithoutCase", "days": 7}, {"kind": "roundNegative", "withinDays": null, "fromDay": 7}],
   "releaseTo": "low", "afterStepDown": {"from": "high", "release": [{"kind": "daysAtLevel", "days": 3}]}, "onCase": "high"},
  {"key": "low", "name": "低风险区", "strictness": "precaution", "measures": ["个人防护", "避免聚集", "离开城市凭 48 小时核酸"], "outing": null, "testDays": [],
   "release": [], "releaseTo": null, "afterStepDown": null, "onCase": null}
]', '2022-06-28T00:00:00+08:00', null);

alter table zone_regimes enable row level security;
alter table zone_regimes force row level security;
alter table zone_notices enable row level security;
alter table zone_notices force row level security;
alter table zones enable row level security;
alter table zones force row level security;
alter table zone_facts enable row level security;
alter table zone_facts force row level security;
alter table zone_proposals enable row level security;
alter table zone_proposals force row level security;

-- Which rules hold is no secret; who may set local ones is a matter of policy and of scope.
create policy zone_regimes_read on zone_regimes for select using (app.is_anybody());
create policy zone_regimes_set on zone_regimes for insert with check (area_code >= app.scope_lo() and area_code < app.scope_hi());
create policy zone_regimes_ended on zone_regimes for update using (area_code >= app.scope_lo() and area_code < app.scope_hi());
create policy zone_notices_visible on zone_notices using (
  (area_code >= app.scope_lo() and area_code < app.scope_hi()) or reach_down && app.lineage() or reach_up @> array[app.scope_lo()]);
create policy zones_visible on zones using (
  (community_code >= app.scope_lo() and community_code < app.scope_hi()) or community_code = any (app.lineage()));
create policy zone_facts_visible on zone_facts using (
  (community_code >= app.scope_lo() and community_code < app.scope_hi()) or community_code = any (app.lineage()));
create policy zone_proposals_visible on zone_proposals using (
  (community_code >= app.scope_lo() and community_code < app.scope_hi()) or community_code = any (app.lineage()));

grant select, insert, update on zone_regimes, zone_notices, zones, zone_facts, zone_proposals to muster_app;
