import { Skeleton } from '../../app/states/states.tsx';

export function SignInPage() {
  return <Skeleton />;
}
