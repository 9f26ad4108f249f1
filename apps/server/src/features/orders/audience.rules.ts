import { isWithin, levelOfCode, lineage } from '@muster/contract/areas/area-code';
import type { Audience, AudienceTerm } from '@muster/contract/orders/audience';

/** Areas that a term with a condition comes to. */
export type Matched = ReadonlyMap<AudienceTerm, ReadonlySet<string>>;

const none: Matched = new Map();

/** Desks that an audience names, in code order; `areas` is the territory of who asks, in code order. The issuer's own desk is never among them. */
export function addressedDesks(audience: Audience, areas: readonly { code: string }[], ownCode: string, matched = none): string[] {
  const included = namedCodes(audience.include, matched);
  const excepted = namedCodes(audience.except, matched);
  return areas
    .map((area) => area.code)
    .filter(
      (code) =>
        code !== ownCode &&
        (included.has(code) || namesLevel(audience.include, code)) &&
        // An excepted area takes all below it out with it; an excepted level only that level.
        !(lineage(code).some((above) => excepted.has(above)) || namesLevel(audience.except, code)),
    );
}

/** Codes named one by one, as a set: there may be tens of thousands of them, and each of 2,989 areas is looked up. */
function namedCodes(terms: readonly AudienceTerm[], matched: Matched): Set<string> {
  return new Set(terms.flatMap((term) => (term.kind === 'areas' ? term.codes : [...(matched.get(term) ?? [])])));
}

function namesLevel(terms: readonly AudienceTerm[], code: string): boolean {
  return terms.some((term) => term.kind === 'areasAtLevel' && levelOfCode(code) === term.level && isWithin(code, term.under));
}

/** Every area code that an audience mentions, with its pointer: each must exist and lie within one's own territory. */
export function mentionedAreas(audience: Audience, at = '/audience'): { code: string; pointer: string }[] {
  const mentioned: { code: string; pointer: string }[] = [];
  for (const side of ['include', 'except'] as const) {
    for (const [index, term] of audience[side].entries()) {
      const pointer = at === '/audience' ? `${at}/${side}/${index}` : `${at}/${index}`;
      if (term.kind === 'areas') mentioned.push(...term.codes.map((code, i) => ({ code, pointer: `${pointer}/codes/${i}` })));
      if (term.kind === 'areasAtLevel' || term.kind === 'areasWhere' || term.kind === 'peopleByRole')
        mentioned.push({ code: term.under, pointer: `${pointer}/under` });
    }
  }
  return mentioned;
}

/** Every unit that is addressed, with its pointer. */
export function mentionedUnits(terms: readonly AudienceTerm[], at = '/audience'): { id: string; pointer: string }[] {
  return terms.flatMap((term, index) =>
    term.kind === 'units'
      ? term.unitIds.map((id, i) => ({
          id: id.toLowerCase(),
          pointer: at === '/audience' ? `${at}/include/${index}/unitIds/${i}` : `${at}/${index}/unitIds/${i}`,
        }))
      : [],
  );
}

const levelWords = { city: '市', district: '区县', subdistrict: '街道', community: '社区', grid: '网格' } as const;
const roleWords: Record<string, string> = {
  commander: '指挥长',
  dutyOfficer: '值班员',
  communitySecretary: '社区书记',
  gridWorker: '网格员',
  supervisor: '督导员',
  unitLiaison: '单位联络员',
  volunteer: '志愿者',
};

type NameOf = (id: string) => string;
type ConditionWords = ReadonlyMap<AudienceTerm, string>;

/** The audience in words, kept with the order: 新华区、卫东区全部社区，除天湖苑社区. */
export function audienceWords(audience: Audience, nameOf: NameOf, unitName: NameOf, conditions: ConditionWords = new Map()): string {
  const include = side(audience.include, nameOf, unitName, conditions);
  const except = side(audience.except, nameOf, unitName, conditions);
  return except === '' ? include : `${include}，除${except}`;
}

function side(terms: readonly AudienceTerm[], nameOf: NameOf, unitName: NameOf, conditions: ConditionWords): string {
  const parts: string[] = [];
  const groups = Map.groupBy(terms, (term) => {
    if (term.kind === 'areasAtLevel') return `level ${term.level}`;
    if (term.kind === 'areasWhere') return `where ${term.level} ${conditions.get(term) ?? ''}`;
    return term.kind === 'peopleByRole' ? `role ${term.role}` : term.kind;
  });
  for (const group of groups.values()) {
    const first = group[0] as AudienceTerm;
    switch (first.kind) {
      case 'areasAtLevel':
        parts.push(`${group.map((term) => nameOf((term as typeof first).under)).join('、')}全部${levelWords[first.level]}`);
        break;
      case 'areasWhere':
        parts.push(
          `${group.map((term) => nameOf((term as typeof first).under)).join('、')}${conditions.get(first) ?? ''}的${levelWords[first.level]}`,
        );
        break;
      case 'areas':
        parts.push(listed(group.flatMap((term) => (term as typeof first).codes).map(nameOf)));
        break;
      case 'units':
        parts.push(listed(group.flatMap((term) => (term as typeof first).unitIds).map(unitName)));
        break;
      case 'peopleByRole':
        parts.push(`${group.map((term) => nameOf((term as typeof first).under)).join('、')}的${roleWords[first.role] ?? first.role}`);
        break;
    }
  }
  return parts.join('，');
}

function listed(names: string[]): string {
  return names.length <= 5 ? names.join('、') : `${names.slice(0, 4).join('、')}等 ${names.length} 个`;
}
