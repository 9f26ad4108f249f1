import { Skeleton } from '../../app/states/states.tsx';

export function IncidentPage() {
  return <Skeleton />;
}
