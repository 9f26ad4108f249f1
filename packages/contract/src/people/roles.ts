/** Roles of an assignment. Pure data: phone, console and server read the same table. */
export const roles = [
  'systemAdministrator',
  'securityAdministrator',
  'auditor',
  'commander',
  'dutyOfficer',
  'communitySecretary',
  'gridWorker',
  'supervisor',
  'unitLiaison',
  'volunteer',
] as const;
export type Role = (typeof roles)[number];

/** The three administrators are never one person (GB/T 22239-2019 8.1.4.2, 三权分立). */
export const separatedRoles = ['systemAdministrator', 'securityAdministrator', 'auditor'] as const satisfies readonly Role[];

/** Who acts for the desk of an area, by the area's level. A desk with nobody of these on duty is unstaffed. */
export const deskRoles = ['commander', 'dutyOfficer', 'communitySecretary', 'gridWorker'] as const satisfies readonly Role[];

export function isDeskRole(role: Role): boolean {
  return (deskRoles as readonly Role[]).includes(role);
}

/** Levels of area at which a role can be held; empty = held in a unit, not in an area. */
export const roleLevels = {
  systemAdministrator: ['city'],
  securityAdministrator: ['city'],
  auditor: ['city', 'district'],
  commander: ['city', 'district', 'subdistrict'],
  dutyOfficer: ['city', 'district', 'subdistrict', 'community'],
  communitySecretary: ['community'],
  gridWorker: ['grid', 'community'],
  supervisor: ['city', 'district'],
  unitLiaison: [],
  volunteer: ['community', 'grid'],
} as const satisfies Record<Role, readonly string[]>;

/** Roles that see orders, receipts and the situation. Administrators and the auditor run the system, not the response. */
export function seesOrders(role: Role): boolean {
  return !(separatedRoles as readonly Role[]).includes(role);
}
