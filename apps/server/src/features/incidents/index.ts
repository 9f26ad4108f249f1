export { managesIncident } from './incidents.policy.ts';
export { incidentsRoutes } from './incidents.routes.ts';
export {
  type ActiveIncident,
  activeIncident,
  currentIncident,
  type IncidentRow,
  requireActiveIncident,
  toIncident,
} from './incidents.store.ts';
