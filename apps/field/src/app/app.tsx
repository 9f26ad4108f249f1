import { ProblemError } from '@muster/client/call';
import type { Session } from '@muster/contract/auth/auth.operations';
import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense } from 'preact/compat';
import { useEffect } from 'preact/hooks';
import { Route, Router, Switch } from 'wouter';
import { useArrivals } from '../features/orders/arrivals.ts';
import { TodayPage } from '../features/today/today.page.tsx';
import { Button, Skeleton } from '../pieces/pieces.tsx';
import { Problem } from '../pieces/problem.tsx';
import { appWords as w } from './app.words.ts';
import { Boundary } from './boundary.tsx';
import { useOutbox } from './device.ts';
import f from './frame.module.css';
import { Frame } from './frame.tsx';
import { keepForLater } from './keep-for-later.ts';
import { keepNotifications } from './keep-notifications.ts';
import { useLive } from './live.ts';
import { paths, routes, useGo } from './nav.tsx';
import {
  AnswerPage,
  AreaPage,
  BelowPage,
  ChecklistPage,
  CompoundPage,
  CopyPage,
  MePage,
  OrderPage,
  OrdersPage,
  OutboxPage,
  PatchPage,
  PlacePage,
  RequestPage,
  SignInPage,
  TellPage,
  ZonesPage,
} from './pages.tsx';
import { queryClient } from './query-client.ts';
import { own, SessionProvider, useSessionQuery } from './session.ts';
import { noteSessionEnd, sessionEnded } from './session-end.ts';
import { useValue } from './value.ts';
import { Voice } from './voice.tsx';

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
  if (hasEnded || (isNobody && !session))
    return (
      <Boundary>
        <Suspense fallback={null}>
          <SignInPage isExpired={hasEnded && session !== undefined} />
        </Suspense>
      </Boundary>
    );
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
  useEffect(() => keepForLater(session), [session.acting.id]);
  useEffect(() => keepNotifications(session.person.id), [session.sessionId]);
  return (
    <SessionProvider value={session}>
      <Arrivals />
      <Router base="/m">
        <Boundary>
          <Suspense fallback={<div class={f.frame} />}>
            <Switch>
              <Route path={routes.today} component={TodayPage} />
              <Route path={routes.orders} component={OrdersPage} />
              <Route path={routes.order}>{({ receiptId }) => <OrderPage receiptId={receiptId} key={receiptId} />}</Route>
              <Route path={routes.answer}>{({ receiptId }) => <AnswerPage receiptId={receiptId} key={receiptId} />}</Route>
              <Route path={routes.below}>{({ receiptId }) => <BelowPage receiptId={receiptId} key={receiptId} />}</Route>
              <Route path={routes.request}>{({ orderId }) => <RequestPage orderId={orderId} key={orderId} />}</Route>
              <Route path={routes.copy}>{({ orderId }) => <CopyPage orderId={orderId} key={orderId} />}</Route>
              <Route path={routes.area} component={AreaPage} />
              <Route path={routes.patch}>{({ patchId }) => <PatchPage patchId={patchId} key={patchId} />}</Route>
              <Route path={routes.compound}>{({ compoundId }) => <CompoundPage compoundId={compoundId} key={compoundId} />}</Route>
              <Route path={routes.place}>{({ placeId }) => <PlacePage placeId={placeId} key={placeId} />}</Route>
              <Route path={routes.tell} component={TellPage} />
              <Route path={routes.zones} component={ZonesPage} />
              <Route path={routes.checklist}>{({ checklistId }) => <ChecklistPage checklistId={checklistId} key={checklistId} />}</Route>
              <Route path={routes.me} component={MePage} />
              <Route path={routes.outbox} component={OutboxPage} />
              <Route component={NoPage} />
            </Switch>
          </Suspense>
        </Boundary>
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
