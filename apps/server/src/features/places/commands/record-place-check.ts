import { recordPlaceCheck as operation } from '@muster/contract/places/place-problems.operations';
import { placeChecked } from '@muster/contract/places/places.events';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { placesPolicy } from '../places.policy.ts';
import { lockPlace, testPointOnly } from '../places.store.ts';

export const recordPlaceCheck = command(operation, {
  action: 'place:check',
  async run({ tx, principal, input, doneAt }) {
    const { placeId, checkId, key, isMet, note } = input;
    const place = await lockPlace(tx, placeId);
    const permit = authorize(placesPolicy, principal, 'place:check', { communityCode: place.community_code });
    testPointOnly(place);
    await tx
      .insertInto('place_checks')
      .values({
        id: checkId,
        place_id: placeId,
        community_code: place.community_code,
        check_key: key,
        is_met: isMet,
        note,
        person_id: principal.personId,
        person_name: principal.personName,
        done_at: doneAt,
      })
      .execute();
    return {
      permit,
      result: { checkId },
      events: [event(placeChecked, { areaCode: place.community_code }, { placeId, name: place.name, key, isMet })],
    };
  },
});
