import { routes } from '../../platform/routes.ts';
import { startExport } from './commands/start-export.ts';
import { getExport } from './exports.views.ts';
import type { Lists } from './sheets.ts';

export function exportsRoutes(lists: Lists) {
  return routes([startExport(lists), getExport]);
}
