import { passwordChanged } from '@muster/contract/auth/auth.events';
import * as operations from '@muster/contract/auth/auth.operations';
import { isPasswordWeak, passwordLeast } from '@muster/contract/auth/password-rules';
import { command, event, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { findCommand } from '../../journal/index.ts';
import { clearTries, setPassword } from '../accounts.store.ts';
import { authPolicy } from '../auth.policy.ts';
import type { AuthServices } from '../auth.services.ts';
import { ownAccount } from '../own-account.ts';
import { ownPlace } from '../own-place.ts';
import { hashPassword, verifyPassword } from '../password.ts';
import { endOtherSessions } from '../sessions.store.ts';
import { checkPassword, passwordProblem } from './check-password.ts';

export function changePassword(services: AuthServices) {
  return command(operations.changePassword, {
    action: 'account:changePassword',
    async run({ tx, shared, principal, input, now }) {
      const permit = authorize(authPolicy, principal, 'account:changePassword', {});
      const account = await ownAccount(shared, principal);
      const check = await checkPassword(shared, account, input.current, now);
      // The password is in the other database and may have been set by a first attempt whose journal failed: then the new one
      // is already the present one, and what is left to do is to write it down.
      const isSetAlready = !check.right && check.why === 'password' && (await verifyPassword(account.password_hash, input.next));
      if (!check.right && !isSetAlready) throw passwordProblem(check, 'auth.password-wrong');
      if (isPasswordWeak(input.next, [account.user_name, account.mobile, account.person_name])) {
        throw new Problem('auth.password-weak', { least: passwordLeast });
      }
      await clearTries(shared, account.id, null);
      if (!isSetAlready) await setPassword(shared, account.id, await hashPassword(input.next), now);
      await endOtherSessions(shared, account.id, principal.sessionId, now);
      if (isSetAlready && (await findCommand(tx, input.commandId))) return { permit, result: {}, events: noEvent('it is written down') };
      return { permit, result: {}, events: [event(passwordChanged, ownPlace(principal, services), {})] };
    },
  });
}
