export { compoundsRoutes } from './compounds.routes.ts';
