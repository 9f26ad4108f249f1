import { accountUnlocked } from '@muster/contract/auth/auth.events';
import * as operations from '@muster/contract/auth/auth.operations';
import { command, event, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { notFound } from '../../../platform/problem.ts';
import { answeredBefore } from '../../journal/index.ts';
import { clearTries, getAccount } from '../accounts.store.ts';
import { authPolicy } from '../auth.policy.ts';
import type { AuthServices } from '../auth.services.ts';

export function unlockAccount(services: AuthServices) {
  return command(operations.unlockAccount, {
    action: 'account:unlock',
    async run({ tx, shared, principal, input }) {
      const permit = authorize(authPolicy, principal, 'account:unlock', {});
      const account = await getAccount(shared, input.accountId);
      if (!account || account.city_code !== services.cityCode()) throw notFound();
      if (account.locked_until === null && account.failed_count === 0) return { permit, result: {}, events: noEvent('it is not locked') };
      if (await answeredBefore(tx, { name: operations.unlockAccount.name, commandId: input.commandId, principal }))
        return { permit, result: {}, events: noEvent('locked again since: this very command lifted another lock') };
      // In the other database; set, not stepped, so a repeat changes nothing.
      await clearTries(shared, account.id, null);
      const place = { areaCode: principal.areaCode, personId: account.person_id };
      return { permit, result: {}, events: [event(accountUnlocked, place, { accountId: account.id, userName: account.user_name })] };
    },
  });
}
