import * as operations from '@muster/contract/auth/auth.operations';
import { sql } from 'kysely';
import { decodeCursor, page } from '../../platform/paging.ts';
import { view } from '../../platform/view.ts';
import { readsAccounts } from './auth.policy.ts';
import type { AuthServices } from './auth.services.ts';

export function accountsView(services: AuthServices) {
  return view(operations.listAccounts, {
    allows: readsAccounts,
    async read({ shared, input, now }) {
      const after = decodeCursor(input.cursor, ['text'])?.[0] ?? '';
      const q = input.q ?? '';
      const rows = await shared
        .selectFrom('accounts')
        .select(['id', 'user_name', 'person_id', 'person_name', 'totp_confirmed_at', 'locked_until', 'last_sign_in_at'])
        .where('city_code', '=', services.cityCode() ?? '')
        .where('user_name', '>', after as string)
        .where(sql<boolean>`(strpos(user_name, ${q.toLowerCase()}) > 0 or strpos(person_name, ${q}) > 0)`)
        .orderBy('user_name')
        .limit(input.limit + 1)
        .execute();
      return page(
        rows,
        input.limit,
        (row) => ({
          accountId: row.id,
          userName: row.user_name,
          personId: row.person_id,
          personName: row.person_name,
          secondFactor: row.totp_confirmed_at !== null,
          lockedUntil: row.locked_until !== null && row.locked_until > now ? row.locked_until.toISOString() : null,
          lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
        }),
        (row) => [row.user_name],
      );
    },
  });
}
