import { codeAt, codeLength, rangeEnd } from '@muster/contract/areas/area-code';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { followCounters } from '../../platform/follow-columns.ts';
import { type Metric, tallyColumns } from '../../platform/metric.ts';
import type { TerritoryChange, TerritoryPart } from '../../platform/territory.ts';

/**
 * Figures go with their area, and where two become one they add up. Where a part of a community goes (grids, which count at their
 * community), both are counted again from their records: nobody could say which of the kept figures went.
 */
export function talliesTerritory(metrics: readonly Metric[]): TerritoryPart {
  return {
    feature: 'tallies',
    columns: { tallies: { area_code: 'own' } },
    async count(tx, moves) {
      const { rows } = await sql<{
        n: number;
      }>`select count(*)::int as n from tallies where area_code = any(${moves.map((move) => move.from)}::text[])`.execute(tx);
      return { figureDays: rows[0]?.n ?? 0 };
    },
    async follow(tx, change) {
      await followCounters(tx, change, { table: 'tallies', keys: ['incident_id', 'area_code', 'day'], sums: tallyColumns });
      for (const code of partlyMoved(change)) await countAgain(tx, metrics, code);
      return {};
    },
  };
}

/** Areas that figures are kept for, by their present code, that lost or got a part. */
export function partlyMoved({ moves, receipts }: Pick<TerritoryChange, 'moves' | 'receipts'>): string[] {
  const to = new Map(moves.map((move) => [move.from, move.to]));
  const parts = moves.filter((move) => {
    const community = codeAt(move.from, 'community') as string;
    return move.from.length > codeLength('community') && to.get(community) !== codeAt(move.to, 'community');
  });
  const ends = [...parts.flatMap((move) => [move.from, move.to]), ...receipts.flatMap((one) => [one.from, one.to])];
  const communities = ends.map((code) => codeAt(code, 'community') ?? code);
  return [...new Set(communities.map((code) => to.get(code) ?? code))].sort();
}

async function countAgain(tx: Tx, metrics: readonly Metric[], code: string): Promise<void> {
  await sql`update tallies set ${sql.join(tallyColumns.map((column) => sql`${sql.ref(column)} = 0`))} where area_code = ${code}`.execute(
    tx,
  );
  const incidents = await tx.selectFrom('incidents').select('id').orderBy('id').execute();
  for (const { id: incidentId } of incidents) {
    for (const metric of metrics) {
      const rows = (await metric.recount(tx, { incidentId, lo: code, hi: rangeEnd(code) })).filter((row) => row.area_code === code);
      await sql`insert into tallies (incident_id, area_code, day, ${sql.ref(metric.column)})
        select ${incidentId}::uuid, t.code, t.day::date, t.n from unnest(${rows.map((row) => row.area_code)}::text[], ${rows.map((row) => row.day)}::text[],
          ${rows.map((row) => row.value)}::bigint[]) as t(code, day, n)
        on conflict (incident_id, area_code, day) do update set ${sql.ref(metric.column)} = excluded.${sql.ref(metric.column)}`.execute(tx);
    }
  }
}
