export { recountTallies } from './recount.ts';
export { addDeltas } from './tallies.store.ts';
export { talliesTerritory } from './tallies.territory.ts';
export { tallyRoutes } from './tallies.views.ts';
