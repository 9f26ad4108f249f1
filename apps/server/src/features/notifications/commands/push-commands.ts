import * as operations from '@muster/contract/notifications/notifications.operations';
import { command, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { notFound, Problem } from '../../../platform/problem.ts';
import { notificationsPolicy } from '../notifications.policy.ts';
import type { NotificationServices } from '../notifications.services.ts';
import { endSubscriptions, ownSubscription, saveSubscription, sessionDevice, webPushChannel } from '../push.store.ts';
import { queueTest } from '../queueing.store.ts';

/** A person's own devices. The journal says nothing of them: whether somebody's phone rings is nobody's business. */
export function pushCommands(services: NotificationServices) {
  const subscribe = command(operations.subscribePush, {
    action: 'push:subscribe',
    async run({ tx, shared, principal, input, now }) {
      const permit = authorize(notificationsPolicy, principal, 'push:subscribe', undefined as never);
      if (services.outbound.refusal(input.endpoint) !== null)
        throw new Problem('channel.address-private', {}, [
          { pointer: '/endpoint', code: 'channel.address-private', detail: 'a private address' },
        ]);
      const subscriptionId = await saveSubscription(tx, services.secrets, {
        id: input.subscriptionId,
        personId: principal.personId,
        sessionId: principal.sessionId as string,
        device: await sessionDevice(shared, principal.sessionId as string),
        address: { endpoint: input.endpoint, ...input.keys },
        now,
      });
      return { permit, result: { subscriptionId }, events: noEvent('a person turns his own phone on') };
    },
  });

  const unsubscribe = command(operations.unsubscribePush, {
    action: 'push:subscribe',
    async run({ tx, principal, input, now }) {
      const permit = authorize(notificationsPolicy, principal, 'push:subscribe', undefined as never);
      if (!(await ownSubscription(tx, principal.personId, input.subscriptionId))) throw notFound();
      await endSubscriptions(tx, [input.subscriptionId], 'turned-off', now);
      return { permit, result: { subscriptionId: input.subscriptionId }, events: noEvent('a person turns his own phone off') };
    },
  });

  const test = command(operations.testPush, {
    action: 'push:test',
    async run({ tx, principal, input, now }) {
      const permit = authorize(notificationsPolicy, principal, 'push:test', undefined as never);
      const own = await ownSubscription(tx, principal.personId, input.subscriptionId);
      if (!own) throw notFound();
      const channel = await webPushChannel(tx);
      if (own.endedAt !== null || !channel?.isOn) throw new Problem('state.moved-on');
      await queueTest(tx, {
        // The id of the command: repeated, its row is there already.
        id: input.commandId,
        channelId: channel.id,
        areaCode: channel.areaCode,
        personId: principal.personId,
        subscriptionId: input.subscriptionId,
        now,
      });
      return {
        permit,
        result: { messageId: input.commandId },
        events: noEvent('a person looks whether his own phone rings'),
        afterCommit: services.wake,
      };
    },
  });

  return [subscribe, unsubscribe, test];
}
