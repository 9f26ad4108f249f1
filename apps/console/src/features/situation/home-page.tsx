import { Navigate } from '@tanstack/react-router';
import { useSession } from '../../app/session.tsx';
import { AdministratorHome } from '../system/administrator-home.tsx';
import { SituationPage } from './situation-page.tsx';

/** Where a role begins (DESIGN §4): desks on the situation of their area, a community on its own page, others on their work. */
export function HomePage() {
  const { acting, may } = useSession();
  if (may.seeOrders) {
    // A grid and a unit have no picture of their own: their work is what was sent to them.
    if (!acting.areaCode || acting.level === 'grid') return <Navigate to="/orders" search={{}} replace />;
    if (acting.level === 'community') return <Navigate to="/areas/$code" params={{ code: acting.areaCode }} replace />;
    return <SituationPage />;
  }
  if (acting.role === 'auditor') return <Navigate to="/audit" replace />;
  if (may.readSystem) return <AdministratorHome />;
  return <Navigate to="/people" replace />;
}
