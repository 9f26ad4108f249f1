export { endExport } from './commands/end-export.ts';
export { exportsRoutes } from './exports.routes.ts';
export { type ExportRow, fetchExport, noteRows } from './exports.store.ts';
export { exportsTerritory } from './exports.territory.ts';
export { type Lists, listInput, sheetOf } from './sheets.ts';
