import { rangeEnd } from '@muster/contract/areas/area-code';
import { deskName } from '@muster/contract/areas/desk-name';
import type { Checklist, ChecklistItem } from '@muster/contract/checklists/checklists.operations';
import * as operations from '@muster/contract/checklists/checklists.operations';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { decodeCursor, page } from '../../platform/paging.ts';
import { may } from '../../platform/policy.ts';
import { notFound } from '../../platform/problem.ts';
import { view } from '../../platform/view.ts';
import { areaNames } from '../areas/index.ts';
import { groundUnder } from '../compounds/index.ts';
import { currentIncidentId } from '../incidents/index.ts';
import { type ChecklistRow, owedBy } from './checklist-row.ts';
import { checklistsPolicy, readsChecklists } from './checklists.policy.ts';

type CountedRow = ChecklistRow & { created_at: Date; desks: number; done: number };

/** How many desks of an area a list `c` has, and how many are done: kept counters from the subdistricts up, the desks themselves below. */
function countsUnder(under: string): RawBuilder<unknown> {
  const range = sql`area_code >= ${under} and area_code < ${rangeEnd(under)}`;
  return under.length <= 9
    ? sql`select coalesce(sum(n) filter (where what = 'desks'), 0)::int as desks, coalesce(sum(n) filter (where what = 'done'), 0)::int as done
        from checklist_counts where checklist_id = c.id and what in ('desks', 'done') and ${range}`
    : sql`select count(*)::int as desks, count(done_at)::int as done from checklist_desks where checklist_id = c.id and ended_at is null and ${range}`;
}

function toChecklist(row: CountedRow, names: Map<string, string>, now: Date): Checklist {
  const owed = owedBy(row);
  return {
    id: row.id,
    issuerCode: row.issuer_code,
    issuerName: deskName(row.issuer_code, names.get(row.issuer_code) ?? row.issuer_code),
    frame: row.frame,
    title: row.title,
    note: row.note,
    state: row.state,
    level: row.level,
    areas: row.area_codes.map((code) => ({ code, name: names.get(code) ?? code })),
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at?.toISOString() ?? null,
    dueAt: row.due_at?.toISOString() ?? null,
    sentAt: row.sent_at?.toISOString() ?? null,
    sentByName: row.sent_by_name,
    closedAt: row.closed_at?.toISOString() ?? null,
    revision: row.revision,
    version: row.version,
    named: row.named,
    unnamed: row.items.length - row.named,
    desks: row.desks,
    done: row.done,
    behind: row.state === 'running' && owed !== null && owed <= now ? row.desks - row.done : 0,
  };
}

const namesOf = (tx: Tx, rows: readonly ChecklistRow[]) =>
  areaNames(tx, [...new Set(rows.flatMap((row) => [row.issuer_code, ...row.area_codes]))]);

export const listChecklists = view(operations.listChecklists, {
  allows: readsChecklists,
  async read({ tx, principal, input, now }) {
    const under = groundUnder(principal, input.under);
    const after = decodeCursor(input.cursor, ['instant', 'uuid']);
    // A draft is its own desk's; what went out is listed where it has desks, or where it was sent from.
    const { rows } = await sql<CountedRow>`select c.*, n.desks, n.done from checklists c cross join lateral (${countsUnder(under)}) n
      where ${input.state ? sql`c.state = ${input.state}` : sql`true`}
        and (c.sent_at is null and c.state = 'draft' and c.issuer_code = ${principal.areaCode}
          or c.incident_id = ${currentIncidentId} and (n.desks > 0 or c.issuer_code = ${under}))
        and ${after ? sql`(c.created_at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
      order by c.created_at desc, c.id desc limit ${input.limit + 1}`.execute(tx);
    const names = await namesOf(tx, rows);
    const listed = page(
      rows,
      input.limit,
      (row) => toChecklist(row, names, now),
      (row) => [row.created_at.toISOString(), row.id],
    );
    return { ...listed, may: { issue: may(checklistsPolicy, principal, 'checklist:write', null) } };
  },
});

interface RevisionRow {
  revision: number;
  made_at: Date;
  by_name: string;
  reason: string | null;
  title: string;
  items: ChecklistItem[];
  due_at: Date | null;
}

export const getChecklist = view(operations.getChecklist, {
  allows: readsChecklists,
  async read({ tx, principal, input, now }) {
    const under = groundUnder(principal, input.under);
    const { rows } = await sql<CountedRow>`select c.*, n.desks, n.done from checklists c cross join lateral (${countsUnder(under)}) n
      where c.id = ${input.checklistId}::uuid`.execute(tx);
    const [row] = rows;
    if (!row) throw notFound();
    const [names, ticked, revisions] = await Promise.all([namesOf(tx, rows), tickedUnder(tx, row, under), readRevisions(tx, row.id)]);
    const issued = { issuerCode: row.issuer_code };
    const mayChange = may(checklistsPolicy, principal, 'checklist:change', issued);
    return {
      ...toChecklist(row, names, now),
      items: row.items.map((item) => ({ ...item, ticked: ticked.get(item.id) ?? 0 })),
      revisions,
      may: {
        change: mayChange && row.state !== 'closed',
        send: mayChange && row.state === 'draft',
        close: may(checklistsPolicy, principal, 'checklist:close', issued) && row.state !== 'closed',
      },
    };
  },
});

/** How many desks of an area ticked each item. */
async function tickedUnder(tx: Tx, { id }: ChecklistRow, under: string): Promise<Map<string, number>> {
  const range = sql`area_code >= ${under} and area_code < ${rangeEnd(under)}`;
  const { rows } = await (under.length <= 9
    ? sql<{
        item: string;
        n: number;
      }>`select what as item, sum(n)::int as n from checklist_counts where checklist_id = ${id}::uuid and ${range} group by 1`
    : sql<{ item: string; n: number }>`select item_id::text as item, count(*)::int as n from checklist_ticks
          where checklist_id = ${id}::uuid and taken_back_at is null and ${range} group by 1`
  ).execute(tx);
  return new Map(rows.map(({ item, n }) => [item, n]));
}

/** What it was before it was changed, newest first; the first is what was sent. */
async function readRevisions(tx: Tx, id: string) {
  const rows = await tx
    .selectFrom('checklist_revisions')
    .select(['revision', 'made_at', 'by_name', 'reason', 'title', 'items', 'due_at'])
    .where('checklist_id', '=', id)
    .orderBy('revision', 'desc')
    .$castTo<RevisionRow>()
    .execute();
  return rows.map((row) => ({
    revision: row.revision,
    at: row.made_at.toISOString(),
    byName: row.by_name,
    reason: row.reason,
    title: row.title,
    items: row.items,
    dueAt: row.due_at?.toISOString() ?? null,
  }));
}
