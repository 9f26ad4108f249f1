import { compoundAdded } from '@muster/contract/compounds/compounds.events';
import { addCompound as operation } from '@muster/contract/compounds/compounds.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { compoundPlace } from '../compound-place.ts';
import { compoundsPolicy } from '../compounds.policy.ts';
import { insertCompound } from '../compounds.store.ts';
import { communityInSight, requireOpenCommunity } from '../in-sight.ts';

export const addCompound = command(operation, {
  action: 'compound:add',
  async run({ tx, principal, input, now }) {
    const { commandId: _, doneAt: __, compoundId: id, communityCode, ...written } = input;
    communityInSight(principal, communityCode);
    const permit = authorize(compoundsPolicy, principal, 'compound:add', { communityCode });
    await requireOpenCommunity(tx, principal, communityCode);
    await insertCompound(tx, { id, communityCode, isMadeUp: false, now, ...written });
    return {
      permit,
      result: { compoundId: id, version: 1 },
      events: [event(compoundAdded, compoundPlace(communityCode), { compoundId: id, name: written.name, kind: written.kind })],
    };
  },
});
