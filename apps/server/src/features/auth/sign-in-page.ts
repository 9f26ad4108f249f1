import * as operations from '@muster/contract/auth/auth.operations';
import { anyOf } from '../../platform/db/any-of.ts';
import { systemPrincipal } from '../../platform/principal.ts';
import type { View } from '../../platform/view.ts';
import { cityShape } from '../areas/index.ts';
import type { AuthServices } from './auth.services.ts';
import { isSetUp } from './commands/set-up.ts';
import { openHandler } from './open-handler.ts';

const shapeView: View<object, [string, number][]> = {
  name: 'cityShape',
  allows: () => true,
  read: ({ tx, now }) => cityShape(tx, now),
};

export function signInPage(services: AuthServices) {
  return openHandler(operations.getSignInPage, async () => {
    const { shared, settings } = services;
    const code = services.cityCode();
    const [city, setUp, shape] = await Promise.all([
      shared
        .selectFrom('cities')
        .select(['code', 'name'])
        .where('code', '=', code ?? '')
        .executeTakeFirst(),
      isSetUp(services),
      code === null ? [] : services.read(systemPrincipal(code), shapeView, {}),
    ]);
    return {
      city: city ?? null,
      setUp,
      sponsor: settings.sponsor,
      filingNumber: settings.filingNumber,
      shape,
      cast: settings.demo ? await castWithAccounts(services) : [],
    };
  });
}

/** In a database that was set up by hand, the demonstration's people do not exist: no buttons that lead nowhere. */
async function castWithAccounts({ shared, settings: { cast } }: AuthServices) {
  const names = cast.map((member) => member.userName);
  const rows = await shared.selectFrom('accounts').select('user_name').where('user_name', '=', anyOf(names)).execute();
  const known = new Set(rows.map((row) => row.user_name));
  return cast.filter((member) => known.has(member.userName)).map((member) => ({ ...member }));
}
