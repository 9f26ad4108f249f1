import { deskName } from '@muster/contract/areas/desk-name';
import { isBehind } from '@muster/contract/checklists/checklist.rules';
import type { ChecklistItem, DeskChecklist } from '@muster/contract/checklists/checklists.operations';
import * as operations from '@muster/contract/checklists/checklists.operations';
import type { KeptFile } from '@muster/contract/files/files';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { may } from '../../platform/policy.ts';
import type { Principal } from '../../platform/principal.ts';
import { notFound } from '../../platform/problem.ts';
import { view } from '../../platform/view.ts';
import { communityInSight, groundUnder } from '../compounds/index.ts';
import { filesOf } from '../files/index.ts';
import { currentIncidentId } from '../incidents/index.ts';
import type { ChecklistRow } from './checklist-row.ts';
import { checklistsPolicy, readsChecklists } from './checklists.policy.ts';

interface TickRow {
  id: string;
  item_id: string;
  at: string;
  by_name: string;
  note: string | null;
  revision: number;
  text: string;
}
type DeskRow = ChecklistRow & {
  area_code: string;
  area_name: string;
  issuer_name: string;
  done_at: Date | null;
  owes_at: Date | null;
  ticks: TickRow[];
};

/** More lists than that nobody ticks; the nearest limits come first. */
const listsMost = 50;

function readDesks(tx: Tx, which: RawBuilder<unknown>): Promise<{ rows: DeskRow[] }> {
  return sql<DeskRow>`select c.*, d.area_code, a.short_name as area_name, i.short_name as issuer_name, d.done_at, d.due_at as owes_at,
      (select coalesce(json_agg(json_build_object('id', t.id, 'item_id', t.item_id, 'at', t.ticked_at, 'by_name', t.by_name, 'note', t.note,
          'revision', t.revision, 'text', t.text) order by t.ticked_at, t.id), '[]')
        from checklist_ticks t where t.checklist_id = d.checklist_id and t.area_code = d.area_code and t.taken_back_at is null) as ticks
    from checklist_desks d join checklists c on c.id = d.checklist_id join areas a on a.code = d.area_code join areas i on i.code = c.issuer_code
    where ${which} order by d.done_at is not null, coalesce(c.due_at, c.ends_at) nulls last, c.sent_at desc, c.id limit ${listsMost}`.execute(
    tx,
  );
}

function toDesk(row: DeskRow, photos: Map<string, KeptFile[]>, principal: Principal, now: Date): DeskChecklist {
  const ticks = new Map(row.ticks.map((tick) => [tick.item_id, tick]));
  return {
    checklistId: row.id,
    areaCode: row.area_code,
    areaName: row.area_name,
    issuerName: deskName(row.issuer_code, row.issuer_name),
    frame: row.frame,
    title: row.title,
    note: row.note,
    state: row.state,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at?.toISOString() ?? null,
    dueAt: row.due_at?.toISOString() ?? null,
    revision: row.revision,
    doneAt: row.done_at?.toISOString() ?? null,
    isBehind: isBehind({ dueAt: row.owes_at, doneAt: row.done_at }, now),
    items: row.items.map((item) => ({ ...item, tick: toTick(ticks.get(item.id), item, photos) })),
    may: { tick: row.state === 'running' && may(checklistsPolicy, principal, 'checklist:tick', { areaCode: row.area_code }) },
  };
}

function toTick(tick: TickRow | undefined, item: ChecklistItem, photos: Map<string, KeptFile[]>) {
  if (!tick) return null;
  return {
    id: tick.id,
    at: new Date(tick.at).toISOString(),
    byName: tick.by_name,
    note: tick.note,
    photos: photos.get(tick.id) ?? [],
    revision: tick.revision,
    textThen: tick.text === item.text ? null : tick.text,
  };
}

const photosOf = (tx: Tx, rows: readonly DeskRow[]) =>
  filesOf(
    tx,
    'tick',
    rows.flatMap((row) => row.ticks.map(({ id }) => id)),
  );

export const listDeskChecklists = view(operations.listDeskChecklists, {
  allows: readsChecklists,
  async read({ tx, principal, input, now }) {
    const areaCode = groundUnderOwnGrid(principal, input.areaCode);
    const { rows } = await readDesks(
      tx,
      sql`d.area_code = ${areaCode} and d.ended_at is null and c.state = 'running' and c.incident_id = ${currentIncidentId}`,
    );
    const photos = await photosOf(tx, rows);
    return { items: rows.map((row) => toDesk(row, photos, principal, now)) };
  },
});

/** One's own desk, a grid's too; else one within the territory. */
function groundUnderOwnGrid(principal: Principal, asked: string | undefined): string {
  if (asked === undefined && principal.areaCode !== null) return principal.areaCode;
  return asked !== undefined && asked === principal.areaCode ? asked : groundUnder(principal, asked);
}

export const getDeskChecklist = view(operations.getDeskChecklist, {
  allows: readsChecklists,
  async read({ tx, principal, input, now }) {
    communityInSight(principal, input.areaCode);
    const { rows } = await readDesks(tx, sql`d.checklist_id = ${input.checklistId}::uuid and d.area_code = ${input.areaCode}`);
    const [row] = rows;
    if (!row) throw notFound();
    const photos = await photosOf(tx, rows);
    const standing = new Set(row.items.map(({ id }) => id));
    return {
      ...toDesk(row, photos, principal, now),
      takenBack: await takenBack(tx, input),
      former: row.ticks
        .filter(({ item_id }) => !standing.has(item_id))
        .map(({ id, text, at, by_name }) => ({ id, text, at: new Date(at).toISOString(), byName: by_name })),
    };
  },
});

async function takenBack(tx: Tx, { checklistId, areaCode }: { checklistId: string; areaCode: string }) {
  const rows = await tx
    .selectFrom('checklist_ticks')
    .select(['id', 'text', 'ticked_at', 'by_name', 'taken_back_at', 'taken_back_by_name', 'reason'])
    .where('checklist_id', '=', checklistId)
    .where('area_code', '=', areaCode)
    .where('taken_back_at', 'is not', null)
    .orderBy('taken_back_at', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    at: row.ticked_at.toISOString(),
    byName: row.by_name,
    takenBackAt: (row.taken_back_at as Date).toISOString(),
    takenBackByName: row.taken_back_by_name ?? '',
    reason: row.reason ?? '',
  }));
}
