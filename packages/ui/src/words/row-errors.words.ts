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
  'row.title-long': (p) => `The title is too long; ${p.most} characters at most`,
};

export function rowErrorText(error: RowError): string {
  if (language() !== 'en') return error.text;
  return (english as Record<string, (p: P) => string>)[error.code]?.(error.params) ?? error.text;
}
