import type { ResultOf } from '@muster/contract/operation';
import { patchPersonLinked } from '@muster/contract/patches/patches.events';
import { linkPatchPerson as operation } from '@muster/contract/patches/patches.operations';
import { sql } from 'kysely';
import { command, event, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { communityInSight } from '../../compounds/index.ts';
import { answeredBefore } from '../../journal/index.ts';
import { refreshCoverage } from '../coverage.store.ts';
import { findPerson, linkPerson } from '../patch-people.store.ts';
import { rolesAt } from '../patch-roles.store.ts';
import { patchesPolicy } from '../patches.policy.ts';
import { lockPatchesOf } from '../patches.store.ts';

export const linkPatchPerson = command(operation, {
  action: 'patch:link',
  async run({ tx, principal, input, now }) {
    const { communityCode, roleKey } = input;
    communityInSight(principal, communityCode);
    const permit = authorize(patchesPolicy, principal, 'patch:link', { communityCode });
    const role = (await rolesAt(tx, communityCode, now)).find(({ key }) => key === roleKey);
    if (!role) throw new Problem('patch.role-unknown');
    const from = input.from ? new Date(input.from) : now;
    const to = input.to ? new Date(input.to) : null;
    if (to && to <= from) throw new Problem('patch.ends-before-start');
    const patches = await lockPatchesOf(tx, communityCode, input.patchIds);
    // It says what shall be, so it would succeed again after others have acted: the journal is asked, under the lock.
    const before = await answeredBefore<ResultOf<typeof operation>>(tx, { name: operation.name, commandId: input.commandId, principal });
    if (before) return { permit, ...before, events: noEvent('this very command did it before') };
    const person = await findPerson(tx, input.personId);
    const ids = patches.map(({ id }) => id);
    const result = await linkPerson(tx, { person, roleKey, patchIds: ids, communityCode, from, to });
    await refreshCoverage(tx, sql`p.id = any (${ids}::uuid[])`, now);
    const facts = { personName: person.name, roleName: role.name, patches: result.linked, replaced: result.replaced };
    return { permit, result, events: [event(patchPersonLinked, { areaCode: communityCode, personId: person.id }, facts)] };
  },
});
