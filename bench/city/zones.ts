import type pg from 'pg';

export const placesCount = 10_000;
export const stretchesEach = 20;
const daysEach = 18;

/**
 * 200,000 zone changes in a year: ten thousand places (compounds, and buildings of them) all over the city, each closed twenty times for two
 * to fourteen days, so that at any moment a few thousand hold. Past ones have ended, the last of some are open.
 */
export async function fillZones(superuser: pg.Client, noticesBefore: Date): Promise<void> {
  const notice = '01900000-0000-7000-8000-00000000b001';
  await superuser.query(
    `insert into zone_notices (id, area_code, numbered_by, number, number_key, regime_id, incident_id, effective_at, issued_at, issued_by_name, reason, body, items,
        reach_down, reach_up, compounds, households, residents)
      select $1, '4104', '4104', '测量', '测量', r.id, i.id, $2, $2, '测量', '测量', '', '[]', array['4104'], '{}', 0, 0, 0
      from zone_regimes r, incidents i where r.key = 'threeZones' limit 1`,
    [notice, noticesBefore],
  );
  await superuser.query(
    `insert into compounds (id, community_code, name, name_key, sound_key, aliases, kind, lacks, gates, other_households, other_residents, search_text, created_at)
      select md5('c' || n)::uuid, a.code, '测量小区' || n, '测量' || n, 'celiang' || n, '{}', 'managed', '{}', '{}', 100, 250, '测量小区' || n, $1
      from generate_series(0, $2::int - 1) n
      join (select code, row_number() over (order by code) - 1 as at, count(*) over () as all_of_them from areas where level = 'community' and valid_to is null) a on a.at = n % a.all_of_them`,
    [noticesBefore, placesCount / 2],
  );
  await superuser.query(
    `insert into buildings (id, compound_id, community_code, name, name_key, units, floors, households, residents, created_at)
      select md5('b' || c.id)::uuid, c.id, c.community_code, '1号楼', '1号楼', 2, 6, 24, 60, $1 from compounds c where c.name like '测量小区%'`,
    [noticesBefore],
  );
  // Each place has its own phase; every fifth stretch is long, so that all classes of length are there.
  await superuser.query(
    `insert into zones (id, compound_id, community_code, building_id, regime_id, level_key, strictness, from_at, to_at, since_at, closed_since, notice_id)
      select md5('z' || p.id || '/' || s.k)::uuid, p.compound_id, p.community_code, p.building_id, r.id, l.level, l.level, s.from_at,
        case when s.k = $3::int - 1 and s.phase < 2 then null else s.from_at + make_interval(hours => s.hours) end, s.from_at, s.from_at, $1
      from (select c.id, c.id as compound_id, c.community_code, null::uuid as building_id from compounds c where c.name like '测量小区%'
          union all select b.id, b.compound_id, b.community_code, b.id from buildings b join compounds c on c.id = b.compound_id where c.name like '测量小区%') p
        cross join lateral (select k, ('x' || left(md5(p.id::text), 4))::bit(16)::int % 4 as phase,
            $2::timestamptz - make_interval(days => ($3::int - k) * $4::int, hours => ('x' || left(md5(p.id::text), 2))::bit(8)::int % 96) as from_at,
            case when ('x' || left(md5(p.id::text || k), 2))::bit(8)::int % 5 = 0 then 330 else 48 + ('x' || left(md5(p.id::text || k), 2))::bit(8)::int % 60 end as hours
          from generate_series(0, $3::int - 1) k) s
        cross join lateral (select (array['locked', 'controlled', 'precaution'])[1 + s.k % 3] as level) l
        join zone_regimes r on r.key = 'threeZones' and r.area_code is null`,
    [notice, noticesBefore, stretchesEach, daysEach],
  );
  await superuser.query('analyze zones, compounds, buildings');
}

export const daysOfPast = stretchesEach * daysEach;
