import { deskName } from '@muster/contract/areas/desk-name';
import type { LimitKind } from '@muster/contract/attention/attention';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { byProgressArea, type LockedOrder, pastLimit } from './order-state.store.ts';
import { escalatesTo } from './support.rules.ts';

export interface Escalated {
  codes: string[];
  toNames: string[];
  targets: string[];
  writes: Promise<unknown>[];
}

/** Marks what is past a limit as escalated to the desk so many levels above it; null when nothing is late. */
export async function escalateLate(tx: Tx, order: LockedOrder, limit: LimitKind, depth: number, now: Date): Promise<Escalated | null> {
  const { rows } = await sql<{
    id: string;
    area_code: string;
    recipient: string;
    escalated_to: string | null;
  }>`select id, area_code, recipient, escalated_to from receipts
    where order_id = ${order.id} and ${pastLimit(limit, now)} order by id for no key update`.execute(tx);
  const late = rows
    .map((row) => ({ ...row, target: escalatesTo({ areaCode: row.area_code, isUnit: row.recipient === 'unit' }, order, depth) }))
    .filter((row) => row.escalated_to === null || row.target.length < row.escalated_to.length);
  if (late.length === 0) return null;
  const fresh = byProgressArea(late.filter((row) => row.escalated_to === null).map((row) => row.area_code));
  const targets = [...new Set(late.map((row) => row.target))].sort();
  const names = await tx
    .selectFrom('areas')
    .select(['code', 'short_name'])
    .where(sql<boolean>`code = any(${targets}::text[])`)
    .orderBy('code')
    .execute();
  return {
    codes: late.map((row) => row.area_code),
    targets,
    toNames: names.map((area) => deskName(area.code, area.short_name)),
    writes: [
      sql`update receipts r set escalated_at = ${now}, escalated_to = l.target, attention_at = least(r.attention_at, ${now}::timestamptz), version = r.version + 1
        from unnest(${late.map((row) => row.id)}::uuid[], ${late.map((row) => row.target)}::text[]) as l(id, target) where r.id = l.id`.execute(
        tx,
      ),
      sql`update order_progress p set escalated = p.escalated + s.n
        from unnest(${fresh.map((s) => s.area)}::text[], ${fresh.map((s) => s.n)}::int[]) as s(area, n) where p.order_id = ${order.id} and p.area_code = s.area`.execute(
        tx,
      ),
    ],
  };
}
