import { incidentActivated } from '@muster/contract/incidents/incidents.events';
import * as operations from '@muster/contract/incidents/incidents.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { incidentsPolicy } from '../incidents.policy.ts';
import { activeIncident, insertIncident, toIncident } from '../incidents.store.ts';
import { wholeCity } from '../whole-city.ts';

export const activateIncident = command(operations.activateIncident, {
  action: 'incident:activate',
  async run({ tx, principal, input, now }) {
    const permit = authorize(incidentsPolicy, principal, 'incident:activate', {});
    // For its name in the refusal; two at the same moment are told apart by incidents_one_active.
    const other = await activeIncident(tx);
    if (other) throw new Problem('incident.already-active', { name: other.name });
    const { name, level, isDrill } = input;
    const incident = await insertIncident(tx, { id: input.incidentId, name, level, isDrill, by: principal.personId, now });
    return {
      permit,
      result: toIncident(incident, principal, now),
      events: [event(incidentActivated, wholeCity(principal, incident.id), { name, level, isDrill })],
    };
  },
});
