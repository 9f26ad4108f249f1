import type { Policy } from '../../platform/policy.ts';
import { readsCompounds } from '../compounds/index.ts';

/** Paper goes where nobody sees it: it is taken by who works at a desk or a grid there, or inspects there. */
export const registersPolicy = {
  'register:take': (principal, _facts: null) =>
    readsCompounds(principal) && principal.role !== 'volunteer' && principal.role !== 'unitLiaison',
} satisfies Policy<{ 'register:take': null }>;
