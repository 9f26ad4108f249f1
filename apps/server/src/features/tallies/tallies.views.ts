import { isWithin, levelOfCode, rangeEnd } from '@muster/contract/areas/area-code';
import { cityDay, startOfCityDay } from '@muster/contract/city-time';
import { seesOrders } from '@muster/contract/people/roles';
import {
  type FigureKey,
  figureKeys,
  getFigure as getOperation,
  listFigures as listOperation,
  listFigureRecords as recordsOperation,
} from '@muster/contract/tallies/tallies.operations';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { type Metric, type TallyColumn, tallyColumns } from '../../platform/metric.ts';
import { decodeCursor, page } from '../../platform/paging.ts';
import type { Principal } from '../../platform/principal.ts';
import { Problem } from '../../platform/problem.ts';
import { routes } from '../../platform/routes.ts';
import { view } from '../../platform/view.ts';
import { areaNames } from '../areas/index.ts';
import { currentIncident } from '../incidents/index.ts';
import { headPosition } from '../journal/index.ts';
import { readFigureRecords } from '../orders/index.ts';
import { figureRules, figureValue } from './tallies.rules.ts';

const nobodyIncident = '00000000-0000-0000-0000-000000000000';

interface Range {
  areaCode: string;
  from: string;
  to: string;
  incidentId: string;
}

function readsFigures(principal: Principal): boolean {
  return principal.role !== 'system' && seesOrders(principal.role) && principal.areaCode !== null;
}

/** The area asked for (never one outside of one's own), the days (default: the whole incident), the incident that is running or ended last. */
async function askedRange(
  tx: Tx,
  principal: Principal,
  input: { areaCode?: string | undefined; from?: string | undefined; to?: string | undefined },
  now: Date,
): Promise<Range> {
  const own = principal.areaCode as string;
  const areaCode = input.areaCode ?? own;
  if (!isWithin(areaCode, own)) throw new Problem('not-permitted', { areaCode });
  const incident = await currentIncident(tx);
  return {
    areaCode,
    from: input.from ?? cityDay(incident?.activated_at ?? now),
    to: input.to ?? cityDay(now),
    incidentId: incident?.id ?? nobodyIncident,
  };
}

type Sums = Record<TallyColumn, number>;
const sumColumns = sql.raw(tallyColumns.map((column) => `coalesce(sum(${column}), 0)::float8 as ${column}`).join(', '));

function inRange(range: Range) {
  return sql`incident_id = ${range.incidentId}::uuid and area_code >= ${range.areaCode} and area_code < ${rangeEnd(range.areaCode)} and day between ${range.from}::date and ${range.to}::date`;
}

function valueFrom(key: FigureKey, sums: Sums): number | null {
  const rule = figureRules[key];
  return figureValue(rule, { value: sums[rule.column], over: rule.over ? sums[rule.over] : 0 });
}

export const listFigures = view(listOperation, {
  allows: readsFigures,
  async read({ tx, principal, input, now }) {
    const range = await askedRange(tx, principal, input, now);
    const position = await headPosition(tx);
    const { rows } = await sql<Sums>`select ${sumColumns} from tallies where ${inRange(range)}`.execute(tx);
    const sums = rows[0] as Sums;
    const { areaCode, from, to } = range;
    return {
      asOf: now.toISOString(),
      position,
      areaCode,
      from,
      to,
      items: figureKeys.map((key) => ({ key, group: figureRules[key].group, unit: figureRules[key].unit, value: valueFrom(key, sums) })),
    };
  },
});

/** Views of figures; `metrics` to count them again from the records. */
export function tallyRoutes(metrics: readonly Metric[]) {
  const getFigure = view(getOperation, {
    allows: readsFigures,
    async read({ tx, principal, input, now }) {
      const { key } = input;
      const rule = figureRules[key];
      const range = await askedRange(tx, principal, input, now);
      const total = await sql<Sums>`select ${sumColumns} from tallies where ${inRange(range)}`.execute(tx);
      const byDay = await sql<
        Sums & { day: string }
      >`select day, ${sumColumns} from tallies where ${inRange(range)} group by 1 order by 1`.execute(tx);
      const below = { city: 6, district: 9, subdistrict: 12, community: 15, grid: 15 }[levelOfCode(range.areaCode) ?? 'grid'];
      const byArea = await sql<
        Sums & { code: string }
      >`select left(area_code, ${below}::int) as code, ${sumColumns} from tallies where ${inRange(range)} group by 1 order by 1`.execute(
        tx,
      );
      const names = await areaNames(
        tx,
        byArea.rows.map((row) => row.code),
      );
      const value = valueFrom(key, total.rows[0] as Sums);
      const again = await recountFigure(tx, metrics, key, range);
      return {
        key,
        group: rule.group,
        unit: rule.unit,
        value,
        asOf: now.toISOString(),
        areaCode: range.areaCode,
        from: range.from,
        to: range.to,
        byDay: byDay.rows.map((row) => ({ day: row.day, value: valueFrom(key, row) })),
        byArea: byArea.rows.map((row) => ({ areaCode: row.code, name: names.get(row.code) ?? row.code, value: valueFrom(key, row) })),
        recount: { at: now.toISOString(), value: again, difference: Math.round(((value ?? 0) - (again ?? 0)) * 10) / 10 },
      };
    },
  });

  const listFigureRecords = view(recordsOperation, {
    allows: readsFigures,
    async read({ tx, principal, input, now }) {
      const range = await askedRange(tx, principal, input, now);
      const rows = await readFigureRecords(tx, input.key, {
        incidentId: range.incidentId,
        areaCode: range.areaCode,
        from: startOfCityDay(range.from),
        to: new Date(startOfCityDay(range.to).getTime() + 86_400_000),
        after: decodeCursor(input.cursor, ['instant', 'uuid']),
        limit: input.limit + 1,
      });
      return page(
        rows,
        input.limit,
        ({ cursorKey: _, ...record }) => record,
        (row) => [row.at, row.cursorKey],
      );
    },
  });

  return routes([listFigures, getFigure, listFigureRecords]);
}

async function recountFigure(tx: Tx, metrics: readonly Metric[], key: FigureKey, range: Range): Promise<number | null> {
  const rule = figureRules[key];
  const count = async (column: TallyColumn) => {
    const metric = metrics.find((one) => one.column === column);
    if (!metric) throw new Error(`no metric for ${column}`);
    const rows = await metric.recount(tx, { incidentId: range.incidentId, lo: range.areaCode, hi: rangeEnd(range.areaCode) });
    return rows.filter((row) => row.day >= range.from && row.day <= range.to).reduce((sum, row) => sum + row.value, 0);
  };
  return figureValue(rule, { value: await count(rule.column), over: rule.over ? await count(rule.over) : 0 });
}
