import { signedIn, signInFailed } from '@muster/contract/auth/auth.events';
import * as operations from '@muster/contract/auth/auth.operations';
import type { Assignment } from '@muster/contract/people/people.operations';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { event, type Facts, internalCommand } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { type Principal, systemPrincipal } from '../../../platform/principal.ts';
import { Problem } from '../../../platform/problem.ts';
import type { View } from '../../../platform/view.ts';
import { activeAssignments } from '../../people/index.ts';
import { type Account, clearTries, findAccount, lockMinutes, openTotp, returnTry, triesMost, useTotpStep } from '../accounts.store.ts';
import { authPolicy } from '../auth.policy.ts';
import { firstActing, loginInJournal } from '../auth.rules.ts';
import type { AuthServices } from '../auth.services.ts';
import { deviceLabel } from '../device.rules.ts';
import { openHandler } from '../open-handler.ts';
import { ownPlace } from '../own-place.ts';
import { verifyNobodysPassword } from '../password.ts';
import { readSession } from '../session.views.ts';
import { endSession, lastAssignmentId, openSession } from '../sessions.store.ts';
import { totpStep } from '../totp.ts';
import { checkPassword, passwordProblem } from './check-password.ts';

type Why = 'password' | 'locked' | 'secondFactor';

/** A login that does not exist locks just as one that does: the answers do not say which accounts there are. */
const strangers = new RateLimiterMemory({ points: triesMost - 1, duration: 3600, blockDuration: lockMinutes * 60 });

/**
 * Signing in. Account and session are in the other database, so nothing here is one transaction: the try is counted
 * first, the session made next, the journal written last. Cut off in between, a try is counted or a session is left
 * that nobody has the token of; signing in again is harmless.
 */
export function signIn(services: AuthServices) {
  const recordSuccess = internalCommand('signIn', {
    action: 'account:signIn',
    async run({ tx, principal, input, shared, now, settings }: Facts<{ device: string }>) {
      const permit = authorize(authPolicy, principal, 'account:signIn', {});
      return {
        permit,
        result: await readSession({ tx, shared, now, settings }, principal, services),
        events: [event(signedIn, ownPlace(principal, services), { device: input.device })],
      };
    },
  });

  const recordFailure = internalCommand('signIn', {
    action: 'account:recordFailure',
    async run({ principal, input }: Facts<{ login: string; why: Why; personId: string | null }>) {
      const permit = authorize(authPolicy, principal, 'account:recordFailure', {});
      const place = { areaCode: principal.areaCode, personId: input.personId };
      return { permit, result: {}, events: [event(signInFailed, place, { login: input.login, why: input.why })] };
    },
  });

  return openHandler(operations.signIn, async (input, request) => {
    const cityCode = services.cityCode();
    const account = cityCode === null ? undefined : await findAccount(services.shared, cityCode, input.login);
    const fail = async (why: Why, problem: Problem): Promise<Problem> => {
      if (cityCode === null) return problem;
      const system = { ...systemPrincipal(cityCode), address: request.address };
      const login = loginInJournal(input.login, account?.user_name ?? null);
      await services.run(system, recordFailure, { login, why, personId: account?.person_id ?? null });
      return problem;
    };
    if (!account) throw await refuseStranger(input, fail);
    const check = await checkPassword(services.shared, account, input.password, request.now);
    if (!check.right) throw await fail(check.why, passwordProblem(check, 'auth.wrong-credentials'));
    await checkSecondFactor(account, input.code, request.now, fail);
    await clearTries(services.shared, account.id, request.now);

    const assignment = await chooseAssignment(account);
    const { token, principal } = await openSession(services.shared, account, assignment, request);
    const session = await services.run(principal, recordSuccess, { device: deviceLabel(request.device) });
    // Whoever was signed in on this device is so no longer: the cookie that named him is replaced.
    const before = request.principal;
    if (before?.sessionId && before.accountId) await endSession(services.shared, before.accountId, before.sessionId, request.now);
    request.setSessionToken(token);
    return session;
  });

  async function checkSecondFactor(
    account: Account,
    code: string | undefined,
    now: Date,
    fail: (why: Why, problem: Problem) => Promise<Problem>,
  ) {
    if (account.totp_secret === null || account.totp_confirmed_at === null) return;
    if (code === undefined) {
      await returnTry(services.shared, account.id);
      throw new Problem('auth.second-factor-needed');
    }
    const secret = openTotp(services.secrets, { id: account.id, totp_secret: account.totp_secret });
    const step = totpStep(secret, code, now);
    if (step === null || !(await useTotpStep(services.shared, account.id, step))) {
      throw await fail('secondFactor', new Problem('auth.second-factor-wrong'));
    }
  }

  async function chooseAssignment(account: Account) {
    // For himself alone, without a territory: one's own assignments are visible to oneself wherever they are.
    const self: Principal = { ...systemPrincipal(account.city_code), kind: 'person', personId: account.person_id, areaCode: null };
    const [assignments, lastId] = await Promise.all([
      services.read(self, ownAssignments, {}),
      lastAssignmentId(services.shared, account.id),
    ]);
    const assignment = firstActing(assignments, lastId);
    if (!assignment) throw new Problem('auth.no-assignment');
    return assignment;
  }
}

const ownAssignments: View<object, Assignment[]> = {
  name: 'ownAssignments',
  allows: () => true,
  read: ({ tx, principal, now }) => activeAssignments(tx, principal.personId, now),
};

async function refuseStranger(
  input: { login: string; password: string },
  fail: (why: Why, problem: Problem) => Promise<Problem>,
): Promise<Problem> {
  const counted = await strangers.consume(input.login.toLowerCase()).catch((refused: RateLimiterRes) => refused);
  if (counted.consumedPoints >= triesMost) {
    // The fifth looks at the password as the fifth of an account does; what follows does not.
    if (counted.consumedPoints === triesMost) await verifyNobodysPassword(input.password);
    return fail('locked', new Problem('auth.locked', { minutes: Math.ceil(counted.msBeforeNext / 60_000) }));
  }
  await verifyNobodysPassword(input.password);
  return fail('password', new Problem('auth.wrong-credentials', { triesLeft: triesMost - counted.consumedPoints, lockMinutes }));
}
