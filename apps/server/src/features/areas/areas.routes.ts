import { routes } from '../../platform/routes.ts';
import type { TerritoryPart } from '../../platform/territory.ts';
import { listAreaChanges, previewAreaChange } from './area-changes.views.ts';
import { getArea, listAreas, listChildAreas } from './areas.views.ts';
import { addGrid } from './commands/add-grid.ts';
import { changeCommands } from './commands/change-area.ts';
import { exportAreaOutlines } from './commands/export-area-outlines.ts';
import { importAreaOutlines } from './commands/import-area-outlines.ts';
import { importAreas } from './commands/import-areas.ts';
import { listAreaOutlines } from './outlines.view.ts';
import { searchAreas } from './search.view.ts';

/** `parts`: how the tables of every feature follow a change of the territory. */
export function areasRoutes(parts: readonly TerritoryPart[]) {
  return routes([
    listAreas,
    listChildAreas,
    getArea,
    searchAreas,
    importAreas,
    addGrid,
    listAreaOutlines,
    importAreaOutlines,
    exportAreaOutlines,
    previewAreaChange(parts),
    listAreaChanges,
    ...changeCommands(parts),
  ]);
}
