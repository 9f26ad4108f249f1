export { communitiesWithZone } from './closed-areas.store.ts';
export { communityZones } from './community-zones.view.ts';
export { zonesAttention } from './zones.attention.ts';
export { zoneReactions } from './zones.reactions.ts';
export { zonesRoutes } from './zones.routes.ts';
export { zoneTasks } from './zones.tasks.ts';
export { zonesTerritory } from './zones.territory.ts';
export { listZones } from './zones.views.ts';
