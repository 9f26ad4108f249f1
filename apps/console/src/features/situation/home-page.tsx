import { Navigate } from '@tanstack/react-router';
import { useSession } from '../../app/session.tsx';
import { AdministratorHome } from '../system/administrator-home.tsx';
import { SituationPage } from './situation-page.tsx';

/** Where a role begins (DESIGN §4): desks on the situation of their area, a community on its own page, others on their work. */
export function HomePage() {
  const { acting, may } = useSession();
  if (may.seeOrders) {
    const isCommunity = acting.level === 'community' || acting.level === 'grid';
    if (isCommunity && acting.areaCode) return <Navigate to="/areas/$code" params={{ code: acting.areaCode.slice(0, 12) }} replace />;
    if (!acting.areaCode) return <Navigate to="/orders" replace />;
    return <SituationPage />;
  }
  if (acting.role === 'auditor') return <Navigate to="/audit" replace />;
  if (may.readSystem) return <AdministratorHome />;
  return <Navigate to="/people" replace />;
}
