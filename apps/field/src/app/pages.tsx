import { type ComponentType, lazy } from 'preact/compat';

/**
 * The first screen carries only itself; every other page is its own file. All of them are fetched as soon as the first
 * one stands: where no service worker is possible, the open page must be able to go on without network.
 */
const loaders: (() => Promise<unknown>)[] = [];

function page<Props>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  loaders.push(load);
  return lazy(() => load().then((component) => ({ default: component }))) as unknown as ComponentType<Props>;
}

export const OrdersPage = page(() => import('../features/orders/orders.page.tsx').then((m) => m.OrdersPage));
export const OrderPage = page(() => import('../features/orders/order.page.tsx').then((m) => m.OrderPage));
export const AnswerPage = page(() => import('../features/orders/answer.page.tsx').then((m) => m.AnswerPage));
export const BelowPage = page(() => import('../features/orders/below.page.tsx').then((m) => m.BelowPage));
export const RequestPage = page(() => import('../features/orders/request.page.tsx').then((m) => m.RequestPage));
export const CopyPage = page(() => import('../features/orders/copy.page.tsx').then((m) => m.CopyPage));
export const AreaPage = page(() => import('../features/areas/area.page.tsx').then((m) => m.AreaPage));
export const PatchPage = page(() => import('../features/patches/patch.page.tsx').then((m) => m.PatchPage));
export const CompoundPage = page(() => import('../features/compounds/compound.page.tsx').then((m) => m.CompoundPage));
export const PlacePage = page(() => import('../features/places/place.page.tsx').then((m) => m.PlacePage));
export const TellPage = page(() => import('../features/places/tell.page.tsx').then((m) => m.TellPage));
export const ZonesPage = page(() => import('../features/zones/zones.page.tsx').then((m) => m.ZonesPage));
export const ChecklistPage = page(() => import('../features/checklists/checklist.page.tsx').then((m) => m.ChecklistPage));
export const MePage = page(() => import('../features/account/me.page.tsx').then((m) => m.MePage));
export const OutboxPage = page(() => import('../features/outbox/outbox.page.tsx').then((m) => m.OutboxPage));

/** Whoever is signed in does not carry it to his first screen; it is fetched with the others for when the session ends. */
export const SignInPage = page(() => import('../features/auth/sign-in.page.tsx').then((m) => m.SignInPage));

/** Rows of Today that most desks do not have. */
export const TodayGround = page(() => import('../features/today/today-ground.tsx').then((m) => m.TodayGround));

/** Only inside a chat app; nobody else loads it. */
export const OpenOut = page(() => import('../features/account/open-out.tsx').then((m) => m.OpenOutHint));

// What a phone meets at first stands in the first file; the rest of the problems come with the pages.
loaders.push(() => import('@muster/ui/words/desk-problems.words'));

export async function fetchPages(): Promise<void> {
  // One that does not come is asked for again when it is opened.
  for (const load of loaders) await load().catch(() => undefined);
}
