import { reportQueue as operation } from '@muster/contract/places/place-rounds.operations';
import { queueReported } from '@muster/contract/places/places.events';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { placesPolicy } from '../places.policy.ts';
import { lockPlace, testPointOnly } from '../places.store.ts';
import { insertReport, openRoundOf, setQueue } from '../rounds.store.ts';

export const reportQueue = command(operation, {
  action: 'place:reportQueue',
  async run({ tx, principal, input, now, doneAt }) {
    const { placeId, reportId: id, queue } = input;
    const place = await lockPlace(tx, placeId);
    const communityCode = place.community_code;
    const permit = authorize(placesPolicy, principal, 'place:reportQueue', { communityCode });
    testPointOnly(place);
    const person = { id: principal.personId, name: principal.personName };
    await insertReport(tx, {
      id,
      placeId,
      communityCode,
      roundId: await openRoundOf(tx, placeId),
      kind: 'queue',
      queue,
      person,
      doneAt,
      now,
    });
    await setQueue(tx, placeId, queue, doneAt, person.name);
    return {
      permit,
      result: { reportId: id },
      events: [event(queueReported, { areaCode: communityCode }, { placeId, name: place.name, queue })],
    };
  },
});
