export { attentionRoutes } from './attention.routes.ts';
export { attentionTerritory } from './attention.territory.ts';
export { keepAttentionHour } from './attention.views.ts';
