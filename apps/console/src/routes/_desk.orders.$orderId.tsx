import { createFileRoute } from '@tanstack/react-router';
import { OrderPage } from '../features/orders/order/order-page.tsx';

export const Route = createFileRoute('/_desk/orders/$orderId')({ component: OrderPage });
