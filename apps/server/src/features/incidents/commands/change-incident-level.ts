import { incidentLevelChanged } from '@muster/contract/incidents/incidents.events';
import * as operations from '@muster/contract/incidents/incidents.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { incidentsPolicy } from '../incidents.policy.ts';
import { changeIncident, lockIncident, toIncident } from '../incidents.store.ts';
import { wholeCity } from '../whole-city.ts';

export const changeIncidentLevel = command(operations.changeIncidentLevel, {
  action: 'incident:changeLevel',
  async run({ tx, principal, input, now }) {
    const permit = authorize(incidentsPolicy, principal, 'incident:changeLevel', {});
    const before = await lockIncident(tx, input.incidentId, input.version, 'changeLevel');
    const incident = await changeIncident(tx, before.id, { level: input.level });
    const { name, level } = incident;
    return {
      permit,
      result: toIncident(incident, principal, now),
      events: [event(incidentLevelChanged, wholeCity(principal, incident.id), { name, from: before.level, level })],
    };
  },
});
