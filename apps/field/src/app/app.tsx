import { ProblemError } from '@muster/client/call';
import type { Session } from '@muster/contract/auth/auth.operations';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'preact/compat';
import { useEffect } from 'preact/hooks';
import { Route, Router, Switch } from 'wouter';
import { SignInPage } from '../features/auth/sign-in.page.tsx';
import { useArrivals } from '../features/orders/arrivals.ts';
import { TodayPage } from '../features/today/today.page.tsx';
import { Button, Skeleton } from '../pieces/pieces.tsx';
import { Problem } from '../pieces/problem.tsx';
import { appWords as w } from './app.words.ts';
import { useOutbox } from './device.ts';
import f from './frame.module.css';
import { Frame } from './frame.tsx';
import { useLive } from './live.ts';
import { paths, routes, useGo } from './nav.tsx';
import { queryClient } from './query-client.ts';
import { own, SessionProvider, useSessionQuery } from './session.ts';
import { noteSessionEnd, sessionEnded } from './session-end.ts';
import { useValue } from './value.ts';
import { Voice } from './voice.tsx';

// The first screen carries only itself; the service worker fetches the rest in the background, for the time without network.
const OrdersPage = lazy(() => import('../features/orders/orders.page.tsx').then((m) => ({ default: m.OrdersPage })));
const OrderPage = lazy(() => import('../features/orders/order.page.tsx').then((m) => ({ default: m.OrderPage })));
const AnswerPage = lazy(() => import('../features/orders/answer.page.tsx').then((m) => ({ default: m.AnswerPage })));
const BelowPage = lazy(() => import('../features/orders/below.page.tsx').then((m) => ({ default: m.BelowPage })));
const AreaPage = lazy(() => import('../features/areas/area.page.tsx').then((m) => ({ default: m.AreaPage })));
const MePage = lazy(() => import('../features/account/me.page.tsx').then((m) => ({ default: m.MePage })));
const OutboxPage = lazy(() => import('../features/outbox/outbox.page.tsx').then((m) => ({ default: m.OutboxPage })));

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Voice />
      <Gate />
    </QueryClientProvider>
  );
}

/** Nobody, or somebody: what was kept of the session opens the app without network; the server's 401 closes it. */
function Gate() {
  const query = useSessionQuery();
  const hasEnded = useValue(sessionEnded);
  const { isSignedOut } = useOutbox();
  useEffect(() => {
    if (isSignedOut) noteSessionEnd();
  }, [isSignedOut]);

  const session = query.data;
  const isNobody = query.error instanceof ProblemError && query.error.status === 401;
  if (hasEnded || (isNobody && !session)) return <SignInPage isExpired={hasEnded && session !== undefined} />;
  if (session) return <SignedIn session={session} key={`${session.sessionId} ${session.acting.id}`} />;
  return (
    <main class={f.alone}>
      {query.error ? <Problem error={query.error} onRetry={() => void query.refetch()} /> : <Skeleton lines={4} />}
    </main>
  );
}

function SignedIn({ session }: { session: Session }) {
  useLive(session);
  useEffect(() => own(session), [session]);
  return (
    <SessionProvider value={session}>
      <Arrivals />
      <Router base="/m">
        <Suspense fallback={<div class={f.frame} />}>
          <Switch>
            <Route path={routes.today} component={TodayPage} />
            <Route path={routes.orders} component={OrdersPage} />
            <Route path={routes.order}>{({ receiptId }) => <OrderPage receiptId={receiptId} key={receiptId} />}</Route>
            <Route path={routes.answer}>{({ receiptId }) => <AnswerPage receiptId={receiptId} key={receiptId} />}</Route>
            <Route path={routes.below}>{({ receiptId }) => <BelowPage receiptId={receiptId} key={receiptId} />}</Route>
            <Route path={routes.area} component={AreaPage} />
            <Route path={routes.me} component={MePage} />
            <Route path={routes.outbox} component={OutboxPage} />
            <Route component={NoPage} />
          </Switch>
        </Suspense>
      </Router>
    </SessionProvider>
  );
}

function Arrivals() {
  useArrivals();
  return null;
}

function NoPage() {
  const go = useGo();
  return (
    <Frame title={w.nothingHere} tab="today">
      <p class={f.nothing}>{w.nothingHere}</p>
      <Button onTap={() => go(paths.today())}>{w.toToday}</Button>
    </Frame>
  );
}
