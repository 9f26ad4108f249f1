import { roundLapsed } from '@muster/contract/places/places.events';
import { event, type Facts, internalCommand, type NewEvent, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { placesPolicy } from '../places.policy.ts';
import { closeRoundAt, lockLapsed, moveRound } from '../rounds.store.ts';

/** The timer's own: a round that nobody opened or closed does not stay open for ever. */
export const lapseRoundsByTimer = internalCommand('lapseRoundsByTimer', {
  action: 'place:timer',
  async run({ tx, principal, now }: Facts<object>) {
    const permit = authorize(placesPolicy, principal, 'place:timer', null);
    const rounds = await lockLapsed(tx, now, 500);
    for (const round of rounds) {
      moveRound(round, 'lapse');
      await closeRoundAt(tx, round.id, now);
    }
    const events = rounds.map((round) =>
      event(
        roundLapsed,
        { areaCode: round.community_code },
        { placeId: round.place_id, name: round.place_name, roundId: round.id, roundName: round.name, done: round.done },
      ),
    );
    return {
      permit,
      result: { rounds: rounds.length },
      events: events.length > 0 ? (events as [NewEvent, ...NewEvent[]]) : noEvent('no round is over its time'),
    };
  },
});
