import { routes } from '../../platform/routes.ts';
import { addCompound } from './commands/add-compound.ts';
import { changeBuildings } from './commands/change-buildings.ts';
import { changeCompound } from './commands/change-compound.ts';
import { closeCompound } from './commands/close-compound.ts';
import { exportCompoundOutlines } from './commands/export-compound-outlines.ts';
import { importCompoundOutlines } from './commands/import-compound-outlines.ts';
import { mergeCompounds } from './commands/merge-compounds.ts';
import { placeCompound } from './commands/place-compound.ts';
import { getCompound, listCompounds, summariseCompounds } from './compounds.views.ts';
import { listCompoundDuplicates } from './duplicates.view.ts';
import { listCompoundGround } from './ground.view.ts';
import { decideImportLines } from './import/commands/decide-import-lines.ts';
import { dropCompoundImport } from './import/commands/drop-compound-import.ts';
import { runCompoundImport } from './import/commands/run-compound-import.ts';
import { startCompoundImport } from './import/commands/start-compound-import.ts';
import { getCompoundImport, listCompoundImports, listImportLines } from './import/imports.views.ts';

export const compoundsRoutes = routes([
  listCompounds,
  getCompound,
  summariseCompounds,
  listCompoundDuplicates,
  addCompound,
  changeCompound,
  changeBuildings,
  closeCompound,
  mergeCompounds,
  placeCompound,
  listCompoundGround,
  importCompoundOutlines,
  exportCompoundOutlines,
  startCompoundImport,
  getCompoundImport,
  listCompoundImports,
  listImportLines,
  decideImportLines,
  runCompoundImport,
  dropCompoundImport,
]);
