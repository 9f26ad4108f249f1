import { isWithin } from '@muster/contract/areas/area-code';
import type { Policy } from '../../platform/policy.ts';
import type { Principal } from '../../platform/principal.ts';

interface Place {
  communityCode: string;
}

/** Whoever works there writes it down: the community itself, its grids, and the desks above it. */
function keeps(principal: Principal, { communityCode }: Place): boolean {
  if (principal.kind === 'system' || principal.role === 'systemAdministrator') return true;
  if (principal.areaCode === null) return false;
  if (principal.role === 'gridWorker') return isWithin(principal.areaCode, communityCode);
  return leads(principal, { communityCode });
}

/** What cannot be taken back (closing, merging) is for who answers for the community. */
function leads(principal: Principal, { communityCode }: Place): boolean {
  const isDesk = principal.role === 'commander' || principal.role === 'dutyOfficer' || principal.role === 'communitySecretary';
  if (principal.kind === 'system' || principal.role === 'systemAdministrator') return true;
  return isDesk && principal.areaCode !== null && isWithin(communityCode, principal.areaCode);
}

export const compoundsPolicy = {
  'compound:add': keeps,
  'compound:change': keeps,
  'compound:close': leads,
  'compound:merge': leads,
  'compound:outline': leads,
  'compound:export': leads,
  'compound:import': leads,
} satisfies Policy<Record<`compound:${string}`, Place>>;

/** Whoever answers for a territory brings sheets of it, and sees which ones were brought. */
export function importsCompounds(principal: Principal): boolean {
  return principal.kind === 'system' || ['commander', 'dutyOfficer', 'communitySecretary', 'systemAdministrator'].includes(principal.role);
}

/** Compounds are no secret to whoever works in the area; administrators of accounts and the audit have no business there. */
export function readsCompounds(principal: Principal): boolean {
  return principal.kind === 'system' || (principal.role !== 'securityAdministrator' && principal.role !== 'auditor');
}
