import { accountCreated } from '@muster/contract/auth/auth.events';
import * as operations from '@muster/contract/auth/auth.operations';
import { isPasswordWeak, passwordLeast } from '@muster/contract/auth/password-rules';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { notFound, Problem } from '../../../platform/problem.ts';
import { findCommand } from '../../journal/index.ts';
import { activeAssignments, personOf, signsIn } from '../../people/index.ts';
import { getAccount, insertAccount } from '../accounts.store.ts';
import { authPolicy } from '../auth.policy.ts';
import type { AuthServices } from '../auth.services.ts';
import { hashPassword } from '../password.ts';

export function createAccount(services: AuthServices) {
  return command(operations.createAccount, {
    action: 'account:create',
    async run({ tx, shared, principal, input, now }) {
      const { accountId, personId, userName } = input;
      const person = await personOf(tx, personId);
      if (!person) throw notFound();
      const [securityAdministratorSignsIn, assignments] = await Promise.all([
        signsIn(tx, shared, 'securityAdministrator', now),
        activeAssignments(tx, personId, now),
      ]);
      const personIsSecurityAdministrator = assignments.some(({ role }) => role === 'securityAdministrator');
      const permit = authorize(authPolicy, principal, 'account:create', { securityAdministratorSignsIn, personIsSecurityAdministrator });
      if (isPasswordWeak(input.password, [userName, person.mobile, person.name])) {
        throw new Problem('auth.password-weak', { least: passwordLeast });
      }
      const inserted = await insertAccount(shared, {
        id: accountId,
        cityCode: services.cityCode() as string,
        personId,
        personName: person.name,
        userName,
        mobile: person.mobile,
        passwordHash: await hashPassword(input.password),
      });
      if (!inserted) await refuseUnlessSame(accountId, personId, userName);
      return {
        permit,
        result: { accountId },
        events: [event(accountCreated, { areaCode: person.areaCode, personId }, { accountId, personId, userName })],
      };

      /**
       * The account is in the other database: a first attempt may have made it and failed at the journal. The same id for the
       * same person and name is that attempt; the journal is written now. Written already, runCommand has the first answer.
       */
      async function refuseUnlessSame(id: string, ofPerson: string, name: string): Promise<void> {
        const account = await getAccount(shared, id);
        const before = await findCommand(tx, input.commandId);
        if (before || account?.person_id !== ofPerson || account.user_name !== name) throw new Problem('state.moved-on');
      }
    },
  });
}
