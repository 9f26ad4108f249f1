import { lineage } from '@muster/contract/areas/area-code';
import { deskRoles } from '@muster/contract/people/roles';
import { sql } from 'kysely';
import { Problem } from '../../platform/problem.ts';
import type { TerritoryPart } from '../../platform/territory.ts';
import { showElsewhere } from '../search/index.ts';

export const peopleTerritory: TerritoryPart = {
  feature: 'people',
  columns: {
    persons: { area_code: 'code' },
    units: { area_code: 'code' },
    assignments: { area_code: 'code', managed_code: 'code' },
  },
  async count(tx, moves, now) {
    const codes = moves.map((move) => move.from);
    const { rows } = await sql<{ desks: number; people: number; units: number }>`select
      count(distinct a.area_code) filter (where a.role = any(${deskRoles}::text[]))::int as desks, count(distinct a.person_id)::int as people,
      (select count(*)::int from units where area_code = any(${codes}::text[])) as units
      from assignments a where a.area_code = any(${codes}::text[]) and (a.to_at is null or a.to_at > ${now})`.execute(tx);
    return { ...rows[0] };
  },
  /** The people of a desk who go to the one that is split off it: their assignment, and themselves where the area keeps their record. */
  async follow(tx, { people }) {
    if (people.length === 0) return {};
    const { from, to } = people[0] as (typeof people)[number];
    const { rows } = await sql<{ person_id: string }>`update assignments set area_code = ${to}, managed_code = ${to}, version = version + 1
      where id = any(${people.map((one) => one.assignmentId)}::uuid[]) and area_code = ${from} and managed_code = ${from} returning person_id`.execute(
      tx,
    );
    if (rows.length < new Set(people.map((one) => one.assignmentId)).size) throw new Problem('area.not-of-desk');
    await sql`update persons set area_code = ${to} where id = any(${rows.map((row) => row.person_id)}::uuid[]) and area_code = ${from}`.execute(
      tx,
    );
    await showElsewhere(
      tx,
      'person',
      rows.map((row) => row.person_id),
      { areas: lineage(to) },
    );
    return { moved: { people: rows.length } };
  },
};
