import type pg from 'pg';
import { fillPatches } from './patches.ts';
import { fillZones } from './zones.ts';

/**
 * A bad day of the ground, all over the city: 600 patches that have lacked somebody for two days, 300 zones past their end, 300 of
 * 3,000 places without anybody since an hour, 200 problems that nobody settled, 500 of 2,828 desks behind with a checklist.
 */
export async function openGround(superuser: pg.Client): Promise<void> {
  await fillPatches(superuser);
  const { rows } = await superuser.query<{ n: number }>('select count(*)::int as n from zones');
  if ((rows[0]?.n ?? 0) === 0) await fillZones(superuser, new Date());
  await superuser.query(`
    update patches set gap_at = now() - interval '2 days' where gap_at is not null;
    update zones set due_at = now() - interval '9 hours', due_by = 'end'
      where id in (select id from zones where to_at is null and level_key is not null and from_at < now() order by md5(id::text) limit 300);
    insert into places (id, community_code, kind, name, opening, short_from, short_until, refresh_at, created_at)
      select md5('p' || n)::uuid, a.code, 'checkpoint', '测量卡点' || n, '[]', case when n % 10 = 0 then now() - interval '1 hour' end,
        case when n % 10 = 0 then now() + interval '5 hours' end, now() + interval '1 day', now()
      from generate_series(1, 3000) n
      join (select code, row_number() over (order by md5(code)) - 1 as at, count(*) over () as all_of_them from areas where level = 'community' and valid_to is null) a
        on a.at = n % a.all_of_them;
    insert into place_problems (id, place_id, community_code, kind, state, person_id, person_name, reported_at, due_at)
      select md5('q' || id)::uuid, id, community_code, 'noPower', 'open', (select id from persons limit 1), '测量', now() - interval '4 hours', now() - interval '2 hours'
      from places where name like '测量卡点%' order by md5(id::text) limit 200;
    insert into checklists (id, issuer_code, incident_id, title, items, named, level, area_codes, starts_at, due_at, state, created_at, created_by_name, sent_at, sent_by_name)
      select md5('checklist')::uuid, '4104', i.id, '测量清单', '[]', 4, 'community', '{4104}', now() - interval '1 day', now() - interval '1 hour', 'running',
        now() - interval '1 day', '测量', now() - interval '1 day', '测量' from incidents i where i.state = 'active';
    insert into checklist_desks (checklist_id, area_code, id, ticked, due_at, done_at)
      select md5('checklist')::uuid, code, md5('d' || code)::uuid, case when at <= 500 then 1 else 4 end, case when at <= 500 then now() - interval '1 hour' end,
        case when at > 500 then now() - interval '2 hours' end
      from (select code, row_number() over (order by md5(code || 'd')) as at from areas where level = 'community' and valid_to is null) a;
    analyze patches, zones, places, place_problems, checklists, checklist_desks`);
}
