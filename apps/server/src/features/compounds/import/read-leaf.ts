import { buildingNameKey, compoundNameKey } from '@muster/contract/compounds/compound-names';
import type { ReadLeaf } from '@muster/contract/compounds/import.operations';
import type { ImportColumn, ImportFaultCode } from '@muster/contract/compounds/import-faults';
import { rowKind } from '../../../platform/sheets/read/body.ts';
import { columnLetters, type Leaf } from '../../../platform/sheets/read/book.ts';
import { findHeader } from '../../../platform/sheets/read/header.ts';
import { columnWords } from './columns.ts';
import type { CommunityIndex } from './communities.ts';
import { readBuilding, readGiven } from './read-given.ts';
import { type Given, nameMost, type SheetLine, type SheetRow } from './sheet-line.ts';
import { isBlank } from './values.ts';

const buildingsMost = 500;

/** Rows of one leaf as compounds. `fallback` is where rows belong that name no community. */
export async function readLeaf(
  leaf: Leaf,
  leafNumber: number,
  communities: CommunityIndex,
  fallback: { code: string; name: string } | null,
): Promise<{ told: ReadLeaf; lines: SheetLine[] }> {
  const header = findHeader(leaf, columnWords);
  const told: ReadLeaf = {
    name: leaf.name,
    headerRow: header?.bodyRow ?? null,
    rows: 0,
    columns: [],
    isHidden: leaf.isHidden,
    hiddenRows: leaf.hiddenRows,
    formulas: leaf.formulas,
    totalRows: 0,
    exampleRows: 0,
  };
  if (!header) return { told, lines: [] };
  const means = new Map([...header.columns].map(([key, column]) => [column, key]));
  told.columns = header.headers.flatMap((text, column) =>
    text === '' && !means.has(column)
      ? []
      : [{ letters: columnLetters(column), header: text, means: means.get(column) ?? null, isHidden: leaf.hiddenColumns.includes(column) }],
  );
  const cellFaults = Map.groupBy(leaf.faults, (fault) => fault.row);
  const place = placeOfLeaf(leaf, header.bodyRow, communities) ?? fallback;
  const nameAt = header.columns.get('name') ?? -1;
  const compounds = new Map<string, Compound>();
  const lines: SheetLine[] = [];
  let above: SheetLine | null = null;

  for (let at = header.bodyRow; at < leaf.rows.length; at++) {
    if (at % rowsAtOnce === 0) await pause();
    const cells = leaf.rows[at] as string[];
    const kind = rowKind(cells, nameAt);
    if (kind === 'total') told.totalRows++;
    if (kind === 'example') told.exampleRows++;
    if (kind !== 'data') continue;
    told.rows++;
    const faults: SheetLine['faults'] = [];
    const fault = (column: number | undefined, code: ImportFaultCode, params: Record<string, string> = {}) =>
      faults.push({ leaf: leafNumber, row: at + 1, column: column === undefined ? null : columnLetters(column), code, params });
    for (const { column, code } of cellFaults.get(at) ?? []) if (means.has(column)) fault(column, code, { text: cells[column] ?? '' });
    const repeated = leaf.repeats.get(at);
    // Whose cell cannot be read at all is told that, and not what follows from it.
    const unread = new Set(faults.map((one) => one.column));
    const row: SheetRow = {
      text: (column) => cells[header.columns.get(column) ?? -1] ?? '',
      isRepeat: (column) => repeated?.includes(header.columns.get(column) ?? -1) ?? false,
      spans: (column) => leaf.repeats.get(at + 1)?.includes(header.columns.get(column) ?? -1) ?? false,
      fault(column, code, params) {
        const place = column === null ? undefined : header.columns.get(column);
        if (place === undefined || !unread.has(columnLetters(place))) fault(place, code, params);
      },
    };
    const line = lineOf(row, { leaf: leafNumber, row: at + 1, faults, above, communities, place });
    above = line;
    const key = line.community && line.name !== '' ? `${line.community.code} ${compoundNameKey(line.name)}` : null;
    const first = key === null ? undefined : compounds.get(key);
    if (!first) {
      lines.push(line);
      if (key !== null) compounds.set(key, { line, buildings: new Map(line.buildings.map((one) => [buildingNameKey(one.name), one.row])) });
    } else joinTo(first, line, row);
  }
  for (const line of lines) checkWhole(line, leafNumber);
  return { told, lines };
}

/** A compound of the file with the rows of its buildings by their key: thousands of rows may be one compound, by mistake or on purpose. */
interface Compound {
  line: SheetLine;
  buildings: Map<string, number>;
}

/** Everybody else's requests run between so many rows. */
const rowsAtOnce = 500;
const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

interface Around {
  leaf: number;
  row: number;
  faults: SheetLine['faults'];
  above: SheetLine | null;
  communities: CommunityIndex;
  place: { code: string; name: string } | null;
}

