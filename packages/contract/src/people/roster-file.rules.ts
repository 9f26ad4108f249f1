import { isAreaCode } from '../areas/area-code.ts';
import { type RowFault, rowError } from '../areas/row-errors.ts';
import { readTable } from '../csv.ts';
import { placeFault } from './granting.ts';
import { roleName, roleNamed } from './role-names.ts';
import type { Role } from './roles.ts';

/** One assignment as a roster gives it, with its person. A person with several stands in several rows. */
export interface RosterRow {
  line: number;
  name: string;
  mobile: string | null;
  role: Role;
  areaCode: string | null;
  unit: string | null;
  title: string | null;
}

export interface RosterFile {
  rows: number;
  good: RosterRow[];
  errors: RowFault[];
}

const nameMost = 40;
const titleMost = 40;

const columns = {
  name: { names: ['name', '姓名'], needed: true },
  mobile: { names: ['mobile', 'phone', '手机', '手机号', '手机号码', '电话'], needed: false },
  role: { names: ['role', '角色', '任职'], needed: true },
  areaCode: { names: ['areacode', 'area', '区域代码', '代码', '区划代码'], needed: true },
  unit: { names: ['unit', '单位', '单位名称'], needed: false },
  title: { names: ['title', '职务'], needed: false },
} as const;
type Values = Record<keyof typeof columns, string>;

/**
 * Reads a roster and checks what can be checked without the database: every faulty row with its line. Null when it is no
 * roster. The same mobile number is the same person; under two names it is a mistake.
 */
export function readRoster(text: string): RosterFile | null {
  const rows = readTable(text, columns);
  if (!rows) return null;
  const errors: RowFault[] = [];
  const good: RosterRow[] = [];
  const byMobile = new Map<string, { name: string; line: number }>();
  const lines = new Map<string, number>();
  for (const { line, values } of rows) {
    const fault = fieldFault(line, values) ?? twiceFault(line, values, byMobile, lines);
    if (fault) {
      errors.push(fault);
      continue;
    }
    if (values.mobile && !byMobile.has(values.mobile)) byMobile.set(values.mobile, { name: values.name, line });
    lines.set(rowKey(values), line);
    good.push({
      line,
      name: values.name,
      mobile: values.mobile || null,
      role: roleNamed(values.role) as Role,
      areaCode: values.areaCode || null,
      unit: values.unit || null,
      title: values.title || null,
    });
  }
  return { rows: rows.length, good, errors };
}

function fieldFault(line: number, values: Values): RowFault | null {
  const { name, mobile, areaCode, unit, title } = values;
  if (name === '') return rowError(line, 'row.name-missing');
  if (name.length > nameMost) return rowError(line, 'row.name-long', { most: String(nameMost) });
  if (mobile !== '' && !/^1\d{10}$/.test(mobile)) return rowError(line, 'row.mobile-wrong', { mobile });
  if (title.length > titleMost) return rowError(line, 'row.title-long', { most: String(titleMost) });
  const role = roleNamed(values.role);
  if (role === null) return rowError(line, 'row.role-unknown', { role: values.role });
  if (areaCode !== '' && !isAreaCode(areaCode)) return rowError(line, 'row.code-wrong', { code: areaCode });
  switch (placeFault(role, areaCode || null, unit || null)) {
    case 'area':
      return areaCode === '' ? rowError(line, 'row.area-missing') : rowError(line, 'row.role-level', { role: roleName(role) });
    case 'unit':
      return unit === '' ? rowError(line, 'row.unit-missing') : rowError(line, 'row.role-level', { role: roleName(role) });
    default:
      return null;
  }
}

function twiceFault(
  line: number,
  values: Values,
  byMobile: ReadonlyMap<string, { name: string; line: number }>,
  lines: ReadonlyMap<string, number>,
): RowFault | null {
  const same = byMobile.get(values.mobile);
  if (same && same.name !== values.name) return rowError(line, 'row.mobile-twice', { mobile: values.mobile, firstLine: String(same.line) });
  const before = lines.get(rowKey(values));
  return before === undefined ? null : rowError(line, 'row.row-twice', { firstLine: String(before) });
}

function rowKey({ name, mobile, role, areaCode, unit }: Values): string {
  return [mobile || name, roleNamed(role), areaCode, unit].join('\n');
}
