import { compoundNameKey } from '@muster/contract/compounds/compound-names';
import type { ImportLine } from '@muster/contract/compounds/import.operations';
import type { KnownCompound } from './compare.ts';
import type { SheetLine } from './sheet-line.ts';

/** What is known around the compounds of a file, by what they may be found under. */
export interface Surroundings {
  /** Of the communities that the file names, with buildings. */
  inCommunity: Map<string, KnownCompound[]>;
  /** Of the whole territory, by the key of their name. */
  byName: Map<string, KnownCompound[]>;
  soundKey: (name: string) => string;
}

interface Candidate {
  one: KnownCompound;
  why: ImportLine['candidates'][number]['why'];
}

const candidatesMost = 5;
/** House numbers of one road that are this close are neighbours. */
const nearMost = 20;

/** The compound that a line is: the one of its name, or the only one that is also called so. */
export function sameCompound(line: Pick<SheetLine, 'name'>, inCommunity: readonly KnownCompound[]): KnownCompound | null {
  const key = compoundNameKey(line.name);
  const named = inCommunity.find((one) => one.nameKey === key);
  if (named) return named;
  const called = inCommunity.filter((one) => one.aliases.some((alias) => compoundNameKey(alias) === key));
  return called.length === 1 ? (called[0] as KnownCompound) : null;
}

/** Compounds that may be the place of a line whose name is new in its community; somebody who knows the place decides. */
export function candidatesOf(line: SheetLine, around: Surroundings): ImportLine['candidates'] {
  const { given, community, name } = line;
  if (!community) return [];
  const sound = around.soundKey(name);
  const key = compoundNameKey(name);
  const here = (around.inCommunity.get(community.code) ?? []).flatMap((one): Candidate[] => {
    const isCalled =
      one.aliases.some((alias) => compoundNameKey(alias) === key) ||
      (given.aliases ?? []).some((alias) => compoundNameKey(alias) === one.nameKey);
    if (isCalled) return [{ one, why: 'alias' }];
    if (one.soundKey === sound) return [{ one, why: 'sound' }];
    return isSameAddress(given, one) ? [{ one, why: 'address' }] : [];
  });
  // On the border of two communities: of one name, in one road, a few doors apart.
  const beside = (around.byName.get(key) ?? []).flatMap((one): Candidate[] =>
    one.communityCode !== community.code && one.communityCode.startsWith(community.code.slice(0, 6)) && isNear(given, one)
      ? [{ one, why: 'nearby' }]
      : [],
  );
  return [...here, ...beside].slice(0, candidatesMost).map(({ one, why }) => ({
    id: one.id,
    name: one.name,
    communityName: one.communityName,
    address: [one.road, one.number, one.yard].filter((part) => part !== null).join(''),
    why,
  }));
}

function isSameAddress(given: SheetLine['given'], one: KnownCompound): boolean {
  return (
    given.number !== undefined && given.number === one.number && (given.road ?? null) === one.road && (given.yard ?? null) === one.yard
  );
}

function isNear(given: SheetLine['given'], one: KnownCompound): boolean {
  if (given.road === undefined || given.road !== one.road) return false;
  const [here, there] = [given.number, one.number].map((text) => Number(/\d+/.exec(text ?? '')?.[0] ?? Number.NaN)) as [number, number];
  return Math.abs(here - there) <= nearMost;
}
