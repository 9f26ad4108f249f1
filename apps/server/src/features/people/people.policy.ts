import { isWithin } from '@muster/contract/areas/area-code';
import { type Grant, grantFault, grantsAnything } from '@muster/contract/people/granting';
import { isDeskRole, type Role } from '@muster/contract/people/roles';
import type { Policy } from '../../platform/policy.ts';
import type { Principal } from '../../platform/principal.ts';

export const covers = (principal: Principal, areaCode: string | null) =>
  principal.areaCode !== null && areaCode !== null && isWithin(areaCode, principal.areaCode);
const isOneOf = (principal: Principal, ...some: Role[]) => (some as string[]).includes(principal.role);
const isSystem = (principal: Principal) => principal.kind === 'system';
const leadsDesk = (principal: Principal) => isOneOf(principal, 'commander', 'dutyOfficer', 'communitySecretary');

export interface GrantFacts {
  grant: Grant;
  unitAreaCode: string | null;
  /** While there is none, the system administrator appoints the first. */
  hasSecurityAdministrator: boolean;
}

export interface DutyFacts {
  personId: string;
  role: Role;
  areaCode: string | null;
}

export const peoplePolicy = {
  'person:add': (principal: Principal, { areaCode }: { areaCode: string }) =>
    isSystem(principal) || ((isOneOf(principal, 'systemAdministrator') || leadsDesk(principal)) && covers(principal, areaCode)),
  'person:import': (principal: Principal) =>
    isSystem(principal) || isOneOf(principal, 'systemAdministrator', 'commander', 'dutyOfficer', 'communitySecretary'),
  /** Whoever works with people calls them. The auditor reads what was looked at, and looks at nobody. */
  'person:viewPhone': (principal: Principal) =>
    isSystem(principal) || leadsDesk(principal) || isOneOf(principal, 'systemAdministrator', 'gridWorker', 'supervisor', 'unitLiaison'),
  'assignment:grant': maySet,
  /** Who may give a role there may also end it. */
  'assignment:end': maySet,
  /** Oneself, or whoever leads the desk or one above it: somebody is called away and cannot do it himself. */
  'assignment:setDuty': (principal: Principal, { personId, role, areaCode }: DutyFacts) =>
    isSystem(principal) || personId === principal.personId || (leadsDesk(principal) && isDeskRole(role) && covers(principal, areaCode)),
  'unit:add': (principal: Principal, { areaCode }: { areaCode: string }) =>
    isSystem(principal) || (isOneOf(principal, 'systemAdministrator', 'commander', 'dutyOfficer') && covers(principal, areaCode)),
} satisfies Policy<Record<`${string}:${string}`, never>>;

function maySet(principal: Principal, { grant, unitAreaCode, hasSecurityAdministrator }: GrantFacts): boolean {
  const appointsFirst = grant.role === 'securityAdministrator' && principal.role === 'systemAdministrator' && !hasSecurityAdministrator;
  return appointsFirst || grantFault(principal, grant, unitAreaCode) === null;
}

/** Whether it is only the scope that forbids it: told apart, because then those above can do it. */
export function isTooWide(principal: Principal, facts: GrantFacts): boolean {
  return !maySet(principal, facts) && grantFault(principal, facts.grant, facts.unitAreaCode) === 'scope';
}

/** Lists of people are for who fills desks or answers for them; the rest see the desks they belong to. */
export function readsPeople(principal: Principal): boolean {
  return isSystem(principal) || !isOneOf(principal, 'gridWorker', 'volunteer');
}

export function mayGrantSomethingTo(principal: Principal, areaCode: string): boolean {
  return isSystem(principal) || (grantsAnything(principal.role) && covers(principal, areaCode));
}

/** For lists of people that another feature tells: whether their whole numbers may be looked at. */
export function mayViewPhone(principal: Principal): boolean {
  return peoplePolicy['person:viewPhone'](principal);
}
