export { patchesAttention } from './attention-source.ts';
export { refreshCoverageByTimer } from './commands/refresh-coverage.ts';
export { ownPatches } from './own-patches.view.ts';
export { communitiesLackingRole, patchRoleName } from './patch-conditions.store.ts';
export { readsPatches } from './patches.policy.ts';
export { patchesRoutes } from './patches.routes.ts';
export { patchTasks } from './patches.tasks.ts';
export { patchesTerritory } from './patches.territory.ts';
export { listPatches } from './patches.views.ts';
