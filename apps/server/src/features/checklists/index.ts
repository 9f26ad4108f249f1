export { checklistsAttention } from './attention-source.ts';
export { checklistsRoutes } from './checklists.routes.ts';
export { checklistTasks } from './checklists.tasks.ts';
export { checklistsTerritory } from './checklists.territory.ts';
export { listDeskChecklists } from './desk-checklists.views.ts';
