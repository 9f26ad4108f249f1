import { createFileRoute } from '@tanstack/react-router';
import { zonesSearch } from '../app/searches.ts';
import { ZonesPage } from '../features/zones/zones-page.tsx';

export const Route = createFileRoute('/_desk/zones/')({ validateSearch: zonesSearch, component: ZonesPage });
