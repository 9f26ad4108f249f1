import { Skeleton } from '../../app/states/states.tsx';

export function OrdersPage() {
  return <Skeleton />;
}
