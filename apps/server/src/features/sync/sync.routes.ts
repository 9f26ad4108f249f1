import { routes } from '../../platform/routes.ts';
import { syncGround } from './ground.view.ts';
import { syncDesk } from './sync.views.ts';

export const syncRoutes = routes([syncDesk, syncGround]);
