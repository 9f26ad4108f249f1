import { Skeleton } from '../../app/states/states.tsx';

export function SystemPage() {
  return <Skeleton />;
}
