export { managesIncident } from './incidents.policy.ts';
export { incidentsRoutes } from './incidents.routes.ts';
export {
  activeIncident,
  currentIncident,
  currentIncidentId,
  requireActiveIncident,
  toIncident,
} from './incidents.store.ts';
export { incidentsTerritory } from './incidents.territory.ts';
