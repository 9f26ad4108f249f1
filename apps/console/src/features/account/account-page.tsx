import { Skeleton } from '../../app/states/states.tsx';

export function AccountPage() {
  return <Skeleton />;
}
