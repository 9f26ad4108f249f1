import { routes } from '../../platform/routes.ts';
import { syncDesk } from './sync.views.ts';

export const syncRoutes = routes([syncDesk]);
