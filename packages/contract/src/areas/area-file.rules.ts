import { readTable } from '../csv.ts';
import { isAreaCode, isWithin, parentCode } from './area-code.ts';
import { type RowFault, rowError } from './row-errors.ts';

/** One area as a territory file gives it. Level, kind, parent and short name follow from code and name. */
export interface AreaRow {
  line: number;
  code: string;
  name: string;
}

export interface AreaFile {
  /** Rows of the file, header not counted. */
  rows: number;
  good: AreaRow[];
  errors: RowFault[];
}

export const areaNameMost = 60;

const columns = {
  code: { names: ['code', '代码', '区划代码', '统计用区划代码', '行政区划代码'], needed: true },
  name: { names: ['name', '名称', '区域名称', '单位名称'], needed: true },
} as const;

/**
 * Reads and checks a territory file: every faulty row with its line and what is wrong. Null when it is no such file.
 *
 * `known` answers whether an area exists already, because a file may add below it. Order does not matter: a row may stand
 * before its parent. A row whose parent is itself faulty is faulty too, so that the good rows alone can be stored.
 */
export function readAreaFile(text: string, known: (code: string) => boolean, scope?: string): AreaFile | null {
  const rows = readTable(text, columns);
  if (!rows) return null;
  const errors: RowFault[] = [];
  const first = new Map<string, number>();
  const candidates: AreaRow[] = [];
  for (const { line, values } of rows) {
    const code = bareCode(values.code);
    const fault = rowFault(line, code, values.name, first, scope);
    if (fault) errors.push(fault);
    else candidates.push({ line, code, name: values.name });
    if (code && !first.has(code)) first.set(code, line);
  }
  const accepted = new Set<string>();
  const good: AreaRow[] = [];
  for (const row of [...candidates].sort((a, b) => a.code.length - b.code.length)) {
    const parent = parentCode(row.code);
    if (parent !== null && !accepted.has(parent) && !known(parent)) errors.push(rowError(row.line, 'row.parent-unknown', { parent }));
    else {
      accepted.add(row.code);
      good.push(row);
    }
  }
  return { rows: rows.length, good, errors: errors.sort((a, b) => a.line - b.line) };
}

/** National files write every code with 12 digits, filled up with zeros: 410402000000 is the district 410402. */
function bareCode(code: string): string {
  if (!/^\d{12}$/.test(code)) return code;
  if (code.endsWith('00000000')) return code.slice(0, 4);
  if (code.endsWith('000000')) return code.slice(0, 6);
  return code.endsWith('000') ? code.slice(0, 9) : code;
}

function rowFault(line: number, code: string, name: string, first: ReadonlyMap<string, number>, scope?: string): RowFault | null {
  if (code === '') return rowError(line, 'row.code-missing');
  if (!isAreaCode(code)) return rowError(line, 'row.code-wrong', { code });
  const firstLine = first.get(code);
  if (firstLine !== undefined) return rowError(line, 'row.code-twice', { code, firstLine: String(firstLine) });
  if (scope !== undefined && !isWithin(code, scope)) return rowError(line, 'row.code-outside', { code, scope });
  if (name === '') return rowError(line, 'row.name-missing');
  if (name.length > areaNameMost) return rowError(line, 'row.name-long', { most: String(areaNameMost) });
  return null;
}
