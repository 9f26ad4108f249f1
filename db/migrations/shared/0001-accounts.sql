-- Accounts, sessions and the list of cities: behind the second connection string, never joined with a city (PROVINCE 9).
create table cities (
  code text collate "C" not null,
  name text not null,
  created_at timestamptz not null default now(),
  constraint cities_code_key primary key (code)
);

create table accounts (
  id uuid not null,
  city_code text collate "C" not null,
  person_id uuid not null,
  person_name text not null,
  user_name text not null,
  mobile text,
  password_hash text not null,
  password_changed_at timestamptz not null default now(),
  -- Second factor (RFC 6238). Kept until confirmed by a first code; last_step refuses a code that was used already.
  totp_secret text,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  failed_count integer not null default 0,
  locked_until timestamptz,
  last_sign_in_at timestamptz,
  created_at timestamptz not null default now(),
  constraint accounts_id_key primary key (id),
  constraint accounts_user_name_once unique (user_name),
  constraint accounts_mobile_once unique (mobile),
  constraint accounts_person_once unique (city_code, person_id),
  constraint accounts_user_name_shape check (user_name ~ '^[a-z][a-z0-9._-]{2,31}$'),
  constraint accounts_city_fk foreign key (city_code) references cities (code) on delete restrict
);

-- A session carries a snapshot of its acting assignment, so that a request costs one read here and none in the city
-- before its own transaction. Ending an assignment ends the snapshot (auth.reactions).
create table sessions (
  id uuid not null,
  token_hash bytea not null,
  account_id uuid not null,
  city_code text collate "C" not null,
  person_id uuid not null,
  person_name text not null,
  assignment_id uuid not null,
  role text not null,
  area_code text collate "C",
  unit_id uuid,
  acting_until timestamptz,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  address text not null,
  device text not null,
  constraint sessions_id_key primary key (id),
  constraint sessions_token_once unique (token_hash),
  constraint sessions_account_fk foreign key (account_id) references accounts (id) on delete cascade
);
create index sessions_by_account on sessions (account_id, last_seen_at desc);
create index sessions_by_assignment on sessions (assignment_id) where ended_at is null;

grant select, insert, update on cities, accounts, sessions to muster_app;
