import { createFileRoute } from '@tanstack/react-router';
import { PatchesPage } from '../features/patches/patches-page.tsx';

export const Route = createFileRoute('/_desk/patches')({
  component: PatchesPage,
  validateSearch: (search: Record<string, unknown>): { under?: string } =>
    typeof search.under === 'string' || typeof search.under === 'number' ? { under: String(search.under) } : {},
});
