export { attentionRoutes } from './attention.routes.ts';
export { keepAttentionHour } from './attention.views.ts';
