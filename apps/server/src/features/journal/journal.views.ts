import { ancestorCodes, codeLength, lineage, rangeEnd } from '@muster/contract/areas/area-code';
import { startOfCityDay } from '@muster/contract/city-time';
import {
  listAudit as auditOperation,
  type FeedItem,
  listFeed as feedOperation,
  verifyJournal as verifyOperation,
} from '@muster/contract/journal/journal.operations';
import { type Role, seesOrders } from '@muster/contract/people/roles';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { decodeCursor, page } from '../../platform/paging.ts';
import type { Principal } from '../../platform/principal.ts';
import { view } from '../../platform/view.ts';
import type { Verification } from './verify.ts';

interface Row {
  position: number;
  type: string;
  recorded_at: Date;
  done_at: Date;
  actor_id: string | null;
  actor_name: string | null;
  actor_role: string | null;
  area_code: string | null;
  area_name: string | null;
  address: string | null;
  hash: string;
  payload: Record<string, unknown>;
}
const columns = sql.raw(
  `e.position, e.type, e.recorded_at, e.done_at, e.actor_id, e.actor_name, e.actor_role, e.area_code, e.address, e.hash, e.payload,
  coalesce((select f.short_name from area_former_names f where f.area_code = e.area_code and f.until_at > e.recorded_at order by f.until_at limit 1), a.short_name) as area_name`,
);
const tables = sql.raw('events e left join areas a on a.code = e.area_code');

/** Plain values only: a feed says what happened, the payload itself is for the audit. */
function feedItem(row: Row): FeedItem {
  const params = Object.fromEntries(
    Object.entries(row.payload).filter(([, value]) => value === null || typeof value !== 'object'),
  ) as FeedItem['params'];
  return {
    position: row.position,
    type: row.type,
    at: row.done_at.toISOString(),
    receivedAt: row.recorded_at.toISOString(),
    actorName: row.actor_name,
    areaCode: row.area_code,
    areaName: row.area_name,
    params,
  };
}

export const listFeed = view(feedOperation, {
  allows: (principal) => principal.role !== 'system',
  async read({ tx, principal, input }) {
    const after = decodeCursor(input.cursor, ['position']);
    // Administrators and the auditor run the system, not the response; what they may read of it is in the audit.
    const ofResponse = seesOrders(principal.role as Role) ? sql`true` : sql`e.order_id is null and e.type not like 'receipt.%'`;
    const newest = sql`e.position is not null and e.type not like 'auth.%' and e.type not like 'export.%' and ${ofResponse} and ${after ? sql`e.position < ${after[0]}` : sql`true`} order by e.position desc limit ${input.limit + 1}`;
    const code = input.areaCode ?? (input.orderId ? null : principal.areaCode);
    const former = await formerOf(tx, code ?? principal.areaCode);
    const events = input.orderId
      ? sql`select e.* from events e where e.order_id = ${input.orderId} and ${code ? concerning(code, former) : told(principal, former)} and ${newest}`
      : code
        ? feedOfArea(code, former, newest)
        : sql`select e.* from events e where e.actor_id = ${principal.personId} and ${newest}`;
    const { rows } = await sql<Row>`select ${columns} from (${events}) e left join areas a on a.code = e.area_code
      order by e.position desc limit ${input.limit + 1}`.execute(tx);
    return page(rows, input.limit, feedItem, (row) => [row.position]);
  },
});

const within = (code: string) => sql`e.area_code >= ${code} and e.area_code < ${rangeEnd(code)}`;

const wasWithin = (former: readonly string[]) =>
  sql`exists (select 1 from unnest(${former}::text[]) as f(code) where starts_with(e.area_code, f.code))`;

/** What an area and those below were called before. The row-level policy says up to when it counts. */
async function formerOf(tx: Tx, code: string | null): Promise<string[]> {
  if (code === null) return [];
  const { rows } = await sql<{ code: string }>`select former_code as code from area_lineage
    where present_code >= ${code} and present_code < ${rangeEnd(code)} and not starts_with(former_code, ${code})`.execute(tx);
  const codes = rows.map((row) => row.code);
  const all = new Set(codes);
  return codes.filter((one) => !ancestorCodes(one).some((above) => all.has(above)));
}

/** What happened in an area and in what it was made of, and what was sent there from above. */
function concerning(code: string, former: readonly string[]): RawBuilder<unknown> {
  const then = sql`${wasWithin(former)} or exists (select 1 from unnest(${former}::text[]) as f(code) where e.reach_down && array[left(f.code, 4), left(f.code, 6), left(f.code, 9), left(f.code, 12), f.code])`;
  return sql`((${within(code)}) or e.reach_down && ${lineage(code)}::text[]${former.length > 0 ? sql` or ${then}` : sql``})`;
}

