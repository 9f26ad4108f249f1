import { compoundChanged } from '@muster/contract/compounds/compounds.events';
import { changeBuildings as operation } from '@muster/contract/compounds/compounds.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { putBuildings, removeBuildings } from '../buildings.store.ts';
import { compoundPlace } from '../compound-place.ts';
import { compoundsPolicy } from '../compounds.policy.ts';
import { lockCompound, updateCompound } from '../compounds.store.ts';

export const changeBuildings = command(operation, {
  action: 'compound:change',
  async run({ tx, principal, input, now }) {
    const { compoundId, version, put, remove } = input;
    const compound = await lockCompound(tx, compoundId, version);
    const permit = authorize(compoundsPolicy, principal, 'compound:change', { communityCode: compound.community_code });
    if (remove.length > 0) await removeBuildings(tx, compoundId, remove, now);
    if (put.length > 0) await putBuildings(tx, compound, put, now);
    await updateCompound(tx, compoundId, {});
    const facts = { compoundId, name: compound.name, what: 'buildings' };
    return {
      permit,
      result: { compoundId, version: version + 1 },
      events: [event(compoundChanged, compoundPlace(compound.community_code), facts)],
    };
  },
});
