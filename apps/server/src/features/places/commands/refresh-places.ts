import { placeStaffingChanged } from '@muster/contract/places/places.events';
import { event, type Facts, internalCommand, type NewEvent, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { placesPolicy } from '../places.policy.ts';
import { placesToRefresh, refreshStaffing } from '../staffing.store.ts';

/** At once; what is more comes with the next round of the timer, those that wait longest first. */
const atOnce = 2_000;

/** The timer's own: a shift without people ended, somebody's days ran out, or the look ahead is half used up. */
export const refreshPlacesByTimer = internalCommand('refreshPlacesByTimer', {
  action: 'place:timer',
  async run({ tx, principal, now }: Facts<object>) {
    const permit = authorize(placesPolicy, principal, 'place:timer', null);
    const changed = await refreshStaffing(tx, await placesToRefresh(tx, now, atOnce), now, null);
    const events = [...changed].map(([areaCode, places]) => event(placeStaffingChanged, { areaCode }, { places }));
    return {
      permit,
      result: { communities: changed.size },
      events: events.length > 0 ? (events as [NewEvent, ...NewEvent[]]) : noEvent('every place is as it was'),
    };
  },
});
