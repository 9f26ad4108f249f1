import type pg from 'pg';

/** Single recipients beside 2,828 communities: 48,000 in all. */
export const gridWorkers = 45_172;
/** Communities in which a grid worker acts in a grid of his own. */
const gridded = 100;

/** The session of a measured person: his desk's code, or `grid-1` … for the grid workers that act in a grid. */
export const tokenOf = (who: string) => `bench-${who}`;

/**
 * Somebody at each of the 2,989 desks and 45,172 grid workers, spread evenly over the communities; one session each, so
 * that 64 requests at once are 64 people. In bulk and past row-level security: this is not what is measured.
 */
export async function enterPeople(superuser: pg.Client, workers = gridWorkers): Promise<void> {
  await superuser.query(`
    insert into areas (id, code, name, short_name, level, kind, parent_code, search_text, valid_from)
    select uuidv7(), code || '001', '第一网格', '第一网格', 'grid', '网格', code, '第一网格', '2022-01-01'
    from (select code from areas where level = 'community' order by code limit ${gridded}) c;

    create temp table desk_people as
      select uuidv7() as person_id, uuidv7() as assignment_id, a.code as area_code, a.short_name || '值班' as name,
        case when a.level = 'community' then 'communitySecretary' else 'dutyOfficer' end as role, a.code as who
      from areas a where a.level <> 'grid';
    insert into desk_people
      select uuidv7(), uuidv7(), case when g.nth <= ${gridded} then c.code || '001' else c.code end, '网格员' || g.nth, 'gridWorker', 'grid-' || g.nth
      from (select code, row_number() over (order by code) as nth from areas where level = 'community') c
      join (select nth, (nth - 1) % 2828 + 1 as place from generate_series(1, ${workers}) as nth) g on g.place = c.nth;

    insert into persons (id, name, member_category, area_code, search_text)
      select person_id, name, 'staff', area_code, name from desk_people;
    insert into assignments (id, person_id, person_name, role, area_code, managed_code, from_at, duty_changed_at)
      select assignment_id, person_id, name, role, area_code, area_code, now() - interval '40 days', now() - interval '40 days' from desk_people;
    insert into shared.accounts (id, city_code, person_id, person_name, user_name, password_hash)
      select person_id, '4104', person_id, name, 'u' || replace(who, '-', '.'), '-' from desk_people;
    insert into shared.sessions (id, token_hash, account_id, city_code, person_id, person_name, assignment_id, role, area_code, expires_at, address, device)
      select uuidv7(), sha256(convert_to('${tokenOf('')}' || who, 'UTF8')), person_id, '4104', person_id, name, assignment_id, role, area_code,
        now() + interval '7 days', '127.0.0.1', 'Chrome · Android' from desk_people;
    drop table desk_people`);
  await enterOthers(superuser);
}

/** One of each role that is at no desk: tokens `supervisor`, `auditor`, `liaison`. */
async function enterOthers(superuser: pg.Client): Promise<void> {
  await superuser.query(`
    insert into city.units (id, name, area_code) values ('00000000-0000-7000-8000-00000000beef', '市水务局', '4104') on conflict do nothing;
    create temp table more_people as select uuidv7() as person_id, uuidv7() as assignment_id, * from (values
      ('supervisor', 'supervisor', '410402', null), ('auditor', 'auditor', '4104', null), ('liaison', 'unitLiaison', null, '00000000-0000-7000-8000-00000000beef'))
      as p(who, role, area_code, unit_id);
    insert into city.persons (id, name, member_category, area_code, unit_id, search_text) select person_id, who, 'staff', '4104', unit_id::uuid, who from more_people;
    insert into city.assignments (id, person_id, person_name, role, area_code, managed_code, unit_id, from_at, duty_changed_at)
      select assignment_id, person_id, who, role, area_code, coalesce(area_code, '4104'), unit_id::uuid, now() - interval '1 day', now() from more_people;
    insert into shared.accounts (id, city_code, person_id, person_name, user_name, password_hash) select person_id, '4104', person_id, who, 'bench.' || who, '-' from more_people;
    insert into shared.sessions (id, token_hash, account_id, city_code, person_id, person_name, assignment_id, role, area_code, unit_id, expires_at, address, device)
      select uuidv7(), sha256(convert_to('${tokenOf('')}' || who, 'UTF8')), person_id, '4104', person_id, who, assignment_id, role, area_code, unit_id::uuid,
        now() + interval '7 days', '127.0.0.1', 'Chrome' from more_people;
    drop table more_people`);
}
