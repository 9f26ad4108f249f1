export { enterCompounds } from './commands/enter-compounds.ts';
export { communityCompounds } from './community-compounds.view.ts';
export { communitiesWithCompound, compoundThings } from './compound-things.ts';
export { readsCompounds } from './compounds.policy.ts';
export { compoundsRoutes } from './compounds.routes.ts';
export { compoundsTerritory } from './compounds.territory.ts';
export type { EnteredCompound } from './entering.store.ts';
export { compoundImportReactions, compoundImportTasks } from './import/import.tasks.ts';
export { communityInSight, groundUnder, requireOpenCommunity } from './in-sight.ts';
