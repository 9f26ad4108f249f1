import { routes } from '../../platform/routes.ts';
import { getAttention, listAttention } from './attention.views.ts';

export const attentionRoutes = routes([getAttention, listAttention]);
