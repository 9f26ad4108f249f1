import type { Policy } from '../../platform/policy.ts';
import type { Principal } from '../../platform/principal.ts';

const isPerson = (principal: Principal) => principal.kind === 'person';
const isSystem = (principal: Principal) => principal.kind === 'system';

/**
 * Accounts are the security administrator's. One exception, or an empty system could never be set up: while nobody is
 * security administrator, the system administrator makes the account of the first one.
 */
export interface AccountFacts {
  hasSecurityAdministrator: boolean;
  personIsSecurityAdministrator: boolean;
}

export const authPolicy = {
  // About oneself: the command reads the account from the principal, never from the input.
  'account:signIn': isPerson,
  'account:changePassword': isPerson,
  'account:setSecondFactor': isPerson,
  'session:end': isPerson,
  'session:switch': isPerson,
  'account:create': (principal: Principal, facts: AccountFacts) =>
    isSystem(principal) ||
    principal.role === 'securityAdministrator' ||
    (principal.role === 'systemAdministrator' && !facts.hasSecurityAdministrator && facts.personIsSecurityAdministrator),
  'account:unlock': (principal: Principal) => isSystem(principal) || principal.role === 'securityAdministrator',
  'account:recordFailure': isSystem,
  'system:setUp': isSystem,
} satisfies Policy<Record<`${string}:${string}`, never>>;

export function readsAccounts(principal: Principal): boolean {
  return principal.role === 'securityAdministrator' || isSystem(principal);
}
