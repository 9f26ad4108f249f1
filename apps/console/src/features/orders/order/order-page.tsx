import { Skeleton } from '../../../app/states/states.tsx';

export function OrderPage() {
  return <Skeleton />;
}
