import { routes } from '../../platform/routes.ts';
import { discardHeldCommand } from './commands/discard-held-command.ts';
import { listHeldCommands } from './held.views.ts';

export const heldRoutes = routes([listHeldCommands, discardHeldCommand]);
