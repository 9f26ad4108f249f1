import { channelSecrets, channelSettings, neededSecrets } from '@muster/contract/notifications/channel-kinds';
import { channelSaved } from '@muster/contract/notifications/notifications.events';
import * as operations from '@muster/contract/notifications/notifications.operations';
import { command, event } from '../../../platform/command.ts';
import { authorize } from '../../../platform/policy.ts';
import { type InputFault, Problem } from '../../../platform/problem.ts';
import { type ChannelRow, insertChannel, lockChannel, openChannelSecrets, sealChannelSecrets, updateChannel } from '../channels.store.ts';
import { notificationsPolicy } from '../notifications.policy.ts';
import type { NotificationServices } from '../notifications.services.ts';

/** Sets a channel up or changes it. What is not given of the secrets stays; none of them goes into journal or answer. */
export function saveChannel(services: NotificationServices) {
  return command(operations.saveChannel, {
    action: 'channel:save',
    async run({ tx, principal, input, now }) {
      const permit = authorize(notificationsPolicy, principal, 'channel:save', undefined as never);
      const { kind, channelId } = input;
      const settings = checkedSettings(services, input);
      const before = await lockChannel(tx, channelId);
      if (before && (before.kind !== kind || input.version === undefined)) throw new Problem('state.moved-on');
      const secrets = checkedSecrets(services, input, before);
      const sealed = sealChannelSecrets(services.secrets, channelId, secrets);
      if (before) {
        const change = {
          name: input.name,
          area_code: input.areaCode,
          covers: input.covers,
          from_urgency: input.fromUrgency,
          settings: JSON.stringify(settings),
          sealed,
        };
        if (!(await updateChannel(tx, channelId, input.version ?? 0, change))) throw new Problem('version.stale');
      } else {
        const { name, areaCode, covers, fromUrgency } = input;
        const fresh = { id: channelId, kind, name, areaCode, covers, fromUrgency, settings, sealed, isOn: true, version: 1 };
        await insertChannel(tx, { ...fresh, failedInRow: 0, tokens: 0, tokensAt: new Date(0), blockedUntil: null }, now);
      }
      const facts = { channelId, kind, name: input.name };
      return {
        permit,
        result: { channelId, version: (before?.version ?? 0) + 1 },
        events: [
          event(
            channelSaved,
            { areaCode: input.areaCode },
            { ...facts, isNew: !before, secretsChanged: Object.values(input.secrets).some((value) => value !== '') },
          ),
        ],
      };
    },
  });
}

type Input = { kind: ChannelRow['kind']; settings: Record<string, string | number>; secrets: Record<string, string> };

/** By kind; an address that is refused is told here and not at the first message. */
function checkedSettings(services: NotificationServices, { kind, settings }: Input): Record<string, string | number> {
  const parsed = channelSettings[kind].safeParse(settings);
  if (!parsed.success) {
    const errors = parsed.error.issues.map((issue) => ({
      pointer: `/settings/${issue.path.join('/')}`,
      code: issue.code,
      detail: issue.message,
    }));
    throw new Problem('channel.settings-wrong', {}, errors);
  }
  const values = Object.fromEntries(
    Object.entries(parsed.data as Record<string, string | number>).map(([name, value]) => [
      name,
      name === 'baseUrl' ? String(value).replace(/\/+$/, '') : value,
    ]),
  );
  for (const name of ['baseUrl', 'url']) {
    const address = values[name];
    if (address === undefined || services.outbound.refusal(String(address)) === null) continue;
    throw new Problem('channel.address-private', {}, [
      { pointer: `/settings/${name}`, code: 'channel.address-private', detail: 'a private address' },
    ]);
  }
  return values;
}

function checkedSecrets(services: NotificationServices, { kind, secrets }: Input, before: ChannelRow | null): Record<string, string> {
  const known: readonly string[] = channelSecrets[kind];
  const errors: InputFault[] = Object.keys(secrets)
    .filter((name) => !known.includes(name))
    .map((name) => ({ pointer: `/secrets/${name}`, code: 'unknown', detail: 'not a secret of this kind' }));
  const given = Object.fromEntries(
    Object.entries(secrets)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, value.trim()]),
  );
  const values = { ...kept(services, before), ...given };
  for (const name of neededSecrets[kind]) {
    if (!values[name]) errors.push({ pointer: `/secrets/${name}`, code: 'required', detail: 'needed' });
  }
  if (errors.length > 0) throw new Problem('channel.settings-wrong', {}, errors);
  return values;
}

/** Sealed with a key that is lost: all of them must be given anew. */
function kept(services: NotificationServices, before: ChannelRow | null): Record<string, string> {
  if (!before) return {};
  try {
    return openChannelSecrets(services.secrets, before);
  } catch {
    return {};
  }
}
