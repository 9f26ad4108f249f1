-- Of what is open now only what had begun by a moment of the past held then.
create index zones_open_since on zones (from_at) include (community_code) where to_at is null;
