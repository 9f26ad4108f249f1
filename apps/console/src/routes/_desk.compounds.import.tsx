import { createFileRoute } from '@tanstack/react-router';
import { ImportPage } from '../features/compounds/import/import-page.tsx';

export const Route = createFileRoute('/_desk/compounds/import')({
  component: ImportPage,
  /** `id`: an import that was begun; `under`: where rows belong that name no community. */
  validateSearch: (search: Record<string, unknown>): { id?: string; under?: string } => ({
    ...(typeof search.id === 'string' ? { id: search.id } : {}),
    ...(typeof search.under === 'string' || typeof search.under === 'number' ? { under: String(search.under) } : {}),
  }),
});
