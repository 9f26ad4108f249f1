import type { CopyTerm } from '@muster/contract/orders/audience';
import { isDeskRole } from '@muster/contract/people/roles';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import type { Principal } from '../../platform/principal.ts';
import type { TreeArea } from '../areas/index.ts';
import { currentIncidentId } from '../incidents/index.ts';
import { type Recipients, resolveAudience } from './audience.store.ts';
import { everywhere, noProgress, type Progress, progressOfPage, progressWithin } from './progress.store.ts';

/** Who gets an order for information, resolved. */
export interface Copying {
  terms: readonly CopyTerm[];
  recipients: Recipients;
  seeProgress: boolean;
}

/**
 * Resolves who gets a copy, by the same rules as an audience and no further than one's own territory. Whoever is addressed
 * gets no copy besides. Null when nobody is left.
 */
export async function resolveCopies(
  tx: Tx,
  input: { copies?: readonly CopyTerm[] | undefined; copiesSeeProgress?: boolean | undefined },
  addressed: Recipients,
  ownCode: string,
  areas: readonly TreeArea[],
  now: Date,
): Promise<Copying | null> {
  if (!input.copies || input.copies.length === 0) return null;
  const found = await resolveAudience(tx, { include: [...input.copies], except: [] }, ownCode, areas, now, '/copies');
  const desks = new Set(addressed.desks);
  const units = new Set(addressed.units.map((unit) => unit.id));
  const recipients = {
    ...found,
    desks: found.desks.filter((code) => !desks.has(code)),
    units: found.units.filter((unit) => !units.has(unit.id)),
  };
  if (recipients.desks.length === 0 && recipients.units.length === 0) return null;
  return { terms: input.copies, recipients, seeProgress: input.copiesSeeProgress ?? false };
}

/** One row a desk or unit. They owe nothing: no limit, no counter, no figure. */
export async function insertCopies(
  tx: Tx,
  sending: { orderId: string; incident: { id: string } },
  { recipients }: Copying,
  now: Date,
): Promise<void> {
  const rows = [
    ...recipients.desks.map((code) => ({ code, unit: null, name: null })),
    ...recipients.units.map((unit) => ({ code: unit.area_code, unit: unit.id, name: unit.name })),
  ];
  // The ids of receipts count from nought on; copies begin where no receipt gets to.
  await sql`insert into order_copies (id, order_id, incident_id, recipient, area_code, unit_id, recipient_name, sent_at)
    select (left(${sending.orderId}::text, 24) || lpad(to_hex(${copiesFrom}::bigint + row_number() over ()), 12, '0'))::uuid, ${sending.orderId}::uuid, ${sending.incident.id}::uuid,
      case when c.unit_id is null then 'desk' else 'unit' end, c.code, c.unit_id, c.name, ${now}::timestamptz
    from unnest(${rows.map((row) => row.code)}::text[], ${rows.map((row) => row.unit)}::uuid[], ${rows.map((row) => row.name)}::text[]) as c(code, unit_id, name)
    on conflict do nothing`.execute(tx);
}

const copiesFrom = 2 ** 40;

/** The text changed: it is new to whoever had read it. */
export function unreadCopiesWrite(tx: Tx, orderId: string): Promise<unknown> {
  return sql`update order_copies set read_at = null, read_by_name = null where order_id = ${orderId} and read_at is not null`.execute(tx);
}

/** Copies of this principal's desk, or of the unit he speaks for; nobody's otherwise. */
export function copiesOf(principal: Principal): RawBuilder<boolean> {
  if (principal.role === 'unitLiaison' && principal.unitId) return sql`c.unit_id = ${principal.unitId}`;
  const isDesk = principal.areaCode !== null && principal.role !== 'system' && isDeskRole(principal.role);
  return isDesk ? sql`c.unit_id is null and c.area_code = ${principal.areaCode}` : sql`false`;
}

export interface CopyRow {
  copy_id: string;
  sent_at: Date;
  read_at: Date | null;
  read_by_name: string | null;
}

export async function countUnreadCopies(tx: Tx, principal: Principal): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(distinct c.order_id)::int as n from order_copies c
    where ${copiesOf(principal)} and c.read_at is null and c.incident_id = ${currentIncidentId}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** The copy of an order that this principal has, and how far he sees it: all of it where the issuer allows, else his own part. */
export async function copyOf(tx: Tx, principal: Principal, order: { id: string; copies_see_progress: boolean }) {
  const { rows } = await sql<CopyRow>`select c.id as copy_id, c.sent_at, c.read_at, c.read_by_name from order_copies c
    where c.order_id = ${order.id} and ${copiesOf(principal)} order by c.id limit 1`.execute(tx);
  const row = rows[0];
  if (!row) return null;
  return {
    id: row.copy_id,
    readAt: row.read_at?.toISOString() ?? null,
    readBy: row.read_by_name,
    seesProgress: order.copies_see_progress,
  };
}

export async function progressFor(
  tx: Tx,
  principal: Principal,
  order: Parameters<typeof progressOfPage>[1][number],
  copy: { seesProgress: boolean } | null,
): Promise<Progress> {
  const own = (await progressOfPage(tx, [order], principal)).get(order.id) ?? noProgress;
  if (!copy?.seesProgress || own.total > 0) return own;
  return (await progressWithin(tx, [order.id], everywhere)).get(order.id) ?? noProgress;
}
