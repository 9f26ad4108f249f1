import { cityDay } from '@muster/contract/city-time';
import { placePersonLinked } from '@muster/contract/places/places.events';
import { linkPlacePerson as operation } from '@muster/contract/places/places.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { placesPolicy } from '../places.policy.ts';
import { lockPlace } from '../places.store.ts';
import { checkFree, findShift, insertLink, lockPerson, refreshStaffing } from '../staffing.store.ts';

export const linkPlacePerson = command(operation, {
  action: 'place:link',
  async run({ tx, principal, input, now }) {
    const { linkId, placeId, shiftId, toDay } = input;
    const place = await lockPlace(tx, placeId);
    const communityCode = place.community_code;
    const permit = authorize(placesPolicy, principal, 'place:link', { communityCode });
    const fromDay = input.fromDay ?? cityDay(now);
    if (toDay !== null && (toDay < fromDay || toDay < cityDay(now))) throw new Problem('place.ends-before-start');
    const shift = await findShift(tx, placeId, shiftId);
    const person = await lockPerson(tx, input.personId);
    await checkFree(tx, person.id, shift, { fromDay, toDay });
    await insertLink(tx, { id: linkId, placeId, communityCode, shiftId, person, fromDay, toDay, now });
    await refreshStaffing(tx, [placeId], now, now);
    const facts = { placeId, name: place.name, shiftName: shift.name, personName: person.name };
    return {
      permit,
      result: { linkId },
      events: [event(placePersonLinked, { areaCode: communityCode, personId: person.id }, facts)],
    };
  },
});
