import { rangeEnd } from '@muster/contract/areas/area-code';
import type { CompoundPosition } from '@muster/contract/compounds/compounds.operations';
import type { Position } from '@muster/contract/geo/coordinates';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/scope.ts';
import { centreOf, type Shape } from '../../platform/geo/outline.ts';

/** What a file says of a compound: its outline, or its position alone. */
export type Ground = { shape: Shape } | { position: Position };

export interface PlacedCompound {
  id: string;
  community_code: string;
  community_name: string;
  name: string;
  name_key: string;
  aliases: string[];
  longitude: number | null;
  latitude: number | null;
  position_source: CompoundPosition['source'] | null;
  outline: Shape | null;
}

/** Compounds of a territory with what is known of where they lie; for a file that is locked by its area. */
export async function compoundsUnder(tx: Tx, under: string): Promise<PlacedCompound[]> {
  const { rows } = await sql<PlacedCompound>`select c.id, c.community_code, a.short_name as community_name, c.name, c.name_key, c.aliases,
      c.longitude, c.latitude, c.position_source, c.outline
    from compounds c join areas a on a.code = c.community_code
    where c.closed_at is null and c.community_code >= ${under} and c.community_code < ${rangeEnd(under)} order by c.community_code, c.name, c.id`.execute(
    tx,
  );
  return rows;
}

/** Where a compound stands after what a file says: an outline moves no position that somebody typed or measured. */
export function placedBy(
  before: PlacedCompound,
  ground: Ground,
): Pick<PlacedCompound, 'longitude' | 'latitude' | 'position_source' | 'outline'> {
  if ('position' in ground) return { ...at(ground.position, 'file'), outline: before.outline };
  const isSaid = before.position_source === 'entered' || before.position_source === 'device' || before.position_source === 'file';
  const { longitude, latitude, position_source } = before;
  return isSaid
    ? { longitude, latitude, position_source, outline: ground.shape }
    : { ...at(centreOf(ground.shape), 'outline'), outline: ground.shape };
}

const at = ([longitude, latitude]: Position, position_source: CompoundPosition['source']) => ({ longitude, latitude, position_source });

export interface Placing {
  id: string;
  longitude: number | null;
  latitude: number | null;
  position_source: string | null;
  outline: Shape | null;
}

/** One statement for all. */
export async function placeCompounds(tx: Tx, placings: readonly Placing[]): Promise<void> {
  const column = <K extends keyof Placing>(key: K) => placings.map((one) => one[key]);
  await sql`update compounds c set longitude = p.longitude, latitude = p.latitude, position_source = p.source, position_accuracy = null,
      outline = p.outline::jsonb, version = c.version + 1
    from unnest(${column('id')}::uuid[], ${column('longitude')}::float8[], ${column('latitude')}::float8[], ${column('position_source')}::text[],
      ${placings.map(({ outline }) => (outline ? JSON.stringify(outline) : null))}::text[]) as p(id, longitude, latitude, source, outline)
    where c.id = p.id`.execute(tx);
}
