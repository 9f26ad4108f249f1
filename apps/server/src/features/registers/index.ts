export { registerDocx } from './register-docx.ts';
export { registerHtml } from './register-html.ts';
export { registersRoutes } from './registers.routes.ts';
export { registerOf } from './registers.store.ts';
export { registersTerritory } from './registers.territory.ts';
