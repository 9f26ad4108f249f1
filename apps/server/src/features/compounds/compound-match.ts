import { compoundNameKey } from '@muster/contract/compounds/compound-names';
import { textOf } from '../../platform/geo/geojson-file.ts';
import { type Matched, onlyOne } from '../../platform/geo/read-features.ts';
import type { PlacedCompound } from './ground.store.ts';

/** Which compound a feature speaks of: by its id, else by its name or one of its other names, in the community that is named besides. */
export function compoundMatcher(compounds: readonly PlacedCompound[]): (properties: Record<string, unknown>) => Matched {
  const ids = new Set(compounds.map(({ id }) => id));
  const byName = new Map<string, PlacedCompound[]>();
  for (const compound of compounds)
    for (const key of new Set([compound.name_key, ...compound.aliases.map(compoundNameKey)]))
      byName.set(key, [...(byName.get(key) ?? []), compound]);
  return (properties) => {
    const id = textOf(properties, ['id', 'compoundId']);
    if (id && ids.has(id)) return { key: id };
    const name = textOf(properties, ['name', 'NAME', '名称', '小区', '小区名称']);
    if (!name) return id ? { code: 'row.feature-unknown', params: { name: id } } : { code: 'row.feature-unnamed' };
    const community = textOf(properties, ['communityCode', 'community', '社区代码', '社区']);
    const isThere = (one: PlacedCompound) => !community || one.community_code === community || one.community_name === community;
    const found = (byName.get(compoundNameKey(name)) ?? []).filter(isThere);
    return onlyOne(
      name,
      found.map((one) => ({ key: one.id, text: `${one.community_name} ${one.name}` })),
    );
  };
}
