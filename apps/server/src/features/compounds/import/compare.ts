import type { CompoundKind, CompoundLack } from '@muster/contract/compounds/compound-kinds';
import { buildingNameKey, compoundNameKey } from '@muster/contract/compounds/compound-names';
import type { ImportLine } from '@muster/contract/compounds/import.operations';
import type { ImportFaultCode } from '@muster/contract/compounds/import-faults';
import type { Given, GivenBuilding } from './sheet-line.ts';

export interface KnownBuilding {
  id: string;
  name: string;
  units: number;
  floors: number;
  households: number;
  residents: number;
}

/** A compound that is here, with its buildings by their key. */
export interface KnownCompound {
  id: string;
  communityCode: string;
  communityName: string;
  gridCode: string | null;
  name: string;
  nameKey: string;
  soundKey: string;
  aliases: string[];
  road: string | null;
  number: string | null;
  yard: string | null;
  kind: CompoundKind;
  lacks: CompoundLack[];
  gates: string[];
  otherHouseholds: number;
  otherResidents: number;
  buildings: Map<string, KnownBuilding>;
}

export interface Said {
  name: string;
  gridCode: string | null;
  given: Given;
  buildings: readonly GivenBuilding[];
}

/** What a compound becomes: all of it, and which of its buildings are new or other than before. */
export interface Merged {
  facts: Omit<KnownCompound, 'id' | 'communityCode' | 'communityName' | 'nameKey' | 'soundKey' | 'buildings'>;
  newBuildings: Omit<KnownBuilding, 'id'>[];
  changedBuildings: KnownBuilding[];
  changes: ImportLine['changes'];
  fault: { code: ImportFaultCode; params: Record<string, string> } | null;
}

const counted = ['units', 'floors', 'households', 'residents'] as const;

/**
 * What a file says, laid over what is known: a blank never wipes anything out, a list grows, buildings that the file does not name
 * stay. The same file laid over its own result changes nothing.
 */
export function merge(said: Said, known: KnownCompound | null): Merged {
  const { given } = said;
  const before: Merged['facts'] = known ? factsOf(known) : { ...blank, name: said.name };
  const { newBuildings, changedBuildings, changes: buildingChanges, sums } = mergeBuildings(said, known);
  const facts: Merged['facts'] = {
    ...before,
    gridCode: said.gridCode ?? before.gridCode,
    aliases: union(before.aliases, [...(given.aliases ?? []), ...otherName(said.name, before)]),
    road: given.road ?? before.road,
    number: given.number ?? before.number,
    yard: given.yard ?? before.yard,
    kind: given.kind ?? before.kind,
    lacks: given.lacks ?? before.lacks,
    gates: union(before.gates, given.gates ?? []),
    otherHouseholds: rest(given.households, sums.households, before.otherHouseholds),
    otherResidents: rest(given.residents, sums.residents, before.otherResidents),
  };
  if (facts.kind !== 'unmanaged') facts.lacks = [];
  return {
    facts,
    newBuildings,
    changedBuildings,
    changes: known ? [...factChanges(before, facts), ...buildingChanges] : [],
    fault: faultOf(given, facts, known, sums),
  };
}

const blank: Merged['facts'] = {
  gridCode: null,
  name: '',
  aliases: [],
  road: null,
  number: null,
  yard: null,
  kind: 'managed',
  lacks: [],
  gates: [],
  otherHouseholds: 0,
  otherResidents: 0,
};

function factsOf(known: KnownCompound): Merged['facts'] {
  const { id: _, communityCode: __, communityName: ___, nameKey: ____, soundKey: _____, buildings: ______, ...facts } = known;
  return facts;
}

const union = (some: readonly string[], more: readonly string[]) => [...new Set([...some, ...more])];

/** Another name that was said to be this place stays known; another spelling of the same does not. */
function otherName(name: string, before: Merged['facts']): string[] {
  const key = compoundNameKey(name);
  return key === compoundNameKey(before.name) || before.aliases.some((alias) => compoundNameKey(alias) === key) ? [] : [name];
}

function mergeBuildings({ given, buildings }: Said, known: KnownCompound | null) {
  const have = known?.buildings ?? new Map<string, KnownBuilding>();
  const after = new Map([...have].map(([key, one]) => [key, { ...one }]));
  const newBuildings: Omit<KnownBuilding, 'id'>[] = [];
  const changedBuildings: KnownBuilding[] = [];
  const changes: ImportLine['changes'] = [];
  // A number of buildings and no names: they are numbered, where none are known yet.
  const numbered =
    buildings.length === 0 && have.size === 0
      ? Array.from({ length: given.buildingCount ?? 0 }, (_, at) => ({ name: `${at + 1}号楼` }))
      : [];
  for (const said of [...buildings, ...numbered] as Partial<GivenBuilding>[] & { name: string }[]) {
    const key = buildingNameKey(said.name as string);
    const before = after.get(key);
    if (!before) {
      const { name, units = 0, floors = 0, households = 0, residents = 0 } = said as GivenBuilding;
      newBuildings.push({ name, units, floors, households, residents });
      after.set(key, { id: '', name, units, floors, households, residents });
      continue;
    }
    const differing = counted.filter((field) => said[field] !== undefined && said[field] !== before[field]);
    if (differing.length === 0) continue;
    for (const field of differing) {
      changes.push({ field, building: before.name, before: String(before[field]), after: String(said[field]) });
      before[field] = said[field] as number;
    }
    changedBuildings.push(before);
  }
  const sum = (field: 'households' | 'residents') => [...after.values()].reduce((total, one) => total + one[field], 0);
  return { newBuildings, changedBuildings, changes, sums: { households: sum('households'), residents: sum('residents') } };
}

/** A count of the whole compound is what its buildings have and a rest. */
const rest = (whole: number | undefined, sum: number, before: number) => (whole === undefined ? before : Math.max(0, whole - sum));

function factChanges(before: Merged['facts'], after: Merged['facts']): ImportLine['changes'] {
  const list = (names: readonly string[]) => names.join('、');
  const pairs: [ImportLine['changes'][number]['field'], string, string][] = [
    ['grid', before.gridCode ?? '', after.gridCode ?? ''],
    ['aliases', list(before.aliases), list(after.aliases)],
    ['road', before.road ?? '', after.road ?? ''],
    ['number', before.number ?? '', after.number ?? ''],
    ['yard', before.yard ?? '', after.yard ?? ''],
    ['kind', before.kind, after.kind],
    ['lacks', list([...before.lacks].sort()), list([...after.lacks].sort())],
    ['gates', list(before.gates), list(after.gates)],
    ['households', String(before.otherHouseholds), String(after.otherHouseholds)],
    ['residents', String(before.otherResidents), String(after.otherResidents)],
  ];
  return pairs
    .filter(([, one, other]) => one !== other)
    .map(([field, one, other]) => ({ field, building: null, before: one, after: other }));
}

function faultOf(
  given: Given,
  facts: Merged['facts'],
  known: KnownCompound | null,
  sums: { households: number; residents: number },
): Merged['fault'] {
  if (!known && given.kind === undefined) return { code: 'kind.missing', params: {} };
  if (facts.kind === 'unmanaged' && facts.lacks.length === 0) return { code: 'lacks.missing', params: {} };
  for (const field of ['households', 'residents'] as const) {
    const whole = given[field];
    if (whole !== undefined && whole < sums[field])
      return { code: 'count.below-buildings', params: { whole: String(whole), sum: String(sums[field]) } };
  }
  return null;
}
