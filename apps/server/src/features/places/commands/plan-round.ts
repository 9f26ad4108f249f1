import { planRound as operation } from '@muster/contract/places/place-rounds.operations';
import { roundPlanned } from '@muster/contract/places/places.events';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { placesPolicy } from '../places.policy.ts';
import { lockPlace, testPointOnly } from '../places.store.ts';
import { insertRound } from '../rounds.store.ts';

export const planRound = command(operation, {
  action: 'place:planRound',
  async run({ tx, principal, input, now }) {
    const { placeId, roundId, name } = input;
    const place = await lockPlace(tx, placeId);
    const permit = authorize(placesPolicy, principal, 'place:planRound', { communityCode: place.community_code });
    testPointOnly(place);
    const plannedFrom = new Date(input.plannedFrom);
    const plannedTo = new Date(input.plannedTo);
    if (plannedTo <= plannedFrom) throw new Problem('place.ends-before-start');
    if (plannedTo <= now) throw new Problem('place.round-over');
    await insertRound(tx, { id: roundId, placeId, communityCode: place.community_code, name, plannedFrom, plannedTo, now });
    return {
      permit,
      result: { roundId },
      events: [event(roundPlanned, { areaCode: place.community_code }, { placeId, name: place.name, roundId, roundName: name })],
    };
  },
});
