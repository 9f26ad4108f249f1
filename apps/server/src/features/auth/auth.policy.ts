import { mayCreateAccount } from '@muster/contract/people/granting';
import type { Policy } from '../../platform/policy.ts';
import type { Principal } from '../../platform/principal.ts';

const isPerson = (principal: Principal) => principal.kind === 'person';
const isSystem = (principal: Principal) => principal.kind === 'system';

export interface AccountFacts {
  securityAdministratorSignsIn: boolean;
  personIsSecurityAdministrator: boolean;
}

export const authPolicy = {
  // About oneself: the command reads the account from the principal, never from the input.
  'account:signIn': isPerson,
  'account:changePassword': isPerson,
  'account:setSecondFactor': isPerson,
  'session:end': isPerson,
  'session:switch': isPerson,
  'account:create': (principal: Principal, facts: AccountFacts) => mayCreateAccount(principal.role, facts),
  'account:unlock': (principal: Principal) => isSystem(principal) || principal.role === 'securityAdministrator',
  // Not one's own: that would be a way around the password and the second factor.
  'account:reset': (principal: Principal, facts: { isOwn: boolean }) =>
    isSystem(principal) || (principal.role === 'securityAdministrator' && !facts.isOwn),
  'account:recordFailure': isSystem,
  'system:setUp': isSystem,
} satisfies Policy<Record<`${string}:${string}`, never>>;

export function readsAccounts(principal: Principal): boolean {
  return principal.role === 'securityAdministrator' || isSystem(principal);
}
