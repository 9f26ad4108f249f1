export { sealChannelsAgain } from './channels.store.ts';
export { createCourier } from './courier.ts';
export { notificationReactions, wakeCourierAt } from './notifications.reactions.ts';
export { notificationRoutes } from './notifications.routes.ts';
export type { NotificationServices } from './notifications.services.ts';
export { notificationCrontab, notificationTasks } from './notifications.tasks.ts';
export { sealPushAgain } from './push.store.ts';
export { ensureWebPush } from './queueing.store.ts';
export { readVapid } from './vapid.ts';
