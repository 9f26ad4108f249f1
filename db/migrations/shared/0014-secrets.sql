-- Secrets of the installation itself, sealed by the key that is kept apart from the database (platform/secrets).
-- Null: forgotten, because its key was lost; made anew when it is next needed.
create table secrets (
  name text not null,
  sealed text,
  constraint secrets_name_key primary key (name),
  constraint secrets_are_sealed check (sealed ~ '^v1\.')
);
grant select, insert, update on secrets to muster_app;
