import { forgetSecondFactors } from '../features/auth/index.ts';
import { forgetChannelSecrets } from '../features/notifications/index.ts';
import { inScope } from '../platform/db/scope.ts';
import { systemPrincipal } from '../platform/principal.ts';
import { forgetKept } from '../platform/secrets/kept-secrets.ts';
import type { Secrets } from '../platform/secrets/keyring.ts';
import type { Runtime } from './run-command.ts';

/**
 * The key is lost for good: what it alone opens is given up, so that a new key can begin. Second factors come off (whoever had
 * one signs in by password and sets it anew), channels are turned off until their secrets are entered again, phones subscribe anew.
 */
export async function forgetSecrets(
  runtime: Pick<Runtime, 'city' | 'cityCode' | 'shared' | 'now'>,
  secrets: Secrets,
): Promise<{ secondFactors: number; channels: number; devices: number }> {
  await forgetKept(runtime.shared, secrets);
  const secondFactors = await forgetSecondFactors(runtime.shared, secrets);
  if (runtime.cityCode === null) return { secondFactors, channels: 0, devices: 0 };
  return {
    secondFactors,
    ...(await inScope(runtime.city, systemPrincipal(runtime.cityCode), (tx) => forgetChannelSecrets(tx, secrets, runtime.now()))),
  };
}
