import { isWithin } from '@muster/contract/areas/area-code';
import { isDeskRole } from '@muster/contract/people/roles';
import type { Policy } from '../../platform/policy.ts';
import type { Principal } from '../../platform/principal.ts';

interface Place {
  communityCode: string;
}

/** Where people stand, and when, is for who answers for the community. */
function leads(principal: Principal, { communityCode }: Place): boolean {
  if (principal.kind === 'system') return true;
  const isDesk = principal.role === 'commander' || principal.role === 'dutyOfficer' || principal.role === 'communitySecretary';
  return isDesk && principal.areaCode !== null && isWithin(communityCode, principal.areaCode);
}

/** What is seen at a place says whoever works there: the community's people, its grids and volunteers, and the desks above. */
function works(principal: Principal, { communityCode }: Place): boolean {
  if (principal.kind === 'system') return true;
  const { areaCode, role } = principal;
  if (areaCode === null || role === 'system' || !(isDeskRole(role) || role === 'volunteer')) return false;
  return isWithin(communityCode, areaCode) || isWithin(areaCode, communityCode);
}

export const placesPolicy = {
  'place:add': leads,
  'place:change': leads,
  'place:close': leads,
  'place:link': leads,
  'place:planRound': leads,
  'place:runRound': works,
  'place:reportQueue': works,
  'place:count': works,
  'place:reportProblem': works,
  'place:seeProblem': leads,
  'place:settleProblem': leads,
  'place:check': works,
  'place:timer': (principal: Principal, _facts: null) => principal.kind === 'system',
} satisfies Policy<Record<`place:${string}`, never>>;

/** Places concern who works in the area; accounts and audit have no business there. */
export function readsPlaces(principal: Principal): boolean {
  return (
    principal.kind === 'system' ||
    (principal.role !== 'securityAdministrator' && principal.role !== 'auditor' && principal.role !== 'systemAdministrator')
  );
}
