import * as operations from '@muster/contract/incidents/incidents.operations';
import { decodeCursor, page } from '../../platform/paging.ts';
import { view } from '../../platform/view.ts';
import { managesIncident } from './incidents.policy.ts';
import { activeIncident, currentIncident, selectIncidents, toIncident } from './incidents.store.ts';

export const getCurrentIncident = view(operations.getCurrentIncident, {
  allows: () => true,
  async read({ tx, principal, now }) {
    const incident = (await activeIncident(tx)) ?? (await currentIncident(tx));
    return {
      incident: incident && toIncident(incident, principal, now),
      may: { activate: incident?.state !== 'active' && managesIncident(principal) },
    };
  },
});

export const listIncidents = view(operations.listIncidents, {
  allows: () => true,
  async read({ tx, principal, input, now }) {
    const after = decodeCursor(input.cursor, ['instant', 'uuid']);
    let query = selectIncidents(tx).orderBy('activated_at', 'desc').orderBy('id');
    if (input.drills !== undefined) query = query.where('is_drill', '=', input.drills === 'true');
    if (after) {
      const [at, id] = [new Date(after[0] as string), after[1] as string];
      query = query.where((w) => w.or([w('activated_at', '<', at), w.and([w('activated_at', '=', at), w('id', '>', id)])]));
    }
    const rows = await query.limit(input.limit + 1).execute();
    return page(
      rows,
      input.limit,
      (row) => toIncident(row, principal, now),
      (row) => [row.activated_at.toISOString(), row.id],
    );
  },
});
