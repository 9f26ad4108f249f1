// Read into the service worker (workbox importScripts): shows what the server tells while the app is closed, and opens it.
self.addEventListener('push', (event) => {
  let told = { title: '集结', body: '', path: '/m/', tag: 'muster' };
  try {
    told = { ...told, ...event.data.json() };
  } catch {
    // Nothing in it that can be read: that there is something is still said.
  }
  event.waitUntil(
    self.registration.showNotification(told.title, {
      body: told.body,
      tag: told.tag,
      // A reminder takes the place of what it reminds of, and rings again.
      renotify: true,
      icon: '/m/icon-192.png',
      lang: 'zh-CN',
      data: { path: told.path },
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const path = event.notification.data?.path ?? '/m/';
  event.waitUntil(open(path));
});

/** In the window that is there, without loading it anew: somebody may be writing in it. Else in one of its own. */
async function open(path) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const app = windows.find((one) => new URL(one.url).pathname.startsWith('/m'));
  if (!app) return self.clients.openWindow(path);
  app.postMessage({ type: 'muster:open', path });
  return app.focus();
}
