import { createFileRoute } from '@tanstack/react-router';
import { ZonePage } from '../features/zones/zone-page.tsx';

export const Route = createFileRoute('/_desk/zones/$zoneId')({ component: ZonePage });
