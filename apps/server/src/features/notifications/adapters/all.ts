import type { ChannelKind } from '@muster/contract/notifications/channel-kinds';
import type { Adapter } from './adapter.ts';
import { dingtalkBot } from './dingtalk-bot.ts';
import { feishuBot } from './feishu-bot.ts';
import { sms } from './sms.ts';
import { webPush } from './web-push.ts';
import { wecomApp } from './wecom-app.ts';
import { wecomBot } from './wecom-bot.ts';

export const adapters: Record<ChannelKind, Adapter> = { webPush, wecomBot, dingtalkBot, feishuBot, wecomApp, sms };
