import { patchDefined } from '@muster/contract/patches/patches.events';
import { definePatch as operation } from '@muster/contract/patches/patches.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { communityInSight, requireOpenCommunity } from '../../compounds/index.ts';
import { rolesAt } from '../patch-roles.store.ts';
import { patchesPolicy } from '../patches.policy.ts';
import { insertPatch, writeParts } from '../patches.store.ts';

export const definePatch = command(operation, {
  action: 'patch:define',
  async run({ tx, principal, input, now }) {
    const { patchId: id, communityCode, name, parts, dutyPhone } = input;
    communityInSight(principal, communityCode);
    const permit = authorize(patchesPolicy, principal, 'patch:define', { communityCode });
    await requireOpenCommunity(tx, principal, communityCode);
    const roles = await rolesAt(tx, communityCode, now);
    // Nobody is linked yet: it lacks every role from the first moment.
    await insertPatch(tx, { id, communityCode, name, dutyPhone, lacking: roles.map(({ key }) => key), now });
    await writeParts(tx, { id, communityCode }, parts, now);
    return {
      permit,
      result: { patchId: id, version: 1 },
      events: [event(patchDefined, { areaCode: communityCode }, { patchId: id, name })],
    };
  },
});
