export { receiptsNeedingAttention } from './attention-source.ts';
export { readFigureRecords } from './figure-records.store.ts';
export { getInboxSummary, listInbox, openReceiptIds, readOwnReceipts } from './inbox.views.ts';
export { orderMetrics } from './orders.metrics.ts';
export { orderReactions } from './orders.reactions.ts';
export { ordersRoutes } from './orders.routes.ts';
export { escalationTarget, nextEscalation } from './orders.rules.ts';
export { answerEntries, answerSearch, orderEntries, orderSearch } from './orders.search.ts';
export { orderTasks } from './orders.tasks.ts';
