import { createFileRoute } from '@tanstack/react-router';
import { orderSearch } from '../app/searches.ts';
import { OrderPage } from '../features/orders/order/order-page.tsx';

export const Route = createFileRoute('/_desk/orders/$orderId')({ validateSearch: orderSearch, component: OrderPage });
