import { addRoundCount as operation } from '@muster/contract/places/place-rounds.operations';
import { roundCounted } from '@muster/contract/places/places.events';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { placesPolicy } from '../places.policy.ts';
import { wasOpenAt } from '../places.rules.ts';
import { addDone, insertReport, lockRound } from '../rounds.store.ts';

export const addRoundCount = command(operation, {
  action: 'place:count',
  async run({ tx, principal, input, now, doneAt }) {
    const { roundId, reportId: id, amount } = input;
    const round = await lockRound(tx, roundId);
    const { place_id: placeId, community_code: communityCode } = round;
    const permit = authorize(placesPolicy, principal, 'place:count', { communityCode });
    wasOpenAt(round, doneAt);
    const person = { id: principal.personId, name: principal.personName };
    await insertReport(tx, { id, placeId, communityCode, roundId, kind: 'count', amount, person, doneAt, now });
    await addDone(tx, roundId, amount);
    const facts = { placeId, name: round.place_name, roundId, roundName: round.name, amount };
    return { permit, result: { reportId: id }, events: [event(roundCounted, { areaCode: communityCode }, facts)] };
  },
});
