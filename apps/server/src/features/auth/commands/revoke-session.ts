import { sessionRevoked } from '@muster/contract/auth/auth.events';
import * as operations from '@muster/contract/auth/auth.operations';
import { command, event, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { notFound } from '../../../platform/problem.ts';
import { authPolicy } from '../auth.policy.ts';
import type { AuthServices } from '../auth.services.ts';
import { ownPlace } from '../own-place.ts';
import { endSession } from '../sessions.store.ts';

export function revokeSession(services: AuthServices) {
  return command(operations.revokeSession, {
    action: 'session:end',
    async run({ shared, principal, input, now }) {
      const permit = authorize(authPolicy, principal, 'session:end', {});
      const own = await shared
        .selectFrom('sessions')
        .select('id')
        .where('id', '=', input.sessionId)
        .where('account_id', '=', principal.accountId)
        .executeTakeFirst();
      if (!own) throw notFound();
      // Conditional and before the journal: ended twice is ended, and a fault leaves nobody signed in.
      const ended = await endSession(shared, principal.accountId as string, input.sessionId, now);
      if (!ended) return { permit, result: {}, events: noEvent('it had ended before') };
      return { permit, result: {}, events: [event(sessionRevoked, ownPlace(principal, services), { sessionId: input.sessionId })] };
    },
  });
}
