import { routes } from '../../platform/routes.ts';
import { takeRegister } from './commands/take-register.ts';

export const registersRoutes = routes([takeRegister]);
