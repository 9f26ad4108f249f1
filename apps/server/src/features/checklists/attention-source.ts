import { rangeEnd } from '@muster/contract/areas/area-code';
import { sql } from 'kysely';
import type { AttentionSource, OpenThing } from '../../platform/attention-source.ts';
import { currentIncidentId } from '../incidents/index.ts';

/** Desks that have not ticked everything by the limit. Indexes hold only what is owed: it costs what is behind. */
export const checklistsAttention: AttentionSource = {
  kinds: ['checklistBehind'],
  open: (
    areaCode,
    now,
  ) => sql<OpenThing>`select 'checklistBehind'::text as kind, d.id as subject_id, d.area_code, null::uuid as order_id, true as is_late,
      null::text as limit_kind, d.escalated_at is not null as is_escalated, false as unstaffed, d.due_at, d.due_at as since
    from checklist_desks d where d.area_code >= ${areaCode} and d.area_code < ${rangeEnd(areaCode)} and d.due_at <= ${now}
      and d.checklist_id in (select id from checklists where state = 'running' and incident_id = ${currentIncidentId})`,
  async items(tx, ids) {
    const { rows } = await sql<{
      id: string;
      area_code: string;
      area_name: string;
      title: string;
      ticked: number;
      named: number;
      due_at: Date;
      escalated_at: Date | null;
    }>`select d.id, d.area_code, a.short_name as area_name, c.title, d.ticked, c.named, d.due_at, d.escalated_at
      from checklist_desks d join checklists c on c.id = d.checklist_id join areas a on a.code = d.area_code
      where d.id = any (${ids}::uuid[]) and d.due_at is not null`.execute(tx);
    return rows.map((row) => ({
      kind: 'checklistBehind' as const,
      subjectId: row.id,
      areaCode: row.area_code,
      areaName: row.area_name,
      order: null,
      title: row.title,
      detail: `${row.ticked}/${row.named}`,
      attention: {
        state: 'late' as const,
        reason: 'checklistBehind' as const,
        limit: null,
        since: row.due_at.toISOString(),
        until: row.due_at.toISOString(),
        escalated: row.escalated_at !== null,
        nextStep: 'tick' as const,
      },
    }));
  },
};
