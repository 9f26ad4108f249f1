import { compoundChanged } from '@muster/contract/compounds/compounds.events';
import { placeCompound as operation } from '@muster/contract/compounds/ground.operations';
import { isIn, rounded, toWgs84 } from '@muster/contract/geo/coordinates';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { cityBounds } from '../../areas/index.ts';
import { compoundPlace } from '../compound-place.ts';
import { compoundsPolicy } from '../compounds.policy.ts';
import { lockCompound, updateCompound } from '../compounds.store.ts';

export const placeCompound = command(operation, {
  action: 'compound:change',
  async run({ tx, principal, input }) {
    const { compoundId, version, source, accuracy } = input;
    const compound = await lockCompound(tx, compoundId, version);
    const permit = authorize(compoundsPolicy, principal, 'compound:change', { communityCode: compound.community_code });
    const said = input.position;
    const at = said && rounded(toWgs84([said.longitude, said.latitude], input.coordinates));
    if (at && !isIn(at, await cityBounds(tx))) throw new Problem('compound.place-far');
    const position = at ? { longitude: at[0], latitude: at[1], source, accuracy } : null;
    await updateCompound(tx, compoundId, {
      longitude: position?.longitude ?? null,
      latitude: position?.latitude ?? null,
      position_source: position?.source ?? null,
      position_accuracy: position?.accuracy ?? null,
    });
    const facts = { compoundId, name: compound.name, what: 'position' };
    return {
      permit,
      result: { compoundId, version: version + 1, position },
      events: [event(compoundChanged, compoundPlace(compound.community_code), facts)],
    };
  },
});
