import type { Building } from '@muster/contract/compounds/compounds.operations';
import type { Act, Ground, OwnCompound } from '../../app/ground-types.ts';

/** Counts that were corrected here stand at once, and so do the sums over them. */
export function foldCompounds(ground: Ground, act: Act): Ground {
  if (act.operation !== 'changeBuildings') return ground;
  const { compoundId, version } = act.input;
  const compound = ground.compounds.content.items.find((one) => one.id === compoundId);
  // One of an older version is done already, or refused: what stands here is newer.
  if (!compound || compound.version !== version) return ground;
  const changed = withBuildings(compound, act.input.put as Building[]);
  const items = ground.compounds.content.items.map((one) => (one === compound ? changed : one));
  return { ...ground, compounds: { ...ground.compounds, content: { items } } };
}

function withBuildings(compound: OwnCompound, put: readonly Building[]): OwnCompound {
  const buildingList = compound.buildingList.map((building) => put.find((one) => one.id === building.id) ?? building);
  const sum = (key: 'households' | 'residents') => buildingList.reduce((total, building) => total + building[key], 0);
  return {
    ...compound,
    buildingList,
    households: compound.otherHouseholds + sum('households'),
    residents: compound.otherResidents + sum('residents'),
    version: compound.version + 1,
  };
}
