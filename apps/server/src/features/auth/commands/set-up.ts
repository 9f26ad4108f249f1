import { timingSafeEqual } from 'node:crypto';
import { systemSetUp } from '@muster/contract/auth/auth.events';
import * as operations from '@muster/contract/auth/auth.operations';
import { isPasswordWeak, passwordLeast } from '@muster/contract/auth/password-rules';
import { event, type Facts, internalCommand } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { systemPrincipal } from '../../../platform/principal.ts';
import { Problem } from '../../../platform/problem.ts';
import { enterAreas } from '../../areas/index.ts';
import { enterFirstAdministrator } from '../../people/index.ts';
import { insertAccount } from '../accounts.store.ts';
import { authPolicy } from '../auth.policy.ts';
import type { AuthServices } from '../auth.services.ts';
import { openHandler } from '../open-handler.ts';
import { hashPassword } from '../password.ts';
import { tokenHash } from '../token.ts';
import { signIn } from './sign-in.ts';

/** Ids of what set-up makes, the same at every attempt: of two at once one is first, and one that was cut off is done again. */
const firstIds = (cityCode: string) => {
  const id = (kind: number) => `00000000-0000-7000-8000-${String(kind).padStart(4, '0')}0000${cityCode}`;
  return { personId: id(1), assignmentId: id(2), accountId: id(3) };
};

interface Founding {
  cityCode: string;
  cityName: string;
  name: string;
  personId: string;
  assignmentId: string;
}

const foundCity = internalCommand('setUp', {
  action: 'system:setUp',
  async run({ tx, principal, input, now }: Facts<Founding>) {
    const permit = authorize(authPolicy, principal, 'system:setUp', {});
    await enterAreas(tx, [{ code: input.cityCode, name: input.cityName }], now);
    await enterFirstAdministrator(tx, { ...input, now });
    return { permit, result: {}, events: [event(systemSetUp, { areaCode: input.cityCode }, { cityName: input.cityName })] };
  },
});

/**
 * First run: the city and its system administrator, who is signed in by it. The city's part comes first and may be done
 * again; the account is the judge, for it is what makes the system set up, and only one can have its id.
 */
export function setUp(services: AuthServices) {
  const signInNow = signIn(services);
  return openHandler(operations.setUp, async (input, request) => {
    if (await isSetUp(services)) throw new Problem('setup.done-already');
    if (!timingSafeEqual(tokenHash(input.setUpCode), tokenHash(services.settings.setUpCode))) throw new Problem('auth.wrong-credentials');
    if (isPasswordWeak(input.password, [input.userName, input.name])) throw new Problem('auth.password-weak', { least: passwordLeast });
    const { cityCode, cityName, name, userName, password } = input;
    const ids = firstIds(cityCode);
    await services.shared
      .insertInto('cities')
      .values({ code: cityCode, name: cityName })
      .onConflict((conflict) => conflict.column('code').doUpdateSet({ name: cityName }))
      .execute();
    await services.run(systemPrincipal(cityCode), foundCity, { cityCode, cityName, name, ...ids });
    const account = { id: ids.accountId, cityCode, personId: ids.personId, personName: name, userName, mobile: null };
    if (!(await insertAccount(services.shared, { ...account, passwordHash: await hashPassword(password) }))) {
      throw new Problem('setup.done-already');
    }
    services.adoptCity(cityCode);
    return signInNow.open({ login: userName, password }, request);
  });
}

/** Set up is a system that somebody can sign in to. */
export async function isSetUp(services: AuthServices): Promise<boolean> {
  return (await services.shared.selectFrom('accounts').select('id').limit(1).executeTakeFirst()) !== undefined;
}
