import { createFileRoute } from '@tanstack/react-router';
import { CompoundPage } from '../features/compounds/compound-page.tsx';

export const Route = createFileRoute('/_desk/compounds/$compoundId')({
  component: CompoundPage,
  /** `merge`: the compound that may be the same place, or `choose`. */
  validateSearch: (search: Record<string, unknown>): { merge?: string } =>
    typeof search.merge === 'string' ? { merge: search.merge } : {},
});
