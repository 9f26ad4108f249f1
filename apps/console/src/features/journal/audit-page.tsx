import { Skeleton } from '../../app/states/states.tsx';

export function AuditPage() {
  return <Skeleton />;
}
