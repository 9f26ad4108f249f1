import { routes } from '../../platform/routes.ts';
import { pushCommands } from './commands/push-commands.ts';
import { saveChannel } from './commands/save-channel.ts';
import { switchChannel } from './commands/switch-channel.ts';
import { testChannel } from './commands/test-channel.ts';
import type { NotificationServices } from './notifications.services.ts';
import { channelViews } from './notifications.views.ts';

export const notificationRoutes = (services: NotificationServices) =>
  routes([...channelViews(services), saveChannel(services), switchChannel, testChannel(services), ...pushCommands(services)]);
