import { compoundChanged } from '@muster/contract/compounds/compounds.events';
import { changeCompound as operation } from '@muster/contract/compounds/compounds.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { compoundPlace } from '../compound-place.ts';
import { compoundsPolicy } from '../compounds.policy.ts';
import { compoundColumns, lockCompound, updateCompound } from '../compounds.store.ts';

export const changeCompound = command(operation, {
  action: 'compound:change',
  async run({ tx, principal, input }) {
    const { commandId: _, doneAt: __, compoundId, version, ...written } = input;
    const before = await lockCompound(tx, compoundId, version);
    const permit = authorize(compoundsPolicy, principal, 'compound:change', { communityCode: before.community_code });
    await updateCompound(tx, compoundId, compoundColumns(written));
    const facts = { compoundId, name: written.name, what: 'facts' };
    return {
      permit,
      result: { compoundId, version: version + 1 },
      events: [event(compoundChanged, compoundPlace(before.community_code), facts)],
    };
  },
});
