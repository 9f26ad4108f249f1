import { dueOf, releaseOf } from '@muster/contract/zones/zone-release.rules';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { factsAt, factsOf } from './facts.store.ts';
import { levelOf, regimesById } from './regimes.store.ts';

interface ClosedRow {
  id: string;
  compound_id: string;
  building_id: string | null;
  unit: number | null;
  regime_id: string;
  level_key: string;
  since_at: Date;
  closed_since: Date;
  stepped_from: string | null;
  until_at: Date | null;
  due_at: Date | null;
}

/**
 * Writes down when each closed zone of these compounds should be released, by its own version of its regime and what is known.
 * Whoever changes a zone or a fact calls it, under the lock of the compounds; time alone changes nothing of it. What restricts
 * nobody's way out (防范) is not due: 九不准 no. 3 speaks of locked-down and controlled zones.
 */
export async function refreshDue(tx: Tx, compoundIds: readonly string[], now: Date): Promise<void> {
  const { rows } =
    await sql<ClosedRow>`select id, compound_id, building_id, unit, regime_id, level_key, since_at, closed_since, stepped_from, until_at, due_at
    from zones where compound_id = any (${compoundIds}::uuid[]) and strictness in ('locked', 'controlled') and (to_at is null or to_at > ${now})`.execute(
      tx,
    );
  if (rows.length === 0) return;
  const regimes = await regimesById(tx);
  const facts = Map.groupBy(await factsOf(tx, [...new Set(rows.map((row) => row.compound_id))]), (fact) => fact.compound_id);
  const changed = rows.flatMap((row) => {
    const regime = regimes.get(row.regime_id);
    if (!regime) return [];
    const place = { compoundId: row.compound_id, buildingId: row.building_id, unit: row.unit };
    // What depends on other zones of the district is looked at on the page; an alarm that waits for others would never be somebody's.
    const others = Object.fromEntries(regime.levels.map(({ key }) => [key, 1]));
    const stay = { since: row.since_at, closedSince: row.closed_since, steppedFrom: row.stepped_from };
    const { at } = releaseOf(levelOf(regime, row.level_key), stay, factsAt(facts.get(row.compound_id) ?? [], place, others), now);
    const due = dueOf(at, row.until_at);
    return due?.at.getTime() === row.due_at?.getTime() ? [] : [{ id: row.id, at: due?.at ?? null, by: due?.by ?? null }];
  });
  if (changed.length === 0) return;
  await sql`update zones z set due_at = t.at, due_by = t.by,
      alarmed_at = case when t.at <= ${now} then z.alarmed_at end, escalated_at = case when t.at <= ${now} then z.escalated_at end
    from unnest(${changed.map(({ id }) => id)}::uuid[], ${changed.map(({ at }) => at)}::timestamptz[], ${changed.map(({ by }) => by)}::text[]) as t(id, at, by)
    where z.id = t.id`.execute(tx);
}
