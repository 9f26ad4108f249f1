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
]);
