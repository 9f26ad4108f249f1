import { incidentEnded } from '@muster/contract/incidents/incidents.events';
import * as operations from '@muster/contract/incidents/incidents.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { incidentsPolicy } from '../incidents.policy.ts';
import { changeIncident, lockIncident, toIncident } from '../incidents.store.ts';
import { wholeCity } from '../whole-city.ts';

export const endIncident = command(operations.endIncident, {
  action: 'incident:end',
  async run({ tx, principal, input, now }) {
    const permit = authorize(incidentsPolicy, principal, 'incident:end', {});
    const before = await lockIncident(tx, input.incidentId, input.version, 'end');
    const incident = await changeIncident(tx, before.id, { state: 'ended', ended_at: now });
    return {
      permit,
      result: toIncident(incident, principal, now),
      events: [event(incidentEnded, wholeCity(principal, incident.id), { name: incident.name })],
    };
  },
});
