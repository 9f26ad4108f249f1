import { z } from 'zod';
import { command, view } from '../operation.ts';
import { urgencies } from '../orders/limits.ts';
import { areaCode, commandInput, empty, instant, uuid } from '../schemas.ts';
import { channelKinds, messageStates, settableKinds } from './channel-kinds.ts';

const feature = 'notifications';

const failure = z.object({ at: instant, code: z.string(), detail: z.string() });

export const channelSchema = z
  .object({
    id: uuid,
    kind: z.enum(channelKinds),
    name: z.string(),
    areaCode,
    areaName: z.string(),
    /** `desk`: its own desk alone; `below`: the area and everything below. */
    covers: z.enum(['desk', 'below']),
    /** The least urgent of what it carries. */
    fromUrgency: z.enum(urgencies),
    on: z.boolean(),
    settings: z.record(z.string(), z.union([z.string(), z.number()])),
    /** Which secrets are set. What they are is never told. */
    secretsSet: z.array(z.string()),
    version: z.number().int(),
    lastSentAt: instant.nullable(),
    /** Since its last success; null when nothing is wrong. */
    failure: failure.nullable(),
    /** It is not tried before; null when it may be tried now. */
    blockedUntil: instant.nullable(),
    /** Messages of the last 24 hours, by state; and what waits now. */
    counts: z.object({ queued: z.number().int(), sent: z.number().int(), refused: z.number().int(), dropped: z.number().int() }),
    /** Newest first, at most five. */
    failures: z.array(failure),
    /** The last test message. */
    test: z.object({ state: z.enum(messageStates), at: instant, code: z.string().nullable(), detail: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'Channel' });
export type Channel = z.infer<typeof channelSchema>;

export const listChannels = view({
  name: 'listChannels',
  feature,
  path: '/channels',
  summary: 'Ways on which people are told besides the screen, whether they work, and what failed last',
  input: empty,
  result: z.object({
    items: z.array(channelSchema),
    quiet: z.object({ from: z.string(), to: z.string() }).nullable(),
    digestMinutes: z.number().int(),
    /** Without one, messages carry no link. */
    publicUrl: z.string().nullable(),
  }),
});

export const saveChannel = command({
  name: 'saveChannel',
  feature,
  method: 'PUT',
  path: '/channels/:channelId',
  summary: 'Set up a channel, or change it. Secrets are written and never read back; one that is left out stays',
  input: commandInput.extend({
    channelId: uuid,
    kind: z.enum(settableKinds),
    name: z.string().trim().min(2).max(40),
    areaCode,
    covers: z.enum(['desk', 'below']),
    fromUrgency: z.enum(urgencies),
    /** By kind; checked against `channelSettings`. */
    settings: z.record(z.string().max(40), z.union([z.string().max(2000), z.number()])),
    secrets: z.record(z.string().max(40), z.string().max(500)).default({}),
    /** Of the channel that is changed; left out for a new one. */
    version: z.number().int().optional(),
  }),
  result: z.object({ channelId: uuid, version: z.number().int() }),
  problems: ['area.unknown', 'channel.settings-wrong', 'channel.address-private'],
});

export const switchChannel = command({
  name: 'switchChannel',
  feature,
  path: '/channels/:channelId/on',
  summary: 'Turn a channel on or off. What waits on it stays until it is on again or too old',
  input: commandInput.extend({ channelId: uuid, on: z.boolean() }),
  result: z.object({ channelId: uuid, on: z.boolean(), version: z.number().int() }),
});

export const testChannel = command({
  name: 'testChannel',
  feature,
  path: '/channels/:channelId/test',
  summary: 'Send a test message on a channel; how it went stands in the list. To one’s own number on channels that write to persons',
  input: commandInput.extend({ channelId: uuid }),
  result: z.object({ messageId: uuid }),
});

export const getReceiptChannels = view({
  name: 'getReceiptChannels',
  feature,
  path: '/receipts/:receiptId/channels',
  summary: 'On which channels its recipient was told, what came of each, newest first; the screen is the first of them',
  input: z.object({ receiptId: uuid }),
  result: z.object({
    /** Screens of the desk that have it. */
    screen: z.object({ count: z.number().int(), at: instant.nullable() }),
    items: z.array(
      z.object({
        kind: z.enum(channelKinds),
        name: z.string(),
        /** What was told, by the type of its event. */
        what: z.string(),
        state: z.enum(messageStates),
        /** When it came to that state; of a queued one, when it is tried next. */
        at: instant,
        attempts: z.number().int(),
        code: z.string().nullable(),
        detail: z.string().nullable(),
        /** To how many persons or devices, and how many of those it left for. A group is one. */
        of: z.number().int(),
        sent: z.number().int(),
      }),
    ),
  }),
});
export type ReceiptChannel = z.infer<typeof getReceiptChannels.result>['items'][number];

export const listUndelivered = view({
  name: 'listUndelivered',
  feature,
  path: '/orders/:orderId/undelivered',
  summary: 'Which channels could not tell whom of an order: why "not delivered"',
  input: z.object({ orderId: uuid, under: areaCode.optional() }),
  result: z.object({
    items: z.array(
      z.object({
        /** Null: a group of the whole area below `areaCode`. */
        receiptId: uuid.nullable(),
        areaCode,
        kind: z.enum(channelKinds),
        name: z.string(),
        code: z.string(),
        /** Still tried, or given up. */
        retrying: z.boolean(),
      }),
    ),
  }),
});

export const getPushSettings = view({
  name: 'getPushSettings',
  feature,
  path: '/push',
  summary: 'What a device needs to show messages while the app is closed, and which of my devices do',
  input: empty,
  result: z.object({
    publicKey: z.string(),
    on: z.boolean(),
    devices: z.array(z.object({ subscriptionId: uuid, device: z.string(), since: instant, here: z.boolean() })),
    test: z.object({ state: z.enum(messageStates), at: instant, code: z.string().nullable() }).nullable(),
  }),
});

export const subscribePush = command({
  name: 'subscribePush',
  feature,
  path: '/push',
  summary: 'This device shows messages until its session ends. Again from the same device: the same subscription',
  input: commandInput.extend({
    subscriptionId: uuid,
    endpoint: z.url({ protocol: /^https$/ }).max(1000),
    keys: z.object({ p256dh: z.string().regex(/^[A-Za-z0-9_-]{80,100}=*$/), auth: z.string().regex(/^[A-Za-z0-9_-]{20,40}=*$/) }),
  }),
  result: z.object({ subscriptionId: uuid }),
  problems: ['channel.address-private'],
});

export const unsubscribePush = command({
  name: 'unsubscribePush',
  feature,
  method: 'DELETE',
  path: '/push/:subscriptionId',
  summary: 'This device shows no messages any more',
  input: commandInput.extend({ subscriptionId: uuid }),
  result: z.object({ subscriptionId: uuid }),
});

export const testPush = command({
  name: 'testPush',
  feature,
  path: '/push/:subscriptionId/test',
  summary: 'Send a test message to one of my devices',
  input: commandInput.extend({ subscriptionId: uuid }),
  result: z.object({ messageId: uuid }),
});
