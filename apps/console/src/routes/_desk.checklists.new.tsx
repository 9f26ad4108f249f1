import { createFileRoute } from '@tanstack/react-router';
import { newChecklistSearch } from '../app/searches.ts';
import { NewChecklistPage } from '../features/checklists/new-checklist-page.tsx';

export const Route = createFileRoute('/_desk/checklists/new')({ validateSearch: newChecklistSearch, component: NewChecklistPage });
