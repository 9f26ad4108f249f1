import { z } from 'zod';

export const channelKinds = ['webPush', 'wecomBot', 'dingtalkBot', 'feishuBot', 'wecomApp', 'sms'] as const;
export type ChannelKind = (typeof channelKinds)[number];

/** Kinds that an administrator sets up; Web Push is there by itself. */
export const settableKinds = ['wecomBot', 'dingtalkBot', 'feishuBot', 'wecomApp', 'sms'] as const satisfies readonly ChannelKind[];
export type SettableKind = (typeof settableKinds)[number];

/** Writes to each person of a desk; the others write once to a group in which all of them are. */
export const personalKinds = ['webPush', 'wecomApp', 'sms'] as const satisfies readonly ChannelKind[];
export const isPersonal = (kind: ChannelKind): boolean => (personalKinds as readonly ChannelKind[]).includes(kind);

export const messageStates = ['queued', 'sent', 'refused', 'dropped'] as const;
export type MessageState = (typeof messageStates)[number];

const address = z.url({ protocol: /^https?$/ }).max(300);
const word = z.string().trim().min(1).max(200);

/** What each kind is set up with. Base addresses differ for 政务微信 and private deployments. */
export const channelSettings = {
  webPush: z.object({}),
  wecomBot: z.object({ baseUrl: address.default('https://qyapi.weixin.qq.com') }),
  dingtalkBot: z.object({ baseUrl: address.default('https://oapi.dingtalk.com') }),
  feishuBot: z.object({ baseUrl: address.default('https://open.feishu.cn') }),
  wecomApp: z.object({
    baseUrl: address.default('https://qyapi.weixin.qq.com'),
    corpId: word,
    agentId: z.coerce.number().int().min(1),
    /** `mobile`: the mobile number is the user id there; `lookup`: WeCom is asked for the user id of a number. */
    userIds: z.enum(['lookup', 'mobile']).default('lookup'),
  }),
  sms: z.object({
    url: address,
    contentType: z.enum(['application/json', 'application/x-www-form-urlencoded']).default('application/json'),
    /** Body with `{mobile}`, `{number}`, `{urgency}`, `{secret}`, `{id}` in it; each is escaped for its content type. */
    body: z.string().min(2).max(2000),
    /** One header that the gateway may want, as `Authorization: Bearer {secret}`. */
    header: z.string().max(300).default(''),
    /** Its answer is good when this stands in it; empty: when the status is 2xx. */
    okText: z.string().max(100).default(''),
  }),
} as const satisfies Record<ChannelKind, z.ZodObject>;

/** Names of the secrets of each kind; the first is needed. */
export const channelSecrets = {
  webPush: [],
  wecomBot: ['key'],
  dingtalkBot: ['accessToken', 'signSecret'],
  feishuBot: ['hookId', 'signSecret'],
  wecomApp: ['corpSecret'],
  sms: ['secret'],
} as const satisfies Record<ChannelKind, readonly string[]>;

/** Without them the kind does not work; an SMS gateway may do without. */
export const neededSecrets: Record<ChannelKind, readonly string[]> = {
  webPush: [],
  wecomBot: ['key'],
  dingtalkBot: ['accessToken', 'signSecret'],
  feishuBot: ['hookId'],
  wecomApp: ['corpSecret'],
  sms: [],
};
