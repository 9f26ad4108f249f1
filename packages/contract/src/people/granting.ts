import { isWithin, levelOfCode } from '../areas/area-code.ts';
import { type Role, roleLevels } from './roles.ts';

/**
 * Which roles may be given by whom. Pure data, so that a form offers what the server will take.
 *
 * The three administrators are apart: the system administrator fills the desks, the security administrator alone makes
 * administrators and the auditor, and neither takes part in the response. Desks give roles within their own territory,
 * and none that is wider than their own.
 */
export const grantableRoles = {
  systemAdministrator: ['commander', 'dutyOfficer', 'communitySecretary', 'gridWorker', 'supervisor', 'unitLiaison', 'volunteer'],
  securityAdministrator: ['systemAdministrator', 'securityAdministrator', 'auditor'],
  auditor: [],
  commander: ['commander', 'dutyOfficer', 'communitySecretary', 'gridWorker', 'supervisor', 'unitLiaison', 'volunteer'],
  dutyOfficer: ['dutyOfficer', 'communitySecretary', 'gridWorker', 'unitLiaison', 'volunteer'],
  communitySecretary: ['dutyOfficer', 'communitySecretary', 'gridWorker', 'unitLiaison', 'volunteer'],
  gridWorker: [],
  supervisor: [],
  unitLiaison: ['unitLiaison'],
  volunteer: [],
} as const satisfies Record<Role, readonly Role[]>;

export interface Granter {
  role: Role | 'system';
  areaCode: string | null;
  unitId: string | null;
}

export interface Grant {
  role: Role;
  areaCode: string | null;
  unitId: string | null;
}

/**
 * Why this grant is not his to make; null when it is. `role`: this role is given by others. `scope`: it would reach
 * beyond his own territory or unit. A role without an area reaches as far as its unit, which a desk may give within
 * whose territory the unit lies.
 */
export function grantFault(granter: Granter, grant: Grant, unitAreaCode: string | null): 'role' | 'scope' | null {
  if (granter.role === 'system') return null;
  if (!(grantableRoles[granter.role] as readonly Role[]).includes(grant.role)) return 'role';
  if (granter.areaCode === null)
    return grant.areaCode === null && grant.unitId !== null && grant.unitId === granter.unitId ? null : 'scope';
  const reach = grant.areaCode ?? unitAreaCode;
  return reach !== null && isWithin(reach, granter.areaCode) ? null : 'scope';
}

export function grantsAnything(role: Role | 'system'): boolean {
  return role === 'system' || grantableRoles[role].length > 0;
}

/** Why a role cannot be held so; null when it can: each role belongs to an area of certain levels, or to a unit. */
export function placeFault(role: Role, areaCode: string | null, unitId: string | null): 'area' | 'unit' | null {
  const levels = roleLevels[role] as readonly string[];
  if (levels.length === 0) return unitId === null || areaCode !== null ? 'unit' : null;
  return areaCode === null || !levels.includes(levelOfCode(areaCode) ?? '') ? 'area' : null;
}

/**
 * Sign-ins are given by the security administrator. One exception, or an empty system could never be set up: while nobody
 * can sign in as such, the system administrator makes the account of the one whom he has appointed.
 */
export function mayCreateAccount(
  role: Role | 'system',
  facts: { securityAdministratorSignsIn: boolean; personIsSecurityAdministrator: boolean },
): boolean {
  if (role === 'system' || role === 'securityAdministrator') return true;
  return role === 'systemAdministrator' && !facts.securityAdministratorSignsIn && facts.personIsSecurityAdministrator;
}
