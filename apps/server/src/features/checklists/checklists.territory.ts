import { sql } from 'kysely';
import type { TerritoryPart } from '../../platform/territory.ts';
import { recount } from './checklists.store.ts';

export const checklistsTerritory: TerritoryPart = {
  feature: 'checklists',
  columns: {
    checklists: {
      issuer_code: 'code',
      area_codes: 'own',
      items: { stays: 'what is to be done, no codes' },
      reach_down: 'reach',
      reach_up: 'reach',
    },
    checklist_revisions: {
      issuer_code: 'code',
      items: { stays: 'what was to be done, no codes' },
      reach_down: 'reach',
      reach_up: 'reach',
    },
    checklist_desks: { area_code: 'own' },
    checklist_ticks: { area_code: { stays: 'follows its desk (on update cascade)' } },
    checklist_counts: { area_code: 'own' },
  },
  async follow(tx, change) {
    if (change.moves.length === 0) return {};
    const from = change.moves.map((move) => move.from);
    // Of two areas that are one now the one whose code goes on goes on with the list: what half of it ticked is not done by all of it.
    await sql`with meet as materialized (
        select d.checklist_id, d.area_code, coalesce(l.present_code, d.area_code) as present,
          row_number() over (partition by d.checklist_id, coalesce(l.present_code, d.area_code)
            order by (coalesce(l.present_code, d.area_code) = d.area_code) desc, d.area_code) as place
        from checklist_desks d left join area_lineage l on l.former_code = d.area_code and l.change_id = ${change.id}::uuid
        where d.ended_at is null and (d.area_code = any(${from}::text[]) or d.area_code in (select present_code from area_lineage where change_id = ${change.id}::uuid)))
      update checklist_desks d set ended_at = ${change.now}::timestamptz, due_at = null from meet m
      where m.place > 1 and d.checklist_id = m.checklist_id and d.area_code = m.area_code`.execute(tx);
    const { rows } = await sql<{
      id: string;
    }>`select distinct checklist_id as id from checklist_desks where area_code = any(${from}::text[])`.execute(tx);
    await sql`update checklist_desks d set area_code = l.present_code from area_lineage l
      where l.former_code = d.area_code and l.change_id = ${change.id}::uuid and d.ended_at is null
        and not exists (select 1 from checklist_desks o where o.checklist_id = d.checklist_id and o.area_code = l.present_code)`.execute(
      tx,
    );
    await sql`update checklists c set area_codes = (select array_agg(distinct coalesce(l.present_code, t.code) order by coalesce(l.present_code, t.code))
        from unnest(c.area_codes) as t(code) left join area_lineage l on l.former_code = t.code and l.change_id = ${change.id}::uuid)
      where c.area_codes && ${from}::text[]`.execute(tx);
    await recount(
      tx,
      rows.map(({ id }) => id),
    );
    return {};
  },
};
