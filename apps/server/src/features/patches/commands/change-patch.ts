import { patchChanged } from '@muster/contract/patches/patches.events';
import { changePatch as operation } from '@muster/contract/patches/patches.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { patchesPolicy } from '../patches.policy.ts';
import { lockPatch, updatePatch, writeParts } from '../patches.store.ts';

export const changePatch = command(operation, {
  action: 'patch:change',
  async run({ tx, principal, input, now }) {
    const { patchId, version, name, parts, dutyPhone } = input;
    const patch = await lockPatch(tx, patchId, version);
    const permit = authorize(patchesPolicy, principal, 'patch:change', { communityCode: patch.community_code });
    await writeParts(tx, { id: patchId, communityCode: patch.community_code }, parts, now);
    await updatePatch(tx, patchId, { name, duty_phone: dutyPhone });
    return {
      permit,
      result: { patchId, version: version + 1 },
      events: [event(patchChanged, { areaCode: patch.community_code }, { patchId, name })],
    };
  },
});
