export { type SystemServices, systemRoutes } from './system.views.ts';
