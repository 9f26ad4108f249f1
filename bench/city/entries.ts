import { entrySources } from '@muster/server/app/features';
import { openRuntime } from '@muster/server/app/runtime';
import { makeEntries } from '@muster/server/features/search/index';
import { inScope } from '@muster/server/platform/db/scope';
import { systemPrincipal } from '@muster/server/platform/principal';
import type pg from 'pg';

const cityCode = '4104';

/** What was made in bulk can be found: the entries are made anew, as at the start of a program that looks for more. */
export async function fillEntries(url: string, superuser: pg.Client): Promise<void> {
  await superuser.query('delete from city.search_versions');
  const runtime = await openRuntime({ cityUrl: url, sharedUrl: url });
  try {
    await makeEntries(entrySources, (run) => inScope(runtime.city, systemPrincipal(cityCode), run));
  } finally {
    await runtime.close();
  }
  await superuser.query('vacuum (analyze) city.search_entries');
}

/**
 * A million orders of a year ago until yesterday, each of a subdistrict to one of its communities, with a receipt, counters and
 * an entry: copies of an order that was really sent, each found by its own number.
 */
export async function fillMillionOrders(superuser: pg.Client, count: number): Promise<void> {
  await superuser.query(`set session_replication_role = replica; set synchronous_commit = off;
    create temp table many as
      select n, uuidv7(- make_interval(secs => 86400 + n * 31)) as id, now() - make_interval(secs => 86400 + n * 31) as at, c.code, c.parent_code
      from generate_series(1, ${count}) as n
      join (select code, parent_code, row_number() over (order by code) as nth, count(*) over () as total from areas where level = 'community') c on c.nth = n % c.total + 1;
    drop index city.search_entries_found`);
  try {
    await superuser.query(
      copyOf('orders', `o.id = (select order_id from sample)`, {
        id: 'm.id',
        issuer_code: 'm.parent_code',
        numbered_code: 'm.parent_code',
        number: '1000000 + m.n',
        number_text: `'街道指〔2022〕' || (1000000 + m.n) || '号'`,
        issued_at: 'm.at',
        acknowledge_by: `m.at + interval '2 hours'`,
        answer_by: `m.at + interval '6 hours'`,
        state: `'closed'`,
        closed_at: `m.at + interval '8 hours'`,
        reach_down: 'array[m.code]',
        reach_up: `array['4104', left(m.code, 6), m.parent_code]`,
      }),
    );
    await superuser.query(
      copyOf('receipts', `o.order_id = (select order_id from sample)`, {
        id: `(left(m.id::text, 24) || '000000000001')::uuid`,
        order_id: 'm.id',
        area_code: 'm.code',
        state: `'accepted'`,
        sent_at: 'm.at',
        due_at: 'null',
        attention_at: 'null',
        settled_at: `m.at + interval '3 hours'`,
      }),
    );
    await superuser.query(
      `insert into city.order_progress (order_id, area_code, issuer_code, total, done) select id, left(code, 9), parent_code, 1, 1 from many`,
    );
    await superuser.query(`insert into city.search_entries (subject, subject_id, at, seen_by, words, keys)
      select 'order', m.id, m.at, array['+4104', '+' || left(m.code, 6), '+' || m.parent_code, '+' || m.code, '-' || m.code],
        '街道指〔2022〕' || (1000000 + m.n) || '号' || E'\\n' || e.words, e.keys || array[m.n, -m.n]
      from many m, (select words, keys from city.search_entries where subject = 'order' and subject_id = (select order_id from sample)) e`);
    await superuser.query(`set maintenance_work_mem = '512MB';
      create index search_entries_found on city.search_entries using gin (keys, seen_by) with (fastupdate = on, gin_pending_list_limit = 256)`);
  } finally {
    await superuser.query('drop table if exists many, sample; reset session_replication_role; reset synchronous_commit');
  }
  await superuser.query('vacuum (analyze) city.orders, city.receipts, city.order_progress, city.search_entries');
  await superuser.query('checkpoint');
}

/** All columns of one row, for each of the many, but those that are said otherwise. */
function copyOf(table: string, where: string, otherwise: Record<string, string>): string {
  const names = Object.keys(otherwise);
  return `do $$ declare columns text; begin
    select string_agg(case c.column_name ${names.map((name) => `when '${name}' then $x$${otherwise[name]}$x$`).join(' ')} else 'o.' || quote_ident(c.column_name) end, ', ' order by c.ordinal_position)
      into columns from information_schema.columns c where c.table_schema = 'city' and c.table_name = '${table}';
    execute 'insert into city.${table} select ' || columns || ' from many m, (select * from city.${table} o where ${where.replaceAll("'", "''")} limit 1) o';
  end $$`;
}
