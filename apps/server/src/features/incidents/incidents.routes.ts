import { routes } from '../../platform/routes.ts';
import { activateIncident } from './commands/activate-incident.ts';
import { changeIncidentLevel } from './commands/change-incident-level.ts';
import { endIncident } from './commands/end-incident.ts';
import { getCurrentIncident, listIncidents } from './incidents.views.ts';

export const incidentsRoutes = routes([getCurrentIncident, listIncidents, activateIncident, changeIncidentLevel, endIncident]);
