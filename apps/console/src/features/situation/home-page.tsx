import { Skeleton } from '../../app/states/states.tsx';

export function HomePage() {
  return <Skeleton />;
}
