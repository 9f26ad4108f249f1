/**
 * What can be wrong with a cell or a row of a sheet of compounds. `text` is what the report of the user's own workbook carries, in
 * his language; screens have the same words (packages/ui), by code.
 */
export const importFaultCodes = [
  'cell.number-long',
  'cell.formula-empty',
  'cell.error',
  'cell.too-long',
  'count.not-whole',
  'count.too-large',
  'count.below-buildings',
  'community.missing',
  'community.unknown',
  'community.ambiguous',
  'community.elsewhere',
  'grid.unknown',
  'name.missing',
  'kind.missing',
  'kind.unknown',
  'lacks.missing',
  'lacks.unknown',
  'lacks.managed',
  'list.too-long',
  'building.twice',
  'building.elsewhere',
  'compound.twice',
  'compound.differs',
  'compound.buildings-most',
  'compound.other-row',
  'compound.closed-meanwhile',
  'compound.name-taken',
  'row.stopped',
] as const;
export type ImportFaultCode = (typeof importFaultCodes)[number];

/** Why a whole file is not read. */
export const importRefusalCodes = [
  'file.unreadable',
  'file.encrypted',
  'file.too-long',
  'file.too-heavy',
  'file.no-header',
  'file.no-rows',
  'file.gone',
  'assignment.ended',
] as const;
export type ImportRefusalCode = (typeof importRefusalCodes)[number];

/** What a column may mean. */
export const importColumns = [
  'communityCode',
  'community',
  'grid',
  'name',
  'aliases',
  'address',
  'road',
  'number',
  'yard',
  'kind',
  'lacks',
  'gates',
  'building',
  'buildingCount',
  'units',
  'floors',
  'households',
  'residents',
] as const;
export type ImportColumn = (typeof importColumns)[number];

/** Rows of all leaves of one file; more are refused before anything is stored. */
export const importRowsMost = 100_000;
