import type { SharedDb } from '../../platform/db/shared.ts';
import type { Principal } from '../../platform/principal.ts';
import { notFound } from '../../platform/problem.ts';
import { type Account, getAccount } from './accounts.store.ts';

/** The account of whoever is signed in; the system and a shell have none. */
export async function ownAccount(shared: SharedDb, principal: Principal): Promise<Account> {
  const account = principal.accountId === null ? undefined : await getAccount(shared, principal.accountId);
  if (!account) throw notFound();
  return account;
}
