import { closeRound as operation } from '@muster/contract/places/place-rounds.operations';
import { roundClosed } from '@muster/contract/places/places.events';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { placesPolicy } from '../places.policy.ts';
import { closeRoundAt, lockRound, moveRound } from '../rounds.store.ts';

export const closeRound = command(operation, {
  action: 'place:runRound',
  async run({ tx, principal, input, doneAt }) {
    const round = await lockRound(tx, input.roundId);
    const permit = authorize(placesPolicy, principal, 'place:runRound', { communityCode: round.community_code });
    moveRound(round, 'close');
    await closeRoundAt(tx, round.id, doneAt);
    const facts = { placeId: round.place_id, name: round.place_name, roundId: round.id, roundName: round.name, done: round.done };
    return {
      permit,
      result: { roundId: round.id, done: round.done },
      events: [event(roundClosed, { areaCode: round.community_code }, facts)],
    };
  },
});
