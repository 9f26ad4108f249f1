import { Skeleton } from '../../../app/states/states.tsx';

export function ComposePage() {
  return <Skeleton />;
}
