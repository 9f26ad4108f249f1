import type { EventPlace } from '../../platform/command.ts';
import type { Principal } from '../../platform/principal.ts';
import type { AuthServices } from './auth.services.ts';

/** Where what somebody does to his own account belongs: seen by himself, his unit, and the auditor of his territory. */
export function ownPlace(principal: Principal, services: AuthServices): EventPlace {
  return { areaCode: principal.areaCode ?? services.cityCode(), personId: principal.personId, unitId: principal.unitId };
}
