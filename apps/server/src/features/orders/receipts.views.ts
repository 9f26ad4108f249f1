import { rangeEnd } from '@muster/contract/areas/area-code';
import { listReceipts as listOperation, getReceiptTree as treeOperation } from '@muster/contract/orders/receipts.operations';
import { seesOrders } from '@muster/contract/people/roles';
import { type RawBuilder, sql } from 'kysely';
import { decodeCursor, page } from '../../platform/paging.ts';
import type { Principal } from '../../platform/principal.ts';
import { notFound } from '../../platform/problem.ts';
import { view } from '../../platform/view.ts';
import { areaNames } from '../areas/index.ts';
import { countsOf, everywhere, noProgress, type Progress, progressByBranch } from './progress.store.ts';
import { type ReceiptRecord, receiptColumns, receiptRows, receiptTables } from './receipt-row.ts';

export function readsOrders(principal: Principal): boolean {
  return principal.role !== 'system' && seesOrders(principal.role);
}

export const listReceipts = view(listOperation, {
  allows: readsOrders,
  async read({ tx, principal, input, now }) {
    const after = decodeCursor(input.cursor, ['text', 'uuid']);
    const { rows } = await sql<ReceiptRecord>`select ${receiptColumns} from ${receiptTables}
      where r.order_id = ${input.orderId} and r.recipient <> 'merged'
        and ${input.under ? sql`r.area_code >= ${input.under} and r.area_code < ${rangeEnd(input.under)}` : sql`true`}
        and ${attentionCondition(input.attention, now)}
        and ${after ? sql`(r.area_code, r.id) > (${after[0]}, ${after[1]}::uuid)` : sql`true`}
      order by r.area_code, r.id limit ${input.limit + 1}`.execute(tx);
    const items = await receiptRows(tx, principal, rows, now);
    return page(
      items,
      input.limit,
      (item) => item,
      (item) => [item.areaCode, item.id],
    );
  },
});

/** The five states as conditions on columns: the projection of the contract, held together with it by a test. */
function attentionCondition(state: string | undefined, now: Date): RawBuilder<unknown> {
  switch (state) {
    case 'late':
      return sql`r.due_at < ${now}`;
    case 'waiting':
      return sql`r.due_at >= ${now} and (r.state in ('sent', 'delivered', 'opened') or r.change_by is not null)`;
    case 'inHand':
      return sql`r.due_at >= ${now} and r.state in ('acknowledged', 'delegated', 'sentBack') and r.change_by is null`;
    case 'forReview':
      return sql`r.state = 'answered' and r.change_by is null`;
    case 'done':
      return sql`r.due_at is null and r.state <> 'answered'`;
    default:
      return sql`true`;
  }
}

/**
 * The tree of an order. Branches from the kept counters, so their cost is that of the branches; a letter a desk from
 * the receipts of desks alone, which a city has 2,989 of however many single recipients there are.
 */
export const getReceiptTree = view(treeOperation, {
  allows: readsOrders,
  async read({ tx, principal, input, now }) {
    const order = await tx
      .selectFrom('orders')
      .select(['id', 'kind', 'issued_at', 'acknowledge_by', 'answer_by', 'change_by'])
      .where('id', '=', input.orderId)
      .executeTakeFirst();
    if (!order) throw notFound();
    // A request lies above its asker; whoever sees it by his territory sees all of it.
    const isWhole = order.kind === 'supportRequest' && principal.areaCode !== null;
    const lo = isWhole ? '' : (principal.areaCode ?? '');
    const hi = isWhole ? ':' : lo ? rangeEnd(lo) : '';
    const limits = { acknowledgeBy: order.acknowledge_by, answerBy: order.answer_by, changeBy: order.change_by };
    const progress = await progressByBranch(tx, order.id, isWhole ? everywhere : principal);
    // Put in order here: a sort for each of 150 branches costs the database more than the rows themselves (6.5 ms : 3.7 ms).
    const desks = await sql<{ branch: string; tiles: string; minutes: number[] | null }>`
      select left(area_code, 9) as branch, string_agg(letter, '') as tiles,
        array_agg(greatest(0, floor(extract(epoch from acknowledged_at - sent_at) / 60))::int) filter (where acknowledged_at is not null) as minutes
      from (select area_code, acknowledged_at, sent_at,
          case when due_at < ${now} then case when escalated_at is not null then 'E' else 'L' end
            when state in ('sent', 'delivered', 'opened') or change_by is not null then 'W'
            when due_at is not null then 'H' when state = 'answered' then 'R' else 'D' end as letter
        from receipts where order_id = ${order.id} and recipient = 'desk' and area_code >= ${lo} and area_code < ${hi}) l
      group by 1`.execute(tx);
    const byBranch = new Map(
      desks.rows.map((row) => [row.branch, { tiles: worstFirst(row.tiles), minutes: (row.minutes ?? []).sort((x, y) => x - y) }]),
    );
    const names = await areaNames(tx, [...new Set(progress.flatMap((row) => [row.area_code, row.area_code.slice(0, 6)]))]);
    const nameOf = (code: string) => names.get(code) ?? code;
    const branches = new Map<string, { code: string; name: string; progress: Progress; tiles: string; minutes: number[] }>();
    for (const row of progress) {
      const own = byBranch.get(row.area_code);
      if (row.area_code.length === 9) {
        const code = row.area_code.slice(0, 6);
        const district = branches.get(code) ?? { code, name: nameOf(code), progress: noProgress, tiles: '', minutes: [] };
        branches.set(code, { ...district, progress: sum(district.progress, row), minutes: [...district.minutes, ...(own?.minutes ?? [])] });
        branches.set(row.area_code, {
          code: row.area_code,
          name: nameOf(row.area_code),
          progress: row,
          tiles: own?.tiles ?? '',
          minutes: own?.minutes ?? [],
        });
      } else {
        const before = branches.get(row.area_code);
        branches.set(row.area_code, {
          code: row.area_code,
          name: nameOf(row.area_code),
          progress: sum(before?.progress ?? noProgress, row),
          tiles: own?.tiles ?? '',
          minutes: [...(before?.minutes ?? []), ...(own?.minutes ?? [])],
        });
      }
    }
    return {
      asOf: now.toISOString(),
      issuedAt: order.issued_at.toISOString(),
      acknowledgeBy: order.acknowledge_by.toISOString(),
      answerBy: order.answer_by?.toISOString() ?? null,
      branches: [...branches.values()]
        .sort((a, b) => (a.code < b.code ? -1 : 1))
        .map((branch) => ({
          code: branch.code,
          name: branch.name,
          level: branch.code.length === 4 ? ('city' as const) : branch.code.length === 6 ? ('district' as const) : ('subdistrict' as const),
          total: branch.progress.total,
          counts: countsOf(branch.progress, limits, now),
          tiles: branch.tiles,
          acknowledgedAfter: branch.minutes,
        })),
    };
  },
});

const letters = 'ELWHRD';

function worstFirst(tiles: string): string {
  return [...tiles].sort((x, y) => letters.indexOf(x) - letters.indexOf(y)).join('');
}

function sum(a: Progress, b: Progress): Progress {
  return {
    total: a.total + b.total,
    unacknowledged: a.unacknowledged + b.unacknowledged,
    changed: a.changed + b.changed,
    in_hand: a.in_hand + b.in_hand,
    for_review: a.for_review + b.for_review,
    done: a.done + b.done,
    ended: a.ended + b.ended,
    escalated: a.escalated + b.escalated,
  };
}