/**
 * The same for a feed of the area. Of a wide one every tenth event is shown: walked by position. A narrow one has a leg for
 * itself and one for each area above, each walking the index of its area: by position, a community's newest 50 are
 * found among 140,000 events of others (1,060 ms : 2 ms).
 */
function feedOfArea(code: string, former: readonly string[], newest: RawBuilder<unknown>): RawBuilder<unknown> {
  if (code.length <= codeLength('district')) return sql`select e.* from events e where ${concerning(code, former)} and ${newest}`;
  if (former.length === 0)
    return sql`(select e.* from events e where ${within(code)} and ${newest})
    union all select e.* from unnest(${ancestorCodes(code)}::text[]) as above(code) cross join lateral (
      select e.* from events e where e.area_code = above.code and e.reach_down && ${lineage(code)}::text[] and ${newest}) e`;
  // The same legs for each code of then; what was sent to an area above two of them was sent once.
  const codes = [code, ...former];
  return sql`select distinct on (t.position) t.* from (
      select e.* from unnest(${codes}::text[], ${codes.map(rangeEnd)}::text[]) as f(lo, hi) cross join lateral (
        select e.* from events e where e.area_code >= f.lo and e.area_code < f.hi and ${newest}) e
      union all select e.* from unnest(${codes}::text[]) as f(code) cross join lateral (
        select left(f.code, d.digits) as code from (values (4), (6), (9), (12)) as d(digits) where d.digits < length(f.code)) above cross join lateral (
        select e.* from events e where e.area_code = above.code
          and e.reach_down && array[left(f.code, 4), left(f.code, 6), left(f.code, 9), left(f.code, 12), f.code] and ${newest}) e) t
    order by t.position desc`;
}

/** Row-level security says the same and more; this spares it what one is not told of a wide order (120 ms : 20 ms). */
function told(principal: Principal, former: readonly string[]): RawBuilder<unknown> {
  const code = principal.areaCode;
  if (code === null || principal.unitId !== null) return sql`true`;
  const above = [...new Set([code, ...former].flatMap(ancestorCodes))];
  return sql`((${within(code)}) or ${wasWithin(former)} or e.area_code = any(${above}::text[]) or e.actor_id = ${principal.personId} or e.person_id = ${principal.personId})`;
}

/** What was recorded in an area and in what it was made of. */
function inAuditOf(code: string, former: readonly string[]): RawBuilder<unknown> {
  return former.length === 0 ? within(code) : sql`((${within(code)}) or ${wasWithin(former)})`;
}

function readsAudit(principal: Principal): boolean {
  return principal.role === 'auditor' || principal.role === 'securityAdministrator';
}

export const listAudit = view(auditOperation, {
  allows: readsAudit,
  async read({ tx, input }) {
    const after = decodeCursor(input.cursor, ['position']);
    const former = input.areaCode ? await formerOf(tx, input.areaCode) : [];
    const day = input.on ? startOfCityDay(input.on) : null;
    const { rows } = await sql<Row>`select ${columns} from ${tables}
      where e.position is not null
        and ${after ? sql`e.position < ${after[0]}` : sql`true`}
        and (${input.type ?? null}::text is null or e.type like ${`${(input.type ?? '').replace(/[\\%_]/g, '\\$&')}%`})
        and (${input.actorId ?? null}::uuid is null or e.actor_id = ${input.actorId ?? null}::uuid)
        and ${input.areaCode ? inAuditOf(input.areaCode, former) : sql`true`}
        and ${day ? sql`e.recorded_at >= ${day} and e.recorded_at < ${new Date(day.getTime() + 86_400_000)}` : sql`true`}
      order by e.position desc limit ${input.limit + 1}`.execute(tx);
    return page(
      rows,
      input.limit,
      (row) => ({
        ...feedItem(row),
        actorId: row.actor_id,
        actorRole: row.actor_role,
        address: row.address,
        hash: row.hash,
        payload: row.payload,
      }),
      (row) => [row.position],
    );
  },
});

/** The whole chain, for whoever may read the whole city: a part of it proves nothing. `verify` is the sealer's. */
export function verifyJournal(verify: () => Promise<Verification>) {
  return view(verifyOperation, {
    allows: (principal) => readsAudit(principal) && principal.areaCode?.length === 4,
    read: () => verify(),
  });
}
