import { compoundNameKey } from '@muster/contract/compounds/compound-names';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { presentOf } from '../../platform/follow-columns.ts';
import type { TerritoryChange, TerritoryPart } from '../../platform/territory.ts';
import { areaNames, searchText } from '../areas/index.ts';
import { soundKey } from './compounds.store.ts';

export const compoundsTerritory: TerritoryPart = {
  feature: 'compounds',
  columns: {
    compounds: { community_code: 'own', grid_code: 'own', outline: { stays: 'coordinates, no codes' } },
    compound_imports: {
      area_code: 'code',
      community_code: 'code',
      refusal: { stays: 'words of a sheet' },
      leaves: { stays: 'headers of a sheet' },
      counts: { stays: 'numbers' },
    },
    compound_import_lines: {
      area_code: 'code',
      community_code: 'code',
      grid_code: 'code',
      given: { stays: 'words of a sheet; its codes have columns of their own' },
      shown: { stays: 'what was shown when it was read' },
    },
    buildings: { community_code: { stays: 'follows its compound (on update cascade)' } },
  },
  /** A compound goes with its grid, or with its community. Where two communities that are one now both had one of that name, the one that came says whose it was. */
  async follow(tx, change) {
    if (change.moves.length === 0) return {};
    await tellApart(tx, change);
    const from = change.moves.map((move) => move.from);
    await sql`update compounds c set grid_code = ${presentOf(sql`c.grid_code`, change.id)},
        community_code = coalesce((select left(l.present_code, 12) from area_lineage l where l.former_code = c.grid_code and l.change_id = ${change.id}::uuid),
          ${presentOf(sql`c.community_code`, change.id)})
      where c.community_code = any(${from}::text[]) or c.grid_code = any(${from}::text[])`.execute(tx);
    return {};
  },
};

async function tellApart(tx: Tx, change: TerritoryChange): Promise<void> {
  const { rows } = await sql<{ id: string; name: string; community_code: string; aliases: string[] }>`with comes as materialized (
      select c.id, c.name, c.community_code, c.aliases, c.name_key, coalesce((select left(g.present_code, 12) from area_lineage g where g.former_code = c.grid_code and g.change_id = ${change.id}::uuid), l.present_code, c.community_code) as present
      from compounds c left join area_lineage l on l.former_code = c.community_code and l.change_id = ${change.id}::uuid
      where c.closed_at is null)
    select t.id, t.name, t.community_code, t.aliases from comes t where t.present <> t.community_code
      and exists (select 1 from comes o where o.present = t.present and o.name_key = t.name_key and o.id <> t.id and (o.present = o.community_code or o.id < t.id))
    order by t.id`.execute(tx);
  if (rows.length === 0) return;
  const names = await areaNames(tx, [...new Set(rows.map((row) => row.community_code))]);
  for (const row of rows) {
    const name = `${row.name}（原${names.get(row.community_code) ?? row.community_code}）`;
    const aliases = [...new Set([...row.aliases, row.name])];
    await tx
      .updateTable('compounds')
      .set({ name, aliases, name_key: compoundNameKey(name), sound_key: soundKey(name), search_text: searchText([name, ...aliases]) })
      .where('id', '=', row.id)
      .execute();
  }
}
