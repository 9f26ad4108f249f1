import type { RowError } from '@muster/contract/areas/areas.operations';
import type { RowErrorCode } from '@muster/contract/areas/row-errors';
import { language } from './dictionary.ts';

type P = Record<string, string>;

/** English for what can be wrong with a row; the Chinese sentence comes with the report itself. */
const english: Record<RowErrorCode, (p: P) => string> = {
  'row.code-missing': () => 'No code',
  'row.code-wrong': (p) => `Code ${p.code} is wrong: city 4 digits, district 6, subdistrict 9, community 12, grid 15`,
  'row.code-twice': (p) => `Code ${p.code} stands on line ${p.firstLine} already`,
  'row.code-outside': (p) => `${p.code} is not within ${p.scope}`,
  'row.code-former': (p) => `Code ${p.code} is no more; it is ${p.present} now`,
  'row.parent-unknown': (p) => `The area above, ${p.parent}, is not there. Add it first`,
  'row.name-missing': () => 'No name',
  'row.name-long': (p) => `The name is too long; ${p.most} characters at most`,
  'row.mobile-wrong': (p) => `Mobile number ${p.mobile} is wrong: 11 digits beginning with 1`,
  'row.mobile-twice': (p) => `Mobile number ${p.mobile} stands on line ${p.firstLine} under another name`,
  'row.mobile-of-other': (p) => `Mobile number ${p.mobile} belongs to ${p.name ?? 'somebody else'}`,
  'row.role-unknown': (p) => `There is no role “${p.role}”`,
  'row.role-level': (p) => `${p.role} cannot be held at this level`,
  'row.role-not-yours': (p) => `${p.role} is assigned by those above`,
  'row.role-separated': () => 'System administrator, security administrator and auditor must be different people',
  'row.row-twice': (p) => `Same as line ${p.firstLine}`,
  'row.area-missing': () => 'No area code',
  'row.area-unknown': (p) => `There is no area with code ${p.code}`,
  'row.unit-missing': () => 'This role needs a unit',
  'row.unit-unknown': (p) => `There is no unit called “${p.unit}”. Add it first`,
  'row.outline-type': (p) => `An area is needed (Polygon or MultiPolygon); this is “${p.type}”`,
  'row.outline-empty': () => 'The outline has no coordinates',
  'row.outline-points': (p) => `The outline has ${p.points} points, ${p.most} at most. Simplify it first`,
  'row.outline-projected': (p) => `${p.at} is not longitude and latitude but projected metres. Convert to WGS-84 first`,
  'row.outline-swapped': (p) => `${p.at} has the latitude first; longitude comes first`,
  'row.outline-far': (p) => `${p.at} is not in this city`,
  'row.position-wrong': () => 'The coordinates are not two numbers',
  'row.ring-open': (p) => `The border is not closed: it begins at ${p.first} and ends at ${p.last}`,
  'row.ring-short': () => 'The border has fewer than three different points',
  'row.ring-crossed': (p) => `The border crosses itself at ${p.at}`,
  'row.feature-unnamed': () => 'It does not say which place it is: properties need a code or a name',
  'row.feature-unknown': (p) => `There is none called “${p.name}”`,
  'row.feature-ambiguous': (p) => `More than one is called “${p.name}”: ${p.found}. Give the code`,
  'row.feature-twice': (p) => `The same place as number ${p.firstLine}`,
  'row.title-long': (p) => `The title is too long; ${p.most} characters at most`,
};

export function rowErrorText(error: RowError): string {
  if (language() !== 'en') return error.text;
  return (english as Record<string, (p: P) => string>)[error.code]?.(error.params) ?? error.text;
}
