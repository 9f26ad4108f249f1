import { channelSwitched } from '@muster/contract/notifications/notifications.events';
import * as operations from '@muster/contract/notifications/notifications.operations';
import { command, event, noEvent } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { notFound } from '../../../platform/problem.ts';
import { answeredBefore } from '../../journal/index.ts';
import { lockChannel, switchChannelRow } from '../channels.store.ts';
import { notificationsPolicy } from '../notifications.policy.ts';

export const switchChannel = command(operations.switchChannel, {
  action: 'channel:switch',
  async run({ tx, principal, input }) {
    const permit = authorize(notificationsPolicy, principal, 'channel:switch', undefined as never);
    const channel = await lockChannel(tx, input.channelId);
    if (!channel) throw notFound();
    const answer = (version: number) => ({ channelId: channel.id, on: input.on, version });
    // Off, on, and the first one again, late: it stays on.
    const before = await answeredBefore<ReturnType<typeof answer>>(tx, {
      name: operations.switchChannel.name,
      commandId: input.commandId,
      principal,
    });
    if (before) return { permit, result: before.result, events: noEvent('this very command did it before') };
    if (channel.isOn === input.on) return { permit, result: answer(channel.version), events: noEvent('it is so already') };
    await switchChannelRow(tx, channel.id, input.on);
    const facts = { channelId: channel.id, kind: channel.kind, name: channel.name };
    return {
      permit,
      result: answer(channel.version + 1),
      events: [event(channelSwitched, { areaCode: channel.areaCode }, { ...facts, on: input.on })],
    };
  },
});
