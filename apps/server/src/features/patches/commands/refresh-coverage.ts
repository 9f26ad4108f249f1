import { patchCoverageChanged, patchGapsEscalated } from '@muster/contract/patches/patches.events';
import { event, type Facts, internalCommand, type NewEvent, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { alarmAbove } from '../alarms.store.ts';
import { patchesTurnedSince, refreshCoverage } from '../coverage.store.ts';
import { patchesPolicy } from '../patches.policy.ts';

/** Longer than the timer's own pace, so that a server that was down for a night misses nothing of it. */
const backMs = 24 * 3_600_000;

/** The timer's own: somebody's time began or ran out by itself, a gap has lasted. */
export const refreshCoverageByTimer = internalCommand('refreshCoverageByTimer', {
  action: 'patch:timer',
  async run({ tx, principal, now }: Facts<object>) {
    const permit = authorize(patchesPolicy, principal, 'patch:timer', null);
    const changed = await refreshCoverage(tx, patchesTurnedSince(new Date(now.getTime() - backMs), now), now);
    const events = [
      ...changed.map(({ community_code, n }) => event(patchCoverageChanged, { areaCode: community_code }, { patches: n })),
      ...(await alarmAbove(tx, now)).map(({ area_code, patches }) => event(patchGapsEscalated, { areaCode: area_code }, { patches })),
    ];
    return {
      permit,
      result: { communities: changed.length },
      events: events.length > 0 ? (events as [NewEvent, ...NewEvent[]]) : noEvent('every patch is as it was'),
    };
  },
});
