import { routes } from '../../platform/routes.ts';
import { getArea, listAreas, listChildAreas } from './areas.views.ts';
import { addGrid } from './commands/add-grid.ts';
import { importAreas } from './commands/import-areas.ts';
import { searchAreas } from './search.view.ts';

export const areasRoutes = routes([listAreas, listChildAreas, getArea, searchAreas, importAreas, addGrid]);
