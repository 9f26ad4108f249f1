import type { EventPlace } from '../../platform/command.ts';
import type { Principal } from '../../platform/principal.ts';

/** An incident is everybody's: the banner of every screen in the city follows it. */
export function wholeCity(principal: Principal, incidentId: string): EventPlace {
  const code = principal.areaCode as string;
  return { areaCode: code, reachDown: [code], incidentId };
}
