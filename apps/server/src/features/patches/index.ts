export { patchesRoutes } from './patches.routes.ts';
export { patchTasks } from './patches.tasks.ts';
export { patchesTerritory } from './patches.territory.ts';
