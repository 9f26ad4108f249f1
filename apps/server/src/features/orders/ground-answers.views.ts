import { codeLength } from '@muster/contract/areas/area-code';
import type { Question } from '@muster/contract/orders/answers';
import type { GroundThing } from '@muster/contract/orders/ground';
import * as operations from '@muster/contract/orders/ground-answers.operations';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { decodeCursor, page } from '../../platform/paging.ts';
import type { Principal } from '../../platform/principal.ts';
import { notFound } from '../../platform/problem.ts';
import { view } from '../../platform/view.ts';
import { areaNames } from '../areas/index.ts';
import { type AskedOrder, groundCells } from './ground-answers.store.ts';
import { readsOrders } from './receipts.views.ts';

/** `false`, an option's key, `open` where nothing was said: what a value is counted and asked for by. */
const valueKey = sql`coalesce(c.value #>> '{}', 'open')`;

export const summariseGroundAnswers = view(operations.summariseGroundAnswers, {
  allows: readsOrders,
  async read({ tx, principal, input }) {
    const { order, isNumber, under } = await askedOrder(tx, principal, input);
    const length = lengthBelow(under);
    const { rows } = await sql<{
      code: string;
      key: string;
      n: number;
      sum: number | null;
    }>`select left(c.place_code, ${length}::int) as code,
        ${isNumber ? sql`case when c.value is null then 'open' else 'given' end` : valueKey} as key, count(*)::int as n,
        ${isNumber ? sql`sum((c.value #>> '{}')::numeric)::float8` : sql`null::float8`} as sum
      from ${groundCells(order, under)} c group by 1, 2 order by 1, 2`.execute(tx);
    const byArea = Map.groupBy(rows, (row) => row.code);
    const names = await areaNames(tx, [...byArea.keys()]);
    return {
      under,
      areas: [...byArea].map(([code, counts]) => ({
        code,
        name: names.get(code) ?? code,
        total: counts.reduce((total, row) => total + row.n, 0),
        values: counts.map((row) => ({ key: row.key, count: row.n })),
        sum: isNumber ? counts.reduce((total, row) => total + (row.sum ?? 0), 0) : null,
      })),
    };
  },
});

interface CellRow {
  receipt_id: string;
  area_code: string;
  answered_by: string | null;
  answered_at: Date | null;
  id: string;
  of: GroundThing['of'];
  kind: string;
  name: string;
  at: string | null;
  community_code: string;
  is_gone: boolean;
  value: string | number | boolean | null;
}

export const listGroundAnswers = view(operations.listGroundAnswers, {
  allows: readsOrders,
  async read({ tx, principal, input }) {
    const { order, under } = await askedOrder(tx, principal, input);
    const after = decodeCursor(input.cursor, ['text', 'text', 'uuid', 'uuid']);
    const { rows } = await sql<CellRow>`select c.* from ${groundCells(order, under)} c
      where ${input.value ? sql`${valueKey} = ${input.value}` : sql`true`}
        and ${after ? sql`(c.community_code, c.name, c.id, c.receipt_id) > (${after[0]}, ${after[1]}, ${after[2]}::uuid, ${after[3]}::uuid)` : sql`true`}
      order by c.community_code, c.name, c.id, c.receipt_id limit ${input.limit + 1}`.execute(tx);
    const names = await areaNames(tx, [...new Set(rows.flatMap(({ community_code: code }) => [code, code.slice(0, 9), code.slice(0, 6)]))]);
    const nameOf = (code: string) => names.get(code) ?? '';
    return page(
      rows,
      input.limit,
      (row) => ({
        id: row.id,
        of: row.of,
        kind: row.kind,
        name: row.name,
        at: row.at,
        isGone: row.is_gone,
        districtName: nameOf(row.community_code.slice(0, 6)),
        subdistrictName: nameOf(row.community_code.slice(0, 9)),
        communityCode: row.community_code,
        communityName: nameOf(row.community_code),
        areaCode: row.area_code,
        receiptId: row.receipt_id,
        value: row.value,
        answeredBy: row.value === null ? null : row.answered_by,
        answeredAt: row.value === null ? null : (row.answered_at?.toISOString() ?? null),
      }),
      (row) => [row.community_code, row.name, row.id, row.receipt_id],
    );
  },
});

/** The order as far as it exists for the reader, the question by its key, and the area: what he asked for within what is his. */
async function askedOrder(tx: Tx, principal: Principal, input: { orderId: string; question: string; under?: string | undefined }) {
  const row = await tx.selectFrom('orders').select(['id', 'questions', 'issuer_code']).where('id', '=', input.orderId).executeTakeFirst();
  const question = (row?.questions as unknown as Question[] | undefined)?.find((one) => one.key === input.question);
  if (!row || !question?.each) throw notFound();
  const own = principal.areaCode ?? row.issuer_code;
  const widest = own.length > row.issuer_code.length ? own : row.issuer_code;
  const order: AskedOrder = { id: row.id, key: question.key, each: question.each };
  return { order, isNumber: question.kind === 'number', under: input.under ?? widest };
}

/** Codes of the areas one level below: of a community its grids. */
function lengthBelow(under: string): number {
  const lengths = (['district', 'subdistrict', 'community', 'grid'] as const).map(codeLength);
  return lengths.find((length) => length > under.length) ?? codeLength('grid');
}
