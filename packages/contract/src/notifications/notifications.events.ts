import { z } from 'zod';
import { eventKind } from '../event.ts';
import { uuid } from '../schemas.ts';
import { channelKinds } from './channel-kinds.ts';

const channel = { channelId: uuid, kind: z.enum(channelKinds), name: z.string() };

/** Which settings changed, never a secret: `secretsChanged` says that there is a new one. */
export const channelSaved = eventKind('channel.saved', 1, z.object({ ...channel, isNew: z.boolean(), secretsChanged: z.boolean() }));
export const channelSwitched = eventKind('channel.switched', 1, z.object({ ...channel, on: z.boolean() }));
export const channelTested = eventKind('channel.tested', 1, z.object(channel));

export const notificationEvents = [channelSaved, channelSwitched, channelTested] as const;
