import { openRound as operation } from '@muster/contract/places/place-rounds.operations';
import { roundOpened } from '@muster/contract/places/places.events';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { placesPolicy } from '../places.policy.ts';
import { lockRound, moveRound, openRoundAt } from '../rounds.store.ts';

export const openRound = command(operation, {
  action: 'place:runRound',
  async run({ tx, principal, input, doneAt }) {
    const round = await lockRound(tx, input.roundId);
    const permit = authorize(placesPolicy, principal, 'place:runRound', { communityCode: round.community_code });
    if (round.place_closed) throw new Problem('place.closed', { name: round.place_name });
    moveRound(round, 'open');
    await openRoundAt(tx, round.id, doneAt);
    const facts = { placeId: round.place_id, name: round.place_name, roundId: round.id, roundName: round.name };
    return { permit, result: { roundId: round.id }, events: [event(roundOpened, { areaCode: round.community_code }, facts)] };
  },
});
