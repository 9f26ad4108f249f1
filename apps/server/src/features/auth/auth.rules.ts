import type { Session } from '@muster/contract/auth/auth.operations';
import type { Assignment } from '@muster/contract/people/people.operations';
import { type Role, roles, seesOrders } from '@muster/contract/people/roles';

/** Sections of the product that a role uses (DESIGN §4). What it may do to a subject, that subject's answer says. */
export function sectionsOf(role: Role, managesIncident: boolean): Session['may'] {
  const is = (...some: Role[]) => some.includes(role);
  return {
    seeOrders: seesOrders(role),
    issueOrder: is('commander', 'dutyOfficer', 'communitySecretary'),
    manageAreas: is('systemAdministrator'),
    managePeople: is('systemAdministrator', 'commander', 'dutyOfficer', 'communitySecretary'),
    manageUnits: is('systemAdministrator', 'commander', 'dutyOfficer'),
    manageAccounts: is('securityAdministrator'),
    manageIncident: managesIncident,
    readAudit: is('auditor'),
    readSystem: is('systemAdministrator'),
  };
}

/** Where one begins after signing in: where one acted last, else the highest desk, in the order of `roles`. */
export function firstActing(assignments: readonly Assignment[], lastId: string | null): Assignment | undefined {
  const rank = (assignment: Assignment) => (assignment.areaCode?.length ?? 99) * 100 + roles.indexOf(assignment.role);
  return assignments.find((assignment) => assignment.id === lastId) ?? [...assignments].sort((a, b) => rank(a) - rank(b))[0];
}

/**
 * A login as the journal keeps it. What belongs to no account may be anything, a password typed into the wrong field
 * too: of that only the beginning.
 */
export function loginInJournal(login: string, userName: string | null): string {
  return userName ?? `${[...login].slice(0, 3).join('')}***`;
}
