import type { ComponentChildren } from 'preact';
import { useLocation, Link as WouterLink } from 'wouter';

/** All addresses of the phone app, below `/m`. wouter's paths are untyped; nobody writes one elsewhere. */
export const routes = {
  today: '/',
  orders: '/orders',
  order: '/orders/:receiptId',
  answer: '/orders/:receiptId/answer',
  below: '/orders/:receiptId/below',
  request: '/requests/:orderId',
  copy: '/copies/:orderId',
  area: '/area',
  patch: '/patches/:patchId',
  compound: '/compounds/:compoundId',
  place: '/places/:placeId',
  tell: '/tell',
  zones: '/zones',
  checklist: '/checklists/:checklistId',
  me: '/me',
  outbox: '/me/outbox',
} as const;

export const paths = {
  today: () => '/',
  orders: () => '/orders',
  order: (receiptId: string) => `/orders/${receiptId}`,
  answer: (receiptId: string) => `/orders/${receiptId}/answer`,
  below: (receiptId: string) => `/orders/${receiptId}/below`,
  request: (orderId: string) => `/requests/${orderId}`,
  copy: (orderId: string) => `/copies/${orderId}`,
  area: () => '/area',
  patch: (patchId: string) => `/patches/${patchId}`,
  compound: (compoundId: string) => `/compounds/${compoundId}`,
  place: (placeId: string) => `/places/${placeId}`,
  tell: () => '/tell',
  zones: () => '/zones',
  checklist: (checklistId: string) => `/checklists/${checklistId}`,
  me: () => '/me',
  outbox: () => '/me/outbox',
};

interface LinkProps {
  to: string;
  class?: string | undefined;
  current?: boolean;
  /** Read by the page that opens: where its back button leads. */
  from?: 'today' | 'orders';
  label?: string;
  children: ComponentChildren;
}

export function Link({ to, class: className, current, from, label, children }: LinkProps) {
  return (
    <WouterLink
      href={to}
      {...(from ? { state: { from } } : {})}
      {...(className ? { className } : {})}
      {...(current ? { 'aria-current': 'page' as const } : {})}
      {...(label ? { 'aria-label': label } : {})}
    >
      {children as never}
    </WouterLink>
  );
}

export function useGo(): (to: string, options?: { replace?: boolean; from?: 'today' | 'orders' }) => void {
  const [, navigate] = useLocation();
  return (to, options = {}) =>
    navigate(to, { replace: options.replace ?? false, ...(options.from ? { state: { from: options.from } } : {}) });
}

/** Where the present page was opened from. */
export function cameFrom(): 'today' | 'orders' {
  return (history.state as { from?: string } | null)?.from === 'today' ? 'today' : 'orders';
}
