/**
 * Writes of accounts. They are behind the second connection string and in no transaction with the city (PROVINCE 9), so
 * each is one conditional statement that a repeat leaves as it is; the journal is written after it, in the city's own.
 */
import { sql } from 'kysely';
import type { SharedDb } from '../../platform/db/shared.ts';
import { isSealed, type Secrets } from '../../platform/secrets/keyring.ts';

export const triesMost = 5;
export const lockMinutes = 15;

export async function findAccount(shared: SharedDb, cityCode: string, login: string) {
  const name = login.toLowerCase();
  return shared
    .selectFrom('accounts')
    .selectAll()
    .where('city_code', '=', cityCode)
    .where((where) => where.or([where('user_name', '=', name), where('mobile', '=', login)]))
    .executeTakeFirst();
}
export type Account = NonNullable<Awaited<ReturnType<typeof findAccount>>>;

export async function getAccount(shared: SharedDb, accountId: string): Promise<Account | undefined> {
  return shared.selectFrom('accounts').selectAll().where('id', '=', accountId).executeTakeFirst();
}

/**
 * Counts a try *before* the password is looked at: a hundred guesses sent at once are still five. The last one locks at
 * once; success lifts it. Null when the account is locked.
 */
export async function takeTry(shared: SharedDb, accountId: string, now: Date): Promise<{ triesLeft: number } | null> {
  const until = new Date(now.getTime() + lockMinutes * 60_000);
  const { rows } = await sql<{ failed_count: number }>`
    update accounts set
      failed_count = case when locked_until is not null then 1 else failed_count + 1 end,
      locked_until = case when locked_until is null and failed_count + 1 >= ${triesMost}::int then ${until}::timestamptz end
    where id = ${accountId} and (locked_until is null or locked_until <= ${now})
    returning failed_count`.execute(shared);
  return rows[0] ? { triesLeft: triesMost - rows[0].failed_count } : null;
}

/** Takes a try back that was no wrong one: the password was right and the second factor is still to come. */
export async function returnTry(shared: SharedDb, accountId: string): Promise<void> {
  await sql`update accounts set failed_count = greatest(failed_count - 1, 0), locked_until = null where id = ${accountId}`.execute(shared);
}

export async function clearTries(shared: SharedDb, accountId: string, signedInAt: Date | null): Promise<void> {
  await sql`update accounts set failed_count = 0, locked_until = null, last_sign_in_at = coalesce(${signedInAt}::timestamptz, last_sign_in_at)
    where id = ${accountId}`.execute(shared);
}

/** False when this step, or a later one, was used before: a code that was looked over a shoulder is worth nothing. */
export async function useTotpStep(shared: SharedDb, accountId: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await shared
    .updateTable('accounts')
    .set({ totp_last_step: step })
    .where('id', '=', accountId)
    .where((where) => where.or([where('totp_last_step', 'is', null), where('totp_last_step', '<', step)]))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function setPassword(shared: SharedDb, accountId: string, hash: string, now: Date): Promise<void> {
  await shared.updateTable('accounts').set({ password_hash: hash, password_changed_at: now }).where('id', '=', accountId).execute();
}

const totpOf = (accountId: string) => `totp:${accountId}` as const;

/** The secret of the second factor, which stands sealed; one from before there was a key stands as it was until the next start. */
export function openTotp(secrets: Secrets, account: { id: string; totp_secret: string }): string {
  return isSealed(account.totp_secret) ? secrets.open(totpOf(account.id), account.totp_secret) : account.totp_secret;
}

export async function setTotp(
  shared: SharedDb,
  secrets: Secrets,
  accountId: string,
  totp: { secret: string | null; confirmedAt: Date | null; lastStep: number | null },
): Promise<void> {
  await shared
    .updateTable('accounts')
    .set({
      totp_secret: totp.secret === null ? null : secrets.seal(totpOf(accountId), totp.secret),
      totp_confirmed_at: totp.confirmedAt,
      totp_last_step: totp.lastStep,
    })
    .where('id', '=', accountId)
    .execute();
}

/** Seals what stands in clear or under an earlier key. Conditional on what was read: a secret set meanwhile stays. */
export async function sealAgain(shared: SharedDb, secrets: Secrets): Promise<void> {
  const rows = await shared.selectFrom('accounts').select(['id', 'totp_secret']).where('totp_secret', 'is not', null).execute();
  for (const { id, totp_secret } of rows) {
    if (totp_secret === null || !secrets.isOld(totp_secret)) continue;
    const sealed = secrets.seal(totpOf(id), openTotp(secrets, { id, totp_secret }));
    await shared.updateTable('accounts').set({ totp_secret: sealed }).where('id', '=', id).where('totp_secret', '=', totp_secret).execute();
  }
}

/** Takes off the second factors that no key here opens; how many. */
export async function forgetSecondFactors(shared: SharedDb, secrets: Secrets): Promise<number> {
  const rows = await shared.selectFrom('accounts').select(['id', 'totp_secret']).where('totp_secret', 'is not', null).execute();
  const lost = rows.filter(({ totp_secret }) => totp_secret !== null && isSealed(totp_secret) && !secrets.mayOpen(totp_secret));
  for (const { id } of lost) await setTotp(shared, secrets, id, { secret: null, confirmedAt: null, lastStep: null });
  return lost.length;
}

export interface NewAccount {
  id: string;
  cityCode: string;
  personId: string;
  personName: string;
  userName: string;
  mobile: string | null;
  passwordHash: string;
}

/**
 * False when an account of this id exists already. Its own creator, repeating himself after the city's part failed, goes
 * on from there; a taken user name or person is refused by its constraint.
 */
export async function insertAccount(shared: SharedDb, account: NewAccount): Promise<boolean> {
  const inserted = await shared
    .insertInto('accounts')
    .values({
      id: account.id,
      city_code: account.cityCode,
      person_id: account.personId,
      person_name: account.personName,
      user_name: account.userName,
      mobile: account.mobile,
      password_hash: account.passwordHash,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}
