import { secondFactorSet } from '@muster/contract/auth/auth.events';
import * as operations from '@muster/contract/auth/auth.operations';
import QRCode from 'qrcode';
import { command, event, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { Problem } from '../../../platform/problem.ts';
import { clearTries, openTotp, setTotp } from '../accounts.store.ts';
import { authPolicy } from '../auth.policy.ts';
import type { AuthServices } from '../auth.services.ts';
import { ownAccount } from '../own-account.ts';
import { ownPlace } from '../own-place.ts';
import { newTotpSecret, totpStep, totpUri } from '../totp.ts';
import { checkPassword, passwordProblem } from './check-password.ts';

/** Three commands on one secret: it is shown once, counts from its first right code on, and goes only with the password. */
export function secondFactorCommands(services: AuthServices) {
  const start = command(operations.startSecondFactor, {
    action: 'account:setSecondFactor',
    async run({ shared, principal }) {
      const permit = authorize(authPolicy, principal, 'account:setSecondFactor', {});
      const account = await ownAccount(shared, principal);
      if (account.totp_confirmed_at !== null) throw new Problem('state.moved-on', { what: 'secondFactor' });
      // Begun twice, the picture stays the same: a phone that has scanned the first is not left with a dead secret.
      const before = account.totp_secret;
      const secret = before === null ? newTotpSecret() : openTotp(services.secrets, { id: account.id, totp_secret: before });
      if (before === null) await setTotp(shared, services.secrets, account.id, { secret, confirmedAt: null, lastStep: null });
      const uri = totpUri(account.user_name, secret);
      const qrSvg = await QRCode.toString(uri, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' });
      return {
        permit,
        result: { secret, uri, qrSvg },
        events: noEvent('nothing counts before the first code; the secret must not be kept'),
      };
    },
  });

  const confirm = command(operations.confirmSecondFactor, {
    action: 'account:setSecondFactor',
    async run({ shared, principal, input, now }) {
      const permit = authorize(authPolicy, principal, 'account:setSecondFactor', {});
      const account = await ownAccount(shared, principal);
      if (account.totp_secret === null) throw new Problem('state.moved-on', { what: 'secondFactor' });
      const secret = openTotp(services.secrets, { id: account.id, totp_secret: account.totp_secret });
      const step = totpStep(secret, input.code, now);
      if (step === null) throw new Problem('auth.second-factor-wrong');
      if (account.totp_confirmed_at !== null) return { permit, result: {}, events: noEvent('it counts already') };
      await setTotp(shared, services.secrets, account.id, { secret, confirmedAt: now, lastStep: step });
      return { permit, result: {}, events: [event(secondFactorSet, ownPlace(principal, services), { on: true })] };
    },
  });

  const remove = command(operations.removeSecondFactor, {
    action: 'account:setSecondFactor',
    async run({ shared, principal, input, now }) {
      const permit = authorize(authPolicy, principal, 'account:setSecondFactor', {});
      const account = await ownAccount(shared, principal);
      const check = await checkPassword(shared, account, input.password, now);
      if (!check.right) throw passwordProblem(check, 'auth.password-wrong');
      await clearTries(shared, account.id, null);
      if (account.totp_secret === null) return { permit, result: {}, events: noEvent('there is none') };
      await setTotp(shared, services.secrets, account.id, { secret: null, confirmedAt: null, lastStep: null });
      return { permit, result: {}, events: [event(secondFactorSet, ownPlace(principal, services), { on: false })] };
    },
  });

  return [start, confirm, remove];
}
