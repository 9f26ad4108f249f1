import { areaLevels, codeLength, levelOfCode, rangeEnd } from '@muster/contract/areas/area-code';
import { getChecklistProgress as operation } from '@muster/contract/checklists/checklists.operations';
import { type RawBuilder, sql } from 'kysely';
import { notFound } from '../../platform/problem.ts';
import { view } from '../../platform/view.ts';
import { groundUnder } from '../compounds/index.ts';
import { type ChecklistRow, owedBy } from './checklist-row.ts';
import { readsChecklists } from './checklists.policy.ts';

interface AreaRow {
  code: string;
  name: string;
  desks: number;
  done: number;
  ticked: number | null;
  done_at: Date | null;
}

/**
 * The areas directly below, or the desks themselves where they tick. Above the subdistricts the kept counters are summed (148 rows
 * of a city), below them the desks of one subdistrict are read: the cost follows the answer.
 */
function rowsBelow(list: ChecklistRow, under: string): RawBuilder<AreaRow> {
  const own = levelOfCode(under);
  const level = codeLength(list.level);
  // At the desk itself its own row is the answer.
  const length = own === null || under.length >= level ? under.length : codeLength(areaLevels[areaLevels.indexOf(own) + 1] ?? 'grid');
  const range = sql`area_code >= ${under} and area_code < ${rangeEnd(under)}`;
  if (length >= level)
    return sql<AreaRow>`select d.area_code as code, a.short_name as name, 1 as desks, (d.done_at is not null)::int as done, d.ticked, d.done_at
      from checklist_desks d join areas a on a.code = d.area_code where d.checklist_id = ${list.id}::uuid and d.ended_at is null and d.${range} order by 1`;
  const summed =
    length <= 9
      ? sql`select left(area_code, ${length}) as code, sum(n) filter (where what = 'desks')::int as desks, coalesce(sum(n) filter (where what = 'done'), 0)::int as done
          from checklist_counts where checklist_id = ${list.id}::uuid and what in ('desks', 'done') and ${range} group by 1`
      : sql`select left(area_code, ${length}) as code, count(*)::int as desks, count(done_at)::int as done
          from checklist_desks where checklist_id = ${list.id}::uuid and ended_at is null and ${range} group by 1`;
  return sql<AreaRow>`select s.code, a.short_name as name, s.desks, s.done, null::int as ticked, null::timestamptz as done_at
    from (${summed}) s join areas a on a.code = s.code where s.desks > 0 order by 1`;
}

export const getChecklistProgress = view(operation, {
  allows: readsChecklists,
  async read({ tx, principal, input, now }) {
    const under = groundUnder(principal, input.under);
    const list = await tx
      .selectFrom('checklists')
      .selectAll()
      .where('id', '=', input.checklistId)
      .$castTo<ChecklistRow>()
      .executeTakeFirst();
    if (!list) throw notFound();
    const { rows } = await rowsBelow(list, under).execute(tx);
    const owed = owedBy(list);
    const isPast = list.state === 'running' && owed !== null && owed <= now;
    return {
      named: list.named,
      areas: rows.map(({ done_at, ...row }) => ({
        ...row,
        behind: isPast ? row.desks - row.done : 0,
        doneAt: done_at?.toISOString() ?? null,
      })),
    };
  },
});
