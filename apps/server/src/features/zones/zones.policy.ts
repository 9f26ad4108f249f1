import { isWithin } from '@muster/contract/areas/area-code';
import type { Policy } from '../../platform/policy.ts';
import type { Principal } from '../../platform/principal.ts';

interface Place {
  communityCode: string;
}

const isHeadquarters = (principal: Principal) => principal.role === 'commander' || principal.role === 'dutyOfficer';

/** Closing and opening people's doors is for the headquarters of city and district (DOMAIN 1.1: notices are theirs). */
function decides(principal: Principal, { communityCode }: Place): boolean {
  const { areaCode } = principal;
  return isHeadquarters(principal) && areaCode !== null && areaCode.length <= 6 && isWithin(communityCode, areaCode);
}

/** What is known of a place is written down by whoever answers for it: the community, and the desks above. */
function answersFor(principal: Principal, { communityCode }: Place): boolean {
  if (principal.kind === 'system') return true;
  const isDesk = isHeadquarters(principal) || principal.role === 'communitySecretary';
  return isDesk && principal.areaCode !== null && isWithin(communityCode, principal.areaCode);
}

export const zonesPolicy = {
  'zone:notice': (principal: Principal, { areaCode }: { areaCode: string | null }) =>
    areaCode !== null && decides(principal, { communityCode: areaCode }),
  'zone:decide': decides,
  'zone:fact': answersFor,
  'zone:propose': answersFor,
  'zone:setRegime': (principal: Principal, { areaCode }: { areaCode: string }) => decides(principal, { communityCode: areaCode }),
  'zone:timer': (principal: Principal, _facts: null) => principal.kind === 'system',
} satisfies Policy<Record<`zone:${string}`, never>>;

/** Zones concern who works in the area; accounts and audit have no business there. */
export function readsZones(principal: Principal): boolean {
  return (
    principal.kind === 'system' ||
    (principal.role !== 'securityAdministrator' && principal.role !== 'auditor' && principal.role !== 'systemAdministrator')
  );
}
