import type { SharedDb } from '../../../platform/db/shared.ts';
import { Problem } from '../../../platform/problem.ts';
import { type Account, lockMinutes, takeTry } from '../accounts.store.ts';
import { verifyPassword } from '../password.ts';

/** `left` before the account is locked; `minutes` while it is. */
export type PasswordCheck =
  | { right: true }
  | { right: false; why: 'password'; left: number }
  | { right: false; why: 'locked'; minutes: number };

/** Takes one of the five tries and looks at the password. A right one does not give the tries back by itself. */
export async function checkPassword(shared: SharedDb, account: Account, password: string, now: Date): Promise<PasswordCheck> {
  const taken = await takeTry(shared, account.id, now);
  if (!taken) return { right: false, why: 'locked', minutes: minutesUntil(account.locked_until, now) };
  if (await verifyPassword(account.password_hash, password)) return { right: true };
  return taken.triesLeft > 0
    ? { right: false, why: 'password', left: taken.triesLeft }
    : { right: false, why: 'locked', minutes: lockMinutes };
}

export function passwordProblem(
  check: Exclude<PasswordCheck, { right: true }>,
  code: 'auth.wrong-credentials' | 'auth.password-wrong',
): Problem {
  return check.why === 'locked'
    ? new Problem('auth.locked', { minutes: check.minutes })
    : new Problem(code, { triesLeft: check.left, lockMinutes });
}

function minutesUntil(until: Date | null, now: Date): number {
  // Locked by another try since this account was read.
  if (until === null || until <= now) return lockMinutes;
  return Math.ceil((until.getTime() - now.getTime()) / 60_000);
}
