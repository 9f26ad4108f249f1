import { accountReset } from '@muster/contract/auth/auth.events';
import * as operations from '@muster/contract/auth/auth.operations';
import { isPasswordWeak, passwordLeast } from '@muster/contract/auth/password-rules';
import { command, event, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { notFound, Problem } from '../../../platform/problem.ts';
import { answeredBefore } from '../../journal/index.ts';
import { clearTries, getAccount, setPassword, setTotp } from '../accounts.store.ts';
import { authPolicy } from '../auth.policy.ts';
import type { AuthServices } from '../auth.services.ts';
import { hashPassword } from '../password.ts';
import { endOtherSessions } from '../sessions.store.ts';

/**
 * For somebody who has lost password or phone: a new first password, no second factor, all sessions ended. By the
 * security administrator for others; for himself there is the account page, which asks for what he knows.
 */
export function resetAccount(services: AuthServices) {
  return command(operations.resetAccount, {
    action: 'account:reset',
    async run({ tx, shared, principal, input, now }) {
      const permit = authorize(authPolicy, principal, 'account:reset', { isOwn: input.accountId === principal.accountId });
      const account = await getAccount(shared, input.accountId);
      if (!account || account.city_code !== services.cityCode()) throw notFound();
      if (await answeredBefore(tx, { name: operations.resetAccount.name, commandId: input.commandId, principal }))
        return { permit, result: {}, events: noEvent('done before: a password that was changed since stays') };
      if (isPasswordWeak(input.password, [account.user_name, account.mobile, account.person_name])) {
        throw new Problem('auth.password-weak', { least: passwordLeast });
      }
      // In the other database, each set and not stepped: cut off in between, the same command does the rest.
      await setPassword(shared, account.id, await hashPassword(input.password), now);
      await setTotp(shared, services.secrets, account.id, { secret: null, confirmedAt: null, lastStep: null });
      await clearTries(shared, account.id, null);
      await endOtherSessions(shared, account.id, null, now);
      const place = { areaCode: principal.areaCode, personId: account.person_id };
      return { permit, result: {}, events: [event(accountReset, place, { accountId: account.id, userName: account.user_name })] };
    },
  });
}
