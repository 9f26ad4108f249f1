import { rangeEnd } from '@muster/contract/areas/area-code';
import type { ResultOf } from '@muster/contract/operation';
import { patchRolesSet } from '@muster/contract/patches/patches.events';
import { setPatchRoles as operation } from '@muster/contract/patches/patches.operations';
import { sql } from 'kysely';
import { command, event, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { requireActiveIncident } from '../../incidents/index.ts';
import { answeredBefore } from '../../journal/index.ts';
import { refreshCoverage } from '../coverage.store.ts';
import { setRoles } from '../patch-roles.store.ts';
import { patchesPolicy } from '../patches.policy.ts';

/** For always or for the incident of now, from now or from a day on; patches are judged by them from that moment. */
export const setPatchRoles = command(operation, {
  action: 'patch:setRoles',
  async run({ tx, principal, input, now }) {
    const { areaCode, roles } = input;
    const permit = authorize(patchesPolicy, principal, 'patch:setRoles', { areaCode });
    // It says what shall be, so it would succeed again after others have acted: the journal is asked, under the lock.
    const before = await answeredBefore<ResultOf<typeof operation>>(tx, { name: operation.name, commandId: input.commandId, principal });
    if (before) return { permit, ...before, events: noEvent('this very command did it before') };
    const from = input.from ? new Date(input.from) : now;
    // Who writes 'today' means now: a minute that passed while he wrote is no past.
    if (from.getTime() < now.getTime() - 5 * 60_000)
      throw new Problem('patch.roles-in-past', {}, [{ pointer: '/from', code: 'patch.roles-in-past', detail: 'in the past' }]);
    const incidentId = input.onlyThisIncident ? (await requireActiveIncident(tx)).id : null;
    await setRoles(tx, { areaCode, incidentId, roles, from: from < now ? now : from });
    await refreshCoverage(tx, sql`p.community_code >= ${areaCode} and p.community_code < ${rangeEnd(areaCode)}`, now);
    return {
      permit,
      result: { areaCode, roles },
      events: [event(patchRolesSet, { areaCode }, { roles: roles.map(({ name }) => name).join('、') })],
    };
  },
});
