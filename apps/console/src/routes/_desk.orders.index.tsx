import { createFileRoute } from '@tanstack/react-router';
import { ordersSearch } from '../app/searches.ts';
import { OrdersPage } from '../features/orders/orders-page.tsx';

export const Route = createFileRoute('/_desk/orders/')({ validateSearch: ordersSearch, component: OrdersPage });
