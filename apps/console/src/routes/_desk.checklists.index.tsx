import { createFileRoute } from '@tanstack/react-router';
import { checklistsSearch } from '../app/searches.ts';
import { ChecklistsPage } from '../features/checklists/checklists-page.tsx';

export const Route = createFileRoute('/_desk/checklists/')({ validateSearch: checklistsSearch, component: ChecklistsPage });
