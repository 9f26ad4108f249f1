import { createFileRoute } from '@tanstack/react-router';
import { composeSearch } from '../app/searches.ts';
import { ComposePage } from '../features/orders/compose/compose-page.tsx';

export const Route = createFileRoute('/_desk/orders/new')({ validateSearch: composeSearch, component: ComposePage });
