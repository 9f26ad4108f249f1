import type { EventPlace } from '../../platform/command.ts';

/** Where something of a compound happens: in its community, and seen by its grids, who work there and lie below it. */
export function compoundPlace(communityCode: string): EventPlace {
  return { areaCode: communityCode, reachDown: [communityCode] };
}
