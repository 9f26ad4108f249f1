import { buildingNameKey } from '@muster/contract/compounds/compound-names';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/scope.ts';
import { newId } from '../../../platform/ids.ts';
import { searchText } from '../../areas/index.ts';
import { insertCompounds } from '../entering.store.ts';
import type { LaidOver } from './lay-over.ts';

/** Writes a batch: new compounds, compounds that change, their buildings; one statement each, whatever their number. */
export async function writeLaidOver(tx: Tx, laid: readonly LaidOver[], now: Date): Promise<void> {
  const good = laid.flatMap(({ line, known, merged, fault }) => (merged && fault === null ? [{ line, known, merged }] : []));
  const added = good.flatMap(({ line, known, merged }) => {
    if (known) return [];
    const { road, number, yard, ...facts } = merged.facts;
    const buildings = merged.newBuildings.map((one) => ({ id: newId(), ...one }));
    return [{ id: newId(), communityCode: line.community_code, ...facts, address: { road, number, yard }, buildings }];
  });
  await insertCompounds(tx, added, false, now);

  const changed = good.flatMap(({ known, merged }) => (known ? [{ known, merged }] : []));
  if (changed.length === 0) return;
  // The last one says it, where two lines of a file are one compound.
  const facts = new Map(changed.map(({ known, merged }) => [known.id, merged.facts]));
  const rows = [...facts].map(([id, one]) => ({ id, ...one, search: searchText([one.name, ...one.aliases]) }));
  await sql`update compounds c set grid_code = t."gridCode", aliases = t.aliases, road = t.road, number = t.number, yard = t.yard, kind = t.kind,
      lacks = t.lacks, gates = t.gates, other_households = t."otherHouseholds", other_residents = t."otherResidents", search_text = t.search, version = c.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(id uuid, "gridCode" text, aliases text[], road text, number text, yard text, kind text,
      lacks text[], gates text[], "otherHouseholds" int, "otherResidents" int, search text)
    where c.id = t.id`.execute(tx);
  const corrected = changed.flatMap(({ merged }) => merged.changedBuildings);
  if (corrected.length > 0)
    await sql`update buildings b set units = t.units, floors = t.floors, households = t.households, residents = t.residents
      from jsonb_to_recordset(${JSON.stringify(corrected)}::jsonb) as t(id uuid, units int, floors int, households int, residents int)
      where b.id = t.id`.execute(tx);
  const more = changed.flatMap(({ known, merged }) =>
    merged.newBuildings.map((one) => ({
      id: newId(),
      compound: known.id,
      community: known.communityCode,
      key: buildingNameKey(one.name),
      ...one,
    })),
  );
  if (more.length > 0)
    await sql`insert into buildings (id, compound_id, community_code, name, name_key, units, floors, households, residents, created_at)
      select t.id, t.compound, t.community, t.name, t.key, t.units, t.floors, t.households, t.residents, ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(more)}::jsonb) as t(id uuid, compound uuid, community text, name text, key text, units int, floors int,
        households int, residents int)
      returning id`.execute(tx);
}
