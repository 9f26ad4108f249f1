import { value } from './value.ts';

/** True when a newer version of the app has been fetched and waits for a person to take it. */
export const updateReady = value(false);

/** Whether the app opens again without network: `none` where no service worker is possible. */
export const shellState = value<'unknown' | 'kept' | 'none'>('unknown');

let take: (() => Promise<void>) | undefined;

/**
 * Keeps the shell on the device, where a service worker is possible: a secure address, and not the browsers inside
 * WeChat, WeCom and DingTalk on iOS. Without one the open page works on all the same.
 */
export async function keepShell(): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) {
    shellState.set('none');
    return;
  }
  const { registerSW } = await import('virtual:pwa-register');
  const update = registerSW({
    onNeedRefresh: () => updateReady.set(true),
    onRegisteredSW: () => void navigator.serviceWorker.ready.then(() => shellState.set('kept')),
    onRegisterError: () => shellState.set('none'),
  });
  // A notification was tapped while the app stands open: it goes there without being loaded anew. wouter hears pushState.
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ type?: string; path?: string } | null>) => {
    if (data?.type === 'muster:open' && data.path?.startsWith('/m/')) history.pushState(null, '', data.path);
  });
  take = () => {
    // On the very first visit the library does not count this as an update, and would leave the old page standing.
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    return update(true);
  };
}

export function takeUpdate(): void {
  void take?.();
}
