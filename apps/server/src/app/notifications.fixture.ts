import { testSecrets } from '@muster/testkit/accounts';
import webpush from 'web-push';
import type { NotificationServices } from '../features/notifications/index.ts';
import { createOutbound } from '../platform/outbound.ts';
import { noticeSources } from './features.ts';
import type { Runtime } from './run-command.ts';

const vapid = webpush.generateVAPIDKeys();

/** What telling people runs on in tests: nothing private is reached unless a test says so. */
export function testNotifications(runtime: Runtime, more: Partial<NotificationServices> = {}): NotificationServices {
  return {
    secrets: testSecrets,
    outbound: createOutbound({ privateHosts: [] }),
    sources: noticeSources,
    vapid,
    publicUrl: 'https://muster.example.cn',
    messageDays: 90,
    wake: () => {},
    shared: runtime.shared,
    ...more,
  };
}
