import { routes } from '../../platform/routes.ts';
import { listAudit, listFeed, verifyJournal } from './journal.views.ts';

export const journalRoutes = routes([listFeed, listAudit, verifyJournal]);
