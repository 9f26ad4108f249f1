import { ancestorCodes, lineage, rangeEnd } from '@muster/contract/areas/area-code';
import { deskName } from '@muster/contract/areas/desk-name';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { Problem } from '../../platform/problem.ts';
import type { Recipients } from './audience.store.ts';
import { isAbove, isOfBranch } from './support.rules.ts';

/**
 * Whom a request is for. Its reach is empty downwards: only the asker, those above him and the units that are asked see it.
 * Where a unit sits in another branch below, the desks above that unit hear of it too: it escalates to them.
 */
export async function supportRecipients(
  tx: Tx,
  asked: { areaCodes: readonly string[]; unitIds: readonly string[] },
  ownCode: string,
): Promise<{ recipients: Recipients; reachUp: string[] }> {
  const codes = [...new Set(asked.areaCodes)].sort();
  const wrong = codes.filter((code) => !isAbove(code, ownCode));
  if (wrong.length > 0)
    throw new Problem(
      'support.not-above',
      { code: wrong[0] ?? null },
      wrong.map((code) => ({ pointer: `/areaCodes/${asked.areaCodes.indexOf(code)}`, code: 'support.not-above', detail: code })),
    );
  const areas = await tx
    .selectFrom('areas')
    .select(['code', 'short_name'])
    .where(sql<boolean>`code = any(${codes}::text[])`)
    .where('valid_to', 'is', null)
    .orderBy('code', 'desc')
    .execute();
  const unknown = codes.filter((code) => !areas.some((area) => area.code === code));
  if (unknown.length > 0)
    throw new Problem(
      'area.unknown',
      { code: unknown[0] ?? null },
      unknown.map((code) => ({ pointer: `/areaCodes/${asked.areaCodes.indexOf(code)}`, code: 'area.unknown', detail: code })),
    );
  const ids = [...new Set(asked.unitIds.map((id) => id.toLowerCase()))];
  const units =
    ids.length === 0
      ? []
      : await tx
          .selectFrom('units')
          .select(['id', 'name', 'area_code'])
          .where(sql<boolean>`id = any(${ids}::uuid[])`)
          .orderBy('area_code')
          .orderBy('id')
          .execute();
  const own = units.filter((unit) => isOfBranch(unit.area_code, ownCode));
  const foreign = ids.filter((id) => !own.some((unit) => unit.id === id));
  if (foreign.length > 0)
    throw new Problem(
      'order.audience-outside-scope',
      { code: null },
      foreign.map((id) => ({
        pointer: `/unitIds/${asked.unitIds.findIndex((one) => one.toLowerCase() === id)}`,
        code: 'order.audience-outside-scope',
        detail: id,
      })),
    );
  if (areas.length === 0 && own.length === 0)
    throw new Problem('order.audience-empty', {}, [{ pointer: '/areaCodes', code: 'order.audience-empty', detail: 'nobody' }]);
  const names = new Map(areas.map((area) => [area.code, deskName(area.code, area.short_name)]));
  return {
    recipients: {
      desks: areas.map((area) => area.code),
      people: [],
      exceptPeople: [],
      units: own,
      cover: [],
      communities: [],
      text: [...names.values(), ...own.map((unit) => unit.name)].join('、'),
      nameOf: (code) => names.get(code) ?? code,
    },
    reachUp: [...new Set(own.flatMap((unit) => lineage(unit.area_code)))].sort(),
  };
}

export interface Support {
  total: number;
  open: number;
}

const counted = sql.raw(
  `count(*)::int as total, count(*) filter (where s.state = 'issued' and exists (
     select 1 from order_progress p where p.order_id = s.id and p.unacknowledged + p.in_hand > 0))::int as open`,
);

/** Requests that these desks made on these orders, by `order desk`. One walk of a small index (orders_about). */
export async function supportOf(tx: Tx, orderIds: readonly string[]): Promise<Map<string, Support>> {
  if (orderIds.length === 0) return new Map();
  const { rows } = await sql<Support & { about_order_id: string; issuer_code: string }>`select s.about_order_id, s.issuer_code, ${counted}
    from orders s where s.about_order_id = any(${orderIds}::uuid[]) group by 1, 2`.execute(tx);
  return new Map(rows.map(({ about_order_id, issuer_code, total, open }) => [`${about_order_id} ${issuer_code}`, { total, open }]));
}

/** An order and all that it was broken down into, as ids: at most as deep as there are levels. */
export function familyOf(orderId: string): RawBuilder<unknown> {
  return sql`(with recursive family(id, depth) as (select ${orderId}::uuid, 0 union all
    select c.id, f.depth + 1 from orders c join family f on c.parent_order_id = f.id where f.depth < 5) select id from family)`;
}

/** Support that is asked for on an order, wherever below it is being worked on. */
export async function supportOn(tx: Tx, orderId: string): Promise<Support> {
  const { rows } = await sql<Support>`select ${counted} from orders s where s.about_order_id in ${familyOf(orderId)}`.execute(tx);
  return rows[0] ?? { total: 0, open: 0 };
}

export interface About {
  orderId: string;
  numberText: string;
  title: string;
}

/** What requests are about, as far as the reader sees it: a unit that is asked need not see the order itself. */
export async function aboutOf(tx: Tx, orderIds: readonly (string | null)[]): Promise<Map<string, About>> {
  const ids = [...new Set(orderIds.filter((id) => id !== null))];
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom('orders').select(['id', 'number_text', 'title']).where(sql<boolean>`id = any(${ids}::uuid[])`).execute();
  return new Map(rows.map((row) => [row.id, { orderId: row.id, numberText: row.number_text, title: row.title }]));
}

/** Desks above, nearest first, and the units of the own branch. Who is on duty up there is not visible from below. */
export async function supportTargets(tx: Tx, ownCode: string) {
  const areas = await tx
    .selectFrom('areas')
    .select(['code', 'short_name'])
    .where(sql<boolean>`code = any(${ancestorCodes(ownCode)}::text[])`)
    .where('valid_to', 'is', null)
    .orderBy('code', 'desc')
    .execute();
  const units = await tx
    .selectFrom('units')
    .select(['id', 'name'])
    .where(sql<boolean>`(area_code = any(${lineage(ownCode)}::text[]) or area_code >= ${ownCode} and area_code < ${rangeEnd(ownCode)})`)
    .orderBy('name')
    .limit(500)
    .execute();
  return { desks: areas.map((area) => ({ code: area.code, name: deskName(area.code, area.short_name) })), units };
}
