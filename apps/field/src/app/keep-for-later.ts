import type { Session } from '@muster/contract/auth/auth.operations';
import { fetchPages } from './pages.tsx';
import { callInTime, queryClient, type ViewName } from './query-client.ts';

/** Reads what will be wanted without network before anybody asks for it, besides what `syncDesk` brings: the pages, and whom one may ask. */
export function keepForLater(session: Session): () => void {
  const code = session.acting.areaCode;
  const timer = setTimeout(() => {
    void fetchPages();
    if (!session.may.seeOrders) return;
    void import('./ground-ahead.ts').then((m) => m.keepGround()).catch(() => undefined);
    if (!code) return;
    if (session.acting.role !== 'volunteer' && session.acting.role !== 'supervisor') prefetch('listSupportTargets', {});
  }, 1500);
  return () => clearTimeout(timer);
}

function prefetch(name: ViewName, input: object) {
  void queryClient.prefetchQuery({ queryKey: [name, input], queryFn: ({ signal }) => callInTime(name, input as never, signal) });
}
