import { isPersonal } from '@muster/contract/notifications/channel-kinds';
import { channelTested } from '@muster/contract/notifications/notifications.events';
import * as operations from '@muster/contract/notifications/notifications.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { notFound, Problem } from '../../../platform/problem.ts';
import { lockChannel } from '../channels.store.ts';
import { notificationsPolicy } from '../notifications.policy.ts';
import type { NotificationServices } from '../notifications.services.ts';
import { queueTest } from '../queueing.store.ts';

/** Queued like every message, so that it meets what those meet; the list tells what came of it. */
export function testChannel(services: NotificationServices) {
  return command(operations.testChannel, {
    action: 'channel:test',
    async run({ tx, principal, input, now }) {
      const permit = authorize(notificationsPolicy, principal, 'channel:test', undefined as never);
      const channel = await lockChannel(tx, input.channelId);
      if (!channel) throw notFound();
      if (!channel.isOn || channel.kind === 'webPush') throw new Problem('state.moved-on');
      // The id of the command: repeated, its row is there already.
      const id = input.commandId;
      const personId = isPersonal(channel.kind) ? principal.personId : null;
      const isNew = await queueTest(tx, { id, channelId: channel.id, areaCode: channel.areaCode, personId, subscriptionId: null, now });
      if (!isNew) throw new Problem('state.moved-on');
      const facts = { channelId: channel.id, kind: channel.kind, name: channel.name };
      return {
        permit,
        result: { messageId: id },
        events: [event(channelTested, { areaCode: channel.areaCode }, facts)],
        afterCommit: services.wake,
      };
    },
  });
}
