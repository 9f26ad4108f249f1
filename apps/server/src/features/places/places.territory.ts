import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { presentOf } from '../../platform/follow-columns.ts';
import type { TerritoryChange, TerritoryPart } from '../../platform/territory.ts';

const follows = { community_code: { stays: 'follows its place (on update cascade)' } } as const;

export const placesTerritory: TerritoryPart = {
  feature: 'places',
  columns: {
    places: { community_code: 'own', opening: { stays: 'times of day, no codes' } },
    place_shifts: follows,
    place_people: follows,
    place_rounds: follows,
    place_reports: follows,
    place_checks: follows,
    place_problems: { ...follows, seen_by: { stays: 'the name of a person' } },
  },
  /** After the compounds: a place stands where its compound stands; without one it goes with its community. */
  async follow(tx, change) {
    if (change.moves.length === 0) return {};
    await tellApart(tx, change);
    await sql`with goes as materialized (select p.id, ${present(change)} as present from places p left join compounds c on c.id = p.compound_id)
      update places p set community_code = g.present from goes g where g.id = p.id and g.present <> p.community_code`.execute(tx);
    return {};
  },
};

/** Where a place `p` with compound `c`, which has moved already, stands now. */
const present = (change: TerritoryChange) => sql`coalesce(c.community_code, ${presentOf(sql`p.community_code`, change.id)})`;

/** Two communities that are one now may both have a 南门卡点: the one that came says whose it was. */
async function tellApart(tx: Tx, change: TerritoryChange): Promise<void> {
  await sql`with comes as materialized (
      select p.id, p.name, p.community_code, ${present(change)} as present from places p left join compounds c on c.id = p.compound_id where p.closed_at is null),
    clash as (
      select t.id, t.name || '（原' || coalesce(a.short_name, t.community_code) || '）' as name from comes t left join areas a on a.code = t.community_code
      where t.present <> t.community_code
        and exists (select 1 from comes o where o.present = t.present and o.name = t.name and o.id <> t.id and (o.present = o.community_code or o.id < t.id)))
    update places p set name = c.name from clash c where p.id = c.id`.execute(tx);
}
