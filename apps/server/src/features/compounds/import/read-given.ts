import type { ImportColumn } from '@muster/contract/compounds/import-faults';
import { type Given, type GivenBuilding, nameMost, type SheetRow } from './sheet-line.ts';
import { addressOf, countOf, isBlank, kindOf, lacksOf, listOf } from './values.ts';

/** As the contract bounds them (`compounds.operations.ts`): of a compound, of a building. */
const compoundMost = { households: 50_000, residents: 200_000, buildingCount: 500 };
const buildingMost = { units: 60, floors: 150, households: 5_000, residents: 20_000 };

/**
 * What a row says of its compound. Counts beside a building are the building's, unless their cell is merged over several rows:
 * then they are the compound's.
 */
export function readGiven(row: SheetRow, hasBuilding: boolean): Given {
  const given: Given = {};
  const text = (column: ImportColumn) => (isBlank(row.text(column)) ? undefined : row.text(column));
  const put = <K extends keyof Given>(key: K, value: Given[K] | undefined) => {
    if (value !== undefined) given[key] = value;
  };
  const list = (column: 'aliases' | 'gates', most: number) => {
    const names = listOf(text(column) ?? '');
    if (names.length > most) row.fault(column, 'list.too-long', { most: String(most) });
    else if (names.some((name) => name.length > nameMost)) row.fault(column, 'cell.too-long', { most: String(nameMost) });
    else if (names.length > 0) put(column, names);
  };
  list('aliases', 12);
  list('gates', 40);

  const address = text('address');
  Object.assign(given, address === undefined ? {} : addressOf(address));
  for (const column of ['road', 'number', 'yard'] as const) put(column, text(column));
  for (const column of ['road', 'number', 'yard'] as const)
    if ((given[column] ?? '').length > nameMost) row.fault(text(column) ? column : 'address', 'cell.too-long', { most: String(nameMost) });

  const kind = text('kind');
  if (kind !== undefined) {
    put('kind', kindOf(kind));
    if (given.kind === undefined) row.fault('kind', 'kind.unknown', { text: kind });
  }
  const lacks = text('lacks');
  if (lacks !== undefined) {
    const found = lacksOf(lacks);
    if (found === null) row.fault('lacks', 'lacks.unknown', { text: lacks });
    else put('lacks', found);
  }
  for (const column of ['households', 'residents', 'buildingCount'] as const) {
    const isWhole = column === 'buildingCount' || !hasBuilding || row.isRepeat(column) || row.spans(column);
    if (isWhole) put(column, count(row, column, compoundMost[column]));
  }
  return given;
}

export function readBuilding(row: SheetRow, number: number, name: string): GivenBuilding {
  const building: GivenBuilding = { row: number, name };
  if (name.length > nameMost) row.fault('building', 'cell.too-long', { most: String(nameMost) });
  for (const column of ['units', 'floors', 'households', 'residents'] as const) {
    const isCompounds = (column === 'households' || column === 'residents') && (row.isRepeat(column) || row.spans(column));
    const value = isCompounds ? undefined : count(row, column, buildingMost[column]);
    if (value !== undefined) building[column] = value;
  }
  return building;
}

function count(row: SheetRow, column: ImportColumn, most: number): number | undefined {
  const text = row.text(column);
  const value = countOf(text);
  if (value === null) row.fault(column, 'count.not-whole', { text });
  else if (value !== undefined && value > most) row.fault(column, 'count.too-large', { text, most: String(most) });
  else return value;
  return undefined;
}
