import { routes } from '../../platform/routes.ts';
import { searchAll } from './search.view.ts';
import type { SearchSource } from './source.ts';

export function searchRoutes(sources: readonly SearchSource[]) {
  return routes([searchAll(sources)]);
}
