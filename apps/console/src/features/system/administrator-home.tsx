import { Navigate } from '@tanstack/react-router';
import { useView } from '../../app/query.ts';
import { LoadError } from '../../app/states/states.tsx';

/** Where the system administrator begins: a system without territory is set up first. */
export function AdministratorHome() {
  const system = useView('getSystem', {});
  if (system.data) return <Navigate to={system.data.setUp.communities === 0 ? '/set-up' : '/system'} replace />;
  return system.error ? <LoadError problem={system.error} retry={() => void system.refetch()} /> : null;
}
