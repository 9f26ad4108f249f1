import { signedOut } from '@muster/contract/auth/auth.events';
import * as operations from '@muster/contract/auth/auth.operations';
import { event, type Facts, internalCommand } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { authPolicy } from '../auth.policy.ts';
import type { AuthServices } from '../auth.services.ts';
import { openHandler } from '../open-handler.ts';
import { ownPlace } from '../own-place.ts';
import { endSession } from '../sessions.store.ts';

export function signOut(services: AuthServices) {
  const record = internalCommand('signOut', {
    action: 'session:end',
    async run({ principal }: Facts<object>) {
      const permit = authorize(authPolicy, principal, 'session:end', {});
      return { permit, result: {}, events: [event(signedOut, ownPlace(principal, services), {})] };
    },
  });

  return openHandler(operations.signOut, async (_input, request) => {
    request.setSessionToken(null);
    const { principal } = request;
    // Ended first: if the journal cannot be written, nobody stays signed in for it.
    if (principal?.sessionId && principal.accountId) {
      const ended = await endSession(services.shared, principal.accountId, principal.sessionId, request.now);
      if (ended) await services.run(principal, record, {});
    }
    return {};
  });
}
