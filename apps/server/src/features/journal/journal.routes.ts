import { routes } from '../../platform/routes.ts';
import { listAudit, listFeed, verifyJournal } from './journal.views.ts';
import type { Verification } from './verify.ts';

export function journalRoutes(verify: () => Promise<Verification>) {
  return routes([listFeed, listAudit, verifyJournal(verify)]);
}
