export { areaNames, areaTree, cityShape, deskOf, type TreeArea } from './area-tree.ts';
export { areasRoutes } from './areas.routes.ts';
export { lockArea, upsertAreas as enterAreas } from './areas.store.ts';
export { areasTerritory } from './areas.territory.ts';
export { getArea, listChildAreas } from './areas.views.ts';
export { importAreasTelling } from './commands/import-areas.ts';
export { aboveNowOrThen, readLineage, requireOpenArea } from './lineage.store.ts';
export { areaSearch } from './search.view.ts';
export { searchText, spellings } from './search-text.ts';
