import { createFileRoute } from '@tanstack/react-router';
import { ComposeNoticePage } from '../features/zones/compose-notice-page.tsx';

export const Route = createFileRoute('/_desk/zones/new')({
  component: ComposeNoticePage,
  /** The zone that is to be changed, or the proposal that is to be confirmed. */
  validateSearch: (search: Record<string, unknown>): { zone?: string; proposal?: string } => ({
    ...(typeof search.zone === 'string' ? { zone: search.zone } : {}),
    ...(typeof search.proposal === 'string' ? { proposal: search.proposal } : {}),
  }),
});
