import { placeChanged } from '@muster/contract/places/places.events';
import { changePlace as operation } from '@muster/contract/places/places.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { placesPolicy } from '../places.policy.ts';
import { checkCompound, checkShifts, lockPlace, placeColumns, updatePlace, writeShifts } from '../places.store.ts';
import { refreshStaffing } from '../staffing.store.ts';

export const changePlace = command(operation, {
  action: 'place:change',
  async run({ tx, principal, input, now }) {
    const { placeId, version, name } = input;
    const place = await lockPlace(tx, placeId, version);
    const communityCode = place.community_code;
    const permit = authorize(placesPolicy, principal, 'place:change', { communityCode });
    checkShifts(input);
    await checkCompound(tx, communityCode, input);
    await updatePlace(tx, placeId, placeColumns(input));
    await writeShifts(tx, { id: placeId, communityCode }, input, now);
    await refreshStaffing(tx, [placeId], now, now);
    return {
      permit,
      result: { placeId, version: version + 1 },
      events: [event(placeChanged, { areaCode: communityCode, reachDown: [communityCode] }, { placeId, name })],
    };
  },
});
