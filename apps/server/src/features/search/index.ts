export { addEntry, type Entry, putEntries, seenAbove, showElsewhere } from './entries.store.ts';
export { makeEntries } from './make-entries.ts';
export { excerpt, marked } from './marks.ts';
export { newest } from './newest.store.ts';
export { asOrderNumber, type Sought, soughtFrom } from './query.ts';
export { searchRoutes } from './search.routes.ts';
export { searchTerritory } from './search.territory.ts';
export type { EntrySource, SearchSource } from './source.ts';
