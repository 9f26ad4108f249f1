import { placeAdded } from '@muster/contract/places/places.events';
import { addPlace as operation } from '@muster/contract/places/places.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { communityInSight } from '../../compounds/index.ts';
import { placesPolicy } from '../places.policy.ts';
import { checkCompound, checkShifts, insertPlace, writeShifts } from '../places.store.ts';
import { refreshStaffing } from '../staffing.store.ts';

export const addPlace = command(operation, {
  action: 'place:add',
  async run({ tx, principal, input, now }) {
    const { placeId, communityCode, kind, name } = input;
    communityInSight(principal, communityCode);
    const permit = authorize(placesPolicy, principal, 'place:add', { communityCode });
    if (communityCode.length !== 12) throw new Problem('area.not-a-community');
    checkShifts(input);
    await checkCompound(tx, communityCode, input);
    await insertPlace(tx, { id: placeId, communityCode, kind, now }, input);
    await writeShifts(tx, { id: placeId, communityCode }, input, now);
    await refreshStaffing(tx, [placeId], now, now);
    return {
      permit,
      result: { placeId, version: 1 },
      events: [event(placeAdded, { areaCode: communityCode, reachDown: [communityCode] }, { placeId, name, kind })],
    };
  },
});
