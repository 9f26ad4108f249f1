export { refreshPlacesByTimer } from './commands/refresh-places.ts';
export { communityPlaces } from './community-places.view.ts';
export { communitiesWithPlace, placeThings } from './place-things.ts';
export { placesAttention } from './places.attention.ts';
export { placesRoutes } from './places.routes.ts';
export { placeTasks } from './places.tasks.ts';
export { placesTerritory } from './places.territory.ts';
export { listPlaces } from './places.views.ts';
export { problemsAttention } from './problems.attention.ts';
