import { createFileRoute } from '@tanstack/react-router';
import { checklistSearch } from '../app/searches.ts';
import { ChecklistPage } from '../features/checklists/checklist-page.tsx';

export const Route = createFileRoute('/_desk/checklists/$checklistId')({ validateSearch: checklistSearch, component: ChecklistPage });
