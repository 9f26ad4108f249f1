import { patchPersonSubstituted } from '@muster/contract/patches/patches.events';
import { substitutePatchPerson as operation } from '@muster/contract/patches/patches.operations';
import { command, event, type NewEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { patchesOf, refreshCoverage } from '../coverage.store.ts';
import { findPerson, substitute } from '../patch-people.store.ts';
import { patchesPolicy } from '../patches.policy.ts';

export const substitutePatchPerson = command(operation, {
  action: 'patch:link',
  async run({ tx, principal, input, now }) {
    if (input.personId === input.substituteId) throw new Problem('patch.substitutes-himself');
    const [person, by] = [await findPerson(tx, input.personId), await findPerson(tx, input.substituteId)];
    const permit = authorize(patchesPolicy, principal, 'patch:link', { communityCode: person.area_code });
    const from = input.from ? new Date(input.from) : now;
    const to = input.to ? new Date(input.to) : null;
    if (to && to <= from) throw new Problem('patch.ends-before-start');
    const { codes, linked } = await substitute(tx, person, by, from, to);
    if (linked === 0) throw new Problem('patch.none');
    await refreshCoverage(tx, patchesOf(by.id), now);
    const facts = { personName: person.name, substituteName: by.name, patches: linked };
    const events = codes.map((areaCode) => event(patchPersonSubstituted, { areaCode, personId: by.id }, facts));
    return { permit, result: { linked }, events: events as [NewEvent, ...NewEvent[]] };
  },
});
