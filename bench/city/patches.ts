import type pg from 'pg';

const patches = 30_000;
const roles = ['secretary', 'police', 'doctor', 'reporter', 'instructor'] as const;

/** In bulk and past row-level security: filling is not what is measured. Spread over all communities; people of the bench's city. */
export async function fillPatches(superuser: pg.Client): Promise<void> {
  const { rows } = await superuser.query<{ n: number }>('select count(*)::int as n from patches');
  if ((rows[0]?.n ?? 0) > 0) return;
  await superuser.query(`
    create temp table made as
      select uuidv7() as patch_id, uuidv7() as compound_id, c.code, c.nth, n.at
      from generate_series(1, ${patches}) as n(at)
      join (select code, row_number() over (order by code) as nth, count(*) over () as all_of from areas where level = 'community') c on c.nth = (n.at - 1) % c.all_of + 1;
    insert into compounds (id, community_code, name, name_key, sound_key, aliases, kind, lacks, gates, other_households, other_residents, search_text, created_at)
      select compound_id, code, '小区' || at, '小区' || at, 'xq' || at, '{}', 'managed', '{}', '{}', 80, 200, '小区' || at, now() from made;
    insert into patches (id, community_code, name, card_token, lacking, gap_at, created_at)
      select patch_id, code, '第' || at || '片', 'card-of-the-bench-' || at, case when at % 50 = 0 then array['doctor'] else '{}' end,
        case when at % 50 = 0 then now() end, now() from made;
    insert into patch_parts (id, patch_id, community_code, compound_id, created_at) select uuidv7(), patch_id, code, compound_id, now() from made;
    create temp table carriers as select id, name, row_number() over (order by id) - 1 as nth from persons;
    insert into patch_people (id, patch_id, community_code, role_key, person_id, person_name, from_at)
      select uuidv7(), m.patch_id, m.code, r.key, p.id, p.name, now() - interval '1 day'
      from made m cross join unnest(array[${roles.map((key) => `'${key}'`).join(', ')}]) with ordinality as r(key, place)
      join carriers p on p.nth = (m.nth * 5 + r.place) % (select count(*) from carriers)
      where not (m.at % 50 = 0 and r.key = 'doctor');
    insert into absences (id, person_id, person_name, area_code, reason, from_at)
      select uuidv7(), p.id, p.name, s.area_code, 'isolated', now() from carriers p join persons s on s.id = p.id where p.nth % 200 = 0;
    drop table made; drop table carriers;
    analyze compounds; analyze patches; analyze patch_parts; analyze patch_people; analyze absences`);
}
