export { orderMetrics } from './orders.metrics.ts';
export { orderReactions } from './orders.reactions.ts';
export { ordersRoutes } from './orders.routes.ts';
export { orderTasks } from './orders.tasks.ts';
export { escalationTarget, nextEscalation } from './orders.rules.ts';
