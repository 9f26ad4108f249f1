export { forgetSecondFactors, sealAgain as sealSecondFactors } from './accounts.store.ts';
export { authReactions } from './auth.reactions.ts';
export { authRoutes } from './auth.routes.ts';
export type { AuthServices } from './auth.services.ts';
export { authenticate, sessionStandings } from './authenticate.ts';
