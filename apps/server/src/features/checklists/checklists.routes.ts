import { routes } from '../../platform/routes.ts';
import { getChecklist, listChecklists } from './checklists.views.ts';
import { changeChecklist } from './commands/change-checklist.ts';
import { closeChecklist } from './commands/close-checklist.ts';
import { saveChecklist } from './commands/save-checklist.ts';
import { sendChecklist } from './commands/send-checklist.ts';
import { tickItem } from './commands/tick-item.ts';
import { untickItem } from './commands/untick-item.ts';
import { getDeskChecklist, listDeskChecklists } from './desk-checklists.views.ts';
import { getChecklistProgress } from './progress.views.ts';

export const checklistsRoutes = routes([
  listChecklists,
  getChecklist,
  getChecklistProgress,
  listDeskChecklists,
  getDeskChecklist,
  saveChecklist,
  sendChecklist,
  changeChecklist,
  closeChecklist,
  tickItem,
  untickItem,
]);
