import { placePersonUnlinked } from '@muster/contract/places/places.events';
import { unlinkPlacePerson as operation } from '@muster/contract/places/places.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { placesPolicy } from '../places.policy.ts';
import { endLink, lockLink, refreshStaffing } from '../staffing.store.ts';

export const unlinkPlacePerson = command(operation, {
  action: 'place:link',
  async run({ tx, principal, input, now }) {
    const link = await lockLink(tx, input.linkId, now);
    const permit = authorize(placesPolicy, principal, 'place:link', { communityCode: link.community_code });
    await endLink(tx, link.id, now);
    await refreshStaffing(tx, [link.place_id], now, now);
    const facts = { placeId: link.place_id, name: link.place_name, shiftName: link.shift_name, personName: link.person_name };
    return {
      permit,
      result: { linkId: link.id },
      events: [event(placePersonUnlinked, { areaCode: link.community_code, personId: link.person_id }, facts)],
    };
  },
});
