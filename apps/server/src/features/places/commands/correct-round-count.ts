import { correctRoundCount as operation } from '@muster/contract/places/place-rounds.operations';
import { roundCountCorrected } from '@muster/contract/places/places.events';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { placesPolicy } from '../places.policy.ts';
import { addDone, insertReport, lockRound } from '../rounds.store.ts';

/** Also after the round is over: a slip is often seen when the tubes are counted. */
export const correctRoundCount = command(operation, {
  action: 'place:count',
  async run({ tx, principal, input, now, doneAt }) {
    const { roundId, reportId: id, amount, reason } = input;
    const round = await lockRound(tx, roundId);
    const { place_id: placeId, community_code: communityCode } = round;
    const permit = authorize(placesPolicy, principal, 'place:count', { communityCode });
    if (round.opened_at === null) throw new Problem('place.round-not-open', { name: round.name });
    if (round.done + amount < 0) throw new Problem('place.count-below-none', { done: round.done });
    const person = { id: principal.personId, name: principal.personName };
    await insertReport(tx, { id, placeId, communityCode, roundId, kind: 'correction', amount, reason, person, doneAt, now });
    await addDone(tx, roundId, amount);
    const facts = { placeId, name: round.place_name, roundId, roundName: round.name, amount, reason };
    return { permit, result: { reportId: id }, events: [event(roundCountCorrected, { areaCode: communityCode }, facts)] };
  },
});
