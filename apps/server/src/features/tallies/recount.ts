import { rangeEnd } from '@muster/contract/areas/area-code';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import type { Metric, TallyColumn } from '../../platform/metric.ts';

export interface Difference {
  incidentId: string;
  areaCode: string;
  day: string;
  column: TallyColumn;
  kept: number;
  counted: number;
}

/** Counts every figure of an area again from the records and gives what differs from what was kept: nothing, always. */
export async function recountTallies(tx: Tx, metrics: readonly Metric[], areaCode: string): Promise<Difference[]> {
  const incidents = await tx.selectFrom('incidents').select('id').execute();
  const differences: Difference[] = [];
  for (const { id: incidentId } of incidents) {
    for (const metric of metrics) {
      const { rows } = await sql<{
        area_code: string;
        day: string;
        value: number;
      }>`select area_code, day::text as day, ${sql.ref(metric.column)}::float8 as value
        from tallies where incident_id = ${incidentId} and area_code >= ${areaCode} and area_code < ${rangeEnd(areaCode)}`.execute(tx);
      const kept = new Map(rows.map((row) => [`${row.area_code} ${row.day}`, row.value]));
      for (const row of await metric.recount(tx, { incidentId, lo: areaCode, hi: rangeEnd(areaCode) })) {
        const key = `${row.area_code} ${row.day}`;
        if ((kept.get(key) ?? 0) !== row.value)
          differences.push({
            incidentId,
            areaCode: row.area_code,
            day: row.day,
            column: metric.column,
            kept: kept.get(key) ?? 0,
            counted: row.value,
          });
        kept.delete(key);
      }
      for (const [key, value] of kept) {
        const [area = '', day = ''] = key.split(' ');
        if (value !== 0) differences.push({ incidentId, areaCode: area, day, column: metric.column, kept: value, counted: 0 });
      }
    }
  }
  return differences;
}