function lineOf(row: SheetRow, { leaf, row: number, faults, above, communities, place }: Around): SheetLine {
  const name = row.text('name');
  const building = row.text('building');
  // In a file that knows no merged cells the name stands in the first row alone.
  const goesOn = isBlank(name) && !isBlank(building) && above !== null && above.name !== '';
  const said = goesOn && isBlank(row.text('community')) && isBlank(row.text('communityCode'));
  const community = said ? above.community : communityOf(row, communities, place);
  const line: SheetLine = {
    leaf,
    rows: [number],
    community,
    gridCode: null,
    name: goesOn ? above.name : isBlank(name) ? '' : name,
    given: {},
    buildings: [],
    faults,
  };
  if (line.name === '') row.fault('name', 'name.missing');
  if (line.name.length > nameMost) row.fault('name', 'cell.too-long', { most: String(nameMost) });
  const grid = row.text('grid');
  if (community && !isBlank(grid)) {
    line.gridCode = communities.grid(community.code, grid);
    if (line.gridCode === null) row.fault('grid', 'grid.unknown', { text: grid, community: community.name });
  }
  line.given = readGiven(row, !isBlank(building));
  if (!isBlank(building)) line.buildings.push(readBuilding(row, number, building));
  return line;
}

function communityOf(row: SheetRow, communities: CommunityIndex, place: { code: string; name: string } | null) {
  for (const column of ['communityCode', 'community'] as const) {
    const text = row.text(column);
    if (isBlank(text)) continue;
    const found = communities.find(text);
    if (found === 'unknown') row.fault(column, 'community.unknown', { text });
    else if (found === 'elsewhere') row.fault(column, 'community.elsewhere', { text });
    else if ('among' in found) row.fault(column, 'community.ambiguous', { text, among: found.among.join('、') });
    else return found;
    return null;
  }
  if (!place) row.fault('community', 'community.missing');
  return place;
}

/** One leaf a community: its name, or 填表单位 above the header. */
function placeOfLeaf(leaf: Leaf, bodyRow: number, communities: CommunityIndex) {
  const above = leaf.rows
    .slice(0, bodyRow)
    .flatMap((row) => row.flatMap((text) => /(?:填表|填报|上报)?(?:单位|社区)\s*[:：]\s*(\S+)/.exec(text)?.[1] ?? []));
  for (const text of [leaf.name, ...above]) {
    const found = communities.find(text);
    if (typeof found === 'object' && 'code' in found) return found;
  }
  return null;
}

const facts: readonly (keyof Given & ImportColumn)[] = ['road', 'number', 'yard', 'kind', 'households', 'residents', 'buildingCount'];

/** Another row of a compound: its building; what it says of the compound itself must be the same. */
function joinTo({ line: first, buildings }: Compound, line: SheetLine, row: SheetRow): void {
  const firstRow = String(first.rows[0]);
  for (const column of facts) {
    const [before, now] = [first.given[column], line.given[column]];
    if (now === undefined) continue;
    if (before === undefined) Object.assign(first.given, { [column]: now });
    else if (before !== now) row.fault(column, 'compound.differs', { firstRow, before: String(before), now: String(now) });
  }
  for (const column of ['aliases', 'lacks', 'gates'] as const) {
    const [before, now] = [first.given[column], line.given[column]];
    if (now !== undefined && before === undefined) Object.assign(first.given, { [column]: now });
    else if (now !== undefined && before !== undefined && [...before].sort().join() !== [...now].sort().join())
      row.fault(column, 'compound.differs', { firstRow, before: before.join('、'), now: now.join('、') });
  }
  if (line.gridCode !== null && first.gridCode !== null && line.gridCode !== first.gridCode)
    row.fault('grid', 'compound.differs', { firstRow, before: first.gridCode, now: line.gridCode });
  first.gridCode ??= line.gridCode;
  if (line.buildings.length === 0) row.fault('name', 'compound.twice', { name: line.name, firstRow });
  for (const building of line.buildings) {
    const key = buildingNameKey(building.name);
    const sameRow = buildings.get(key);
    if (sameRow !== undefined) row.fault('building', 'building.twice', { name: building.name, firstRow: String(sameRow) });
    else {
      buildings.set(key, building.row);
      first.buildings.push(building);
    }
  }
  first.rows.push(...line.rows);
  first.faults.push(...line.faults);
}

/** What can be said only when all rows of a compound have been read. */
function checkWhole(line: SheetLine, leaf: number): void {
  const { kind, lacks } = line.given;
  const fault = (code: ImportFaultCode, params: Record<string, string> = {}) =>
    line.faults.push({ leaf, row: line.rows[0] as number, column: null, code, params });
  if (kind === 'unmanaged' && lacks === undefined) fault('lacks.missing');
  if (kind !== undefined && kind !== 'unmanaged' && (lacks ?? []).length > 0) fault('lacks.managed');
  if (line.buildings.length > buildingsMost) fault('compound.buildings-most', { most: String(buildingsMost) });
}
