import { Skeleton } from '../../app/states/states.tsx';

export function SetUpPage() {
  return <Skeleton />;
}
