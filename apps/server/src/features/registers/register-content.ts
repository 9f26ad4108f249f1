import { cityTimeText } from '@muster/contract/city-time';
import type { CompoundDetail } from '@muster/contract/compounds/compounds.operations';
import type { PatchRole } from '@muster/contract/patches/patch-roles';
import type { Patch } from '@muster/contract/patches/patches.operations';
import type { Place } from '@muster/contract/places/places.operations';
import type { Zone } from '@muster/contract/zones/zones.schemas';
import { type Language, registerWords } from './register.words.ts';

export interface RegisterTable {
  columns: { text: string; width: number; isNumber?: boolean }[];
  rows: string[][];
  /** The last row is a sum. */
  hasSum?: boolean;
}
export interface RegisterSection {
  title: string;
  facts?: [label: string, value: string][];
  table?: RegisterTable;
  /** Where there is nothing to list, in words. */
  note?: string;
}
/** What stands in a register, the same for page and file: pure text, nothing left to decide. */
export interface RegisterContent {
  language: Language;
  title: string;
  name: string;
  /** As of when, by whom, what for; what besides must be known. */
  lines: string[];
  /** On every page. */
  foot: string;
  sections: RegisterSection[];
}

export interface RegisterFacts {
  compound: CompoundDetail;
  /** From the city down to the community. */
  path: readonly string[];
  patches: readonly Patch[] | null;
  roles: readonly PatchRole[];
  places: readonly Place[] | null;
  zones: readonly Zone[] | null;
  by: string;
  purpose: string;
  now: Date;
}

/** From records alone: what is absent is said to be absent, and nothing is added. */
export function registerContent(facts: RegisterFacts, language: Language): RegisterContent {
  const { compound, patches, places, zones } = facts;
  const words = registerWords[language];
  const byFor = words.byFor(facts.by, facts.purpose);
  const asOf = words.asOf(cityTimeText(facts.now));
  return {
    language,
    title: words.title,
    name: compound.name,
    lines: [asOf, byFor, ...(compound.isMadeUp ? [words.madeUp] : []), ...(compound.closedAt ? [words.closed] : [])],
    foot: `${compound.name}  ${asOf}  ${byFor}`,
    sections: [
      basics(facts, language),
      buildings(compound, language),
      ...(patches ? [patchSection(facts, language)] : []),
      ...(zones ? [zoneSection(zones, language)] : []),
      ...(places ? [placeSection(places, language)] : []),
    ],
  };
}

function basics({ compound, path }: RegisterFacts, language: Language): RegisterSection {
  const words = registerWords[language];
  const or = (text: string | null) => (text === null || text === '' ? words.absent : text);
  const units = compound.buildingList.reduce((sum, one) => sum + one.units, 0);
  const { position } = compound;
  return {
    title: words.basics,
    facts: [
      [words.community, path.join(' ')],
      [words.grid, or(compound.gridName)],
      [words.aliases, or(compound.aliases.join(words.join))],
      [words.kind, [words.kinds[compound.kind], ...compound.lacks.map((lack) => words.lacks[lack])].join(words.join)],
      [words.road, or(compound.address.road)],
      [words.number, or(compound.address.number)],
      [words.yard, or(compound.address.yard)],
      [words.gates, or(compound.gates.join(words.join))],
      [words.counts, words.countText(compound.buildings, units, compound.households, compound.residents)],
      [words.position, position ? `${position.longitude}, ${position.latitude}` : words.absent],
    ],
  };
}

function buildings(compound: CompoundDetail, language: Language): RegisterSection {
  const words = registerWords[language];
  const { buildingList: list, otherHouseholds, otherResidents } = compound;
  if (list.length === 0 && otherHouseholds + otherResidents === 0) return { title: words.buildings, note: words.noBuildings };
  const number = (text: string) => ({ text, width: 16, isNumber: true });
  const units = list.reduce((sum, one) => sum + one.units, 0);
  return {
    title: words.buildings,
    table: {
      columns: [
        { text: words.building, width: 36 },
        number(words.units),
        number(words.floors),
        number(words.households),
        number(words.residents),
      ],
      rows: [
        ...list.map((one) => [one.name, ...[one.units, one.floors, one.households, one.residents].map(String)]),
        ...(otherHouseholds + otherResidents > 0 ? [[words.other, '', '', String(otherHouseholds), String(otherResidents)]] : []),
        [words.sum, String(units), '', String(compound.households), String(compound.residents)],
      ],
      hasSum: true,
    },
  };
}

/** Each role of the template with who fills it; a gap is seen on paper too. */
function patchSection({ compound, patches, roles }: RegisterFacts, language: Language): RegisterSection {
  const words = registerWords[language];
  if (!patches || patches.length === 0) return { title: words.patches, note: words.noPatches };
  const partText = ({ compoundId, text }: Patch['parts'][number]) =>
    compoundId === compound.id ? text.replace(compound.name, '').trim() || words.wholeCompound : text;
  const person = (one: Patch['people'][number]) =>
    [one.name, one.substitutesFor && words.standsInFor(one.substitutesFor), one.absent && words.absentNow[one.absent]]
      .filter(Boolean)
      .join(' ');
  return {
    title: words.patches,
    table: {
      columns: [
        { text: words.patch, width: 24 },
        { text: words.parts, width: 40 },
        { text: words.answering, width: 36 },
      ],
      rows: patches.map((patch) => [
        [patch.name, patch.dutyPhone && `${words.dutyPhone} ${patch.dutyPhone}`].filter(Boolean).join('\n'),
        patch.parts.map(partText).join(words.join),
        roles
          .map((role) => {
            const people = patch.people.filter(({ roleKey }) => roleKey === role.key);
            return `${role.name}  ${people.map(person).join(words.join) || words.notAssigned}`;
          })
          .join('\n'),
      ]),
    },
  };
}

function zoneSection(zones: readonly Zone[], language: Language): RegisterSection {
  const words = registerWords[language];
  if (zones.length === 0) return { title: words.zones, note: words.noZones };
  const time = (at: string | null) => (at === null ? words.absent : cityTimeText(new Date(at)));
  return {
    title: words.zones,
    table: {
      columns: [
        { text: words.zonePlace, width: 24 },
        { text: words.zoneLevel, width: 14 },
        { text: words.zoneFrom, width: 20 },
        { text: words.zoneUntil, width: 20 },
        { text: words.zoneNotice, width: 22 },
      ],
      rows: zones.map((zone) => [
        [zone.buildingName ?? words.wholeCompound, zone.unit === null ? null : words.unitOf(zone.unit)].filter(Boolean).join(' '),
        zone.levelName,
        time(zone.since),
        time(zone.until),
        zone.noticeNumber,
      ]),
    },
  };
}

function placeSection(places: readonly Place[], language: Language): RegisterSection {
  const words = registerWords[language];
  if (places.length === 0) return { title: words.places, note: words.noPlaces };
  return {
    title: words.places,
    table: {
      columns: [
        { text: words.place, width: 24 },
        { text: words.placeKind, width: 14 },
        { text: words.shifts, width: 34 },
        { text: words.people, width: 28 },
      ],
      rows: places.map(({ name, kind, shifts }) => [
        name,
        words.placeKinds[kind],
        shifts.map((shift) => `${shift.name} ${shift.from}–${shift.to} (${shift.needed})`).join(words.join) || words.absent,
        [...new Set(shifts.flatMap((shift) => shift.people.map((one) => one.name)))].join(words.join) || words.absent,
      ]),
    },
  };
}
