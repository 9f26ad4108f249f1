import { createFileRoute } from '@tanstack/react-router';
import { auditSearch } from '../app/searches.ts';
import { AuditPage } from '../features/journal/audit-page.tsx';

export const Route = createFileRoute('/_desk/audit')({ validateSearch: auditSearch, component: AuditPage });
