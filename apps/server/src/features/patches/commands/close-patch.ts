import { patchClosed } from '@muster/contract/patches/patches.events';
import { closePatch as operation } from '@muster/contract/patches/patches.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { patchesPolicy } from '../patches.policy.ts';
import { freeParts, lockPatch, updatePatch } from '../patches.store.ts';

export const closePatch = command(operation, {
  action: 'patch:close',
  async run({ tx, principal, input, now }) {
    const { patchId, version } = input;
    const patch = await lockPatch(tx, patchId, version);
    const permit = authorize(patchesPolicy, principal, 'patch:close', { communityCode: patch.community_code });
    await freeParts(tx, patchId, now);
    await updatePatch(tx, patchId, { closed_at: now, lacking: [], gap_at: null, alarm_depth: 0 });
    return {
      permit,
      result: { patchId, version: version + 1 },
      events: [event(patchClosed, { areaCode: patch.community_code }, { patchId, name: patch.name })],
    };
  },
});
