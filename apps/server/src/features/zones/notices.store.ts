import { ancestorCodes, minimalCover, parentCode } from '@muster/contract/areas/area-code';
import type { ZoneItem } from '@muster/contract/zones/zones.schemas';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { areaTree } from '../areas/index.ts';

/** A number as numbers are compared: width, blanks and brackets do not make another one. */
export function numberKey(number: string): string {
  return number
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s[\]()〔〕【】（）]/gu, '');
}

export interface Reach {
  reachDown: string[];
  reachUp: string[];
}

/** Who sees a notice besides the issuer: every community in which something changes, and the desks between. */
export async function reachOf(tx: Tx, areaCode: string, communities: readonly string[], now: Date): Promise<Reach> {
  const below = Map.groupBy(await areaTree(tx, areaCode, now), ({ code }) => parentCode(code) ?? '');
  const cover = minimalCover(communities, (code) => (code.startsWith(areaCode) ? (below.get(code) ?? []).map((area) => area.code) : []));
  return { reachDown: cover, reachUp: [...new Set(cover.flatMap(ancestorCodes))].sort() };
}

export async function insertNotice(
  tx: Tx,
  notice: {
    id: string;
    areaCode: string;
    number: string;
    regimeId: string;
    incidentId: string;
    at: Date;
    now: Date;
    by: string;
    reason: string;
    text: string;
    items: readonly ZoneItem[];
    sums: { compounds: number; households: number; residents: number };
  } & Reach,
): Promise<void> {
  await tx
    .insertInto('zone_notices')
    .values({
      id: notice.id,
      area_code: notice.areaCode,
      numbered_by: notice.areaCode,
      number: notice.number,
      number_key: numberKey(notice.number),
      regime_id: notice.regimeId,
      incident_id: notice.incidentId,
      effective_at: notice.at,
      issued_at: notice.now,
      issued_by_name: notice.by,
      reason: notice.reason,
      body: notice.text,
      items: JSON.stringify(notice.items),
      reach_down: notice.reachDown,
      reach_up: notice.reachUp,
      ...notice.sums,
    })
    .execute();
}

export async function lockNotice(tx: Tx, id: string) {
  const row = await tx.selectFrom('zone_notices').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

/**
 * As if it had never been: what it was to end goes on, what it was to begin is empty. Not where another notice has built on
 * it meanwhile. Answers the compounds.
 */
export async function undoNotice(tx: Tx, id: string): Promise<string[]> {
  const { rows: touched } = await sql<{
    compound_id: string;
  }>`select distinct compound_id from zones where notice_id = ${id}::uuid or ended_by = ${id}::uuid`.execute(tx);
  const compoundIds = touched.map((row) => row.compound_id);
  await sql`select id from compounds where id = any (${compoundIds}::uuid[]) order by id for no key update`.execute(tx);
  const { rows: upon } = await sql<{
    name: string;
    number: string;
  }>`select c.name, n.number from zones z join zone_notices n on n.id = z.ended_by join compounds c on c.id = z.compound_id
    where z.notice_id = ${id}::uuid and z.ended_by <> ${id}::uuid limit 1`.execute(tx);
  if (upon[0]) throw new Problem('zone.changed-later', { ...upon[0] });
  await sql`update zones set to_at = from_at, due_at = null, due_by = null where notice_id = ${id}::uuid`.execute(tx);
  await sql`update zones set to_at = null, ended_by = null where ended_by = ${id}::uuid`.execute(tx);
  return compoundIds;
}

export async function withdrawNoticeRow(tx: Tx, id: string, reason: string, now: Date): Promise<void> {
  await tx.updateTable('zone_notices').set({ withdrawn_at: now, withdraw_reason: reason }).where('id', '=', id).execute();
}
