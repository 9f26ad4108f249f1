import { placeClosed } from '@muster/contract/places/places.events';
import { closePlace as operation } from '@muster/contract/places/places.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { placesPolicy } from '../places.policy.ts';
import { lockPlace, updatePlace } from '../places.store.ts';
import { anyUnsettled } from '../problems.store.ts';
import { closeRoundsOf } from '../rounds.store.ts';
import { endLinksOf } from '../staffing.store.ts';

export const closePlace = command(operation, {
  action: 'place:close',
  async run({ tx, principal, input, now }) {
    const { placeId, version, reason } = input;
    const place = await lockPlace(tx, placeId, version);
    const permit = authorize(placesPolicy, principal, 'place:close', { communityCode: place.community_code });
    // Every finding has an end: what was reported here is settled first, with how.
    if (await anyUnsettled(tx, placeId)) throw new Problem('place.problems-open');
    await closeRoundsOf(tx, placeId, now);
    await endLinksOf(tx, placeId, now);
    await updatePlace(tx, placeId, { closed_at: now, close_reason: reason, short_from: null, short_until: null });
    return {
      permit,
      result: { placeId, version: version + 1 },
      events: [
        event(placeClosed, { areaCode: place.community_code, reachDown: [place.community_code] }, { placeId, name: place.name, reason }),
      ],
    };
  },
});
