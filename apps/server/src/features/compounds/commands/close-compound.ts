import { compoundClosed } from '@muster/contract/compounds/compounds.events';
import { closeCompound as operation } from '@muster/contract/compounds/compounds.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { compoundPlace } from '../compound-place.ts';
import { compoundsPolicy } from '../compounds.policy.ts';
import { lockCompound, updateCompound } from '../compounds.store.ts';

export const closeCompound = command(operation, {
  action: 'compound:close',
  async run({ tx, principal, input, now }) {
    const { compoundId, version, reason } = input;
    const compound = await lockCompound(tx, compoundId, version);
    const permit = authorize(compoundsPolicy, principal, 'compound:close', { communityCode: compound.community_code });
    await updateCompound(tx, compoundId, { closed_at: now, close_reason: reason });
    return {
      permit,
      result: { compoundId, version: version + 1 },
      events: [event(compoundClosed, compoundPlace(compound.community_code), { compoundId, name: compound.name, reason })],
    };
  },
});
