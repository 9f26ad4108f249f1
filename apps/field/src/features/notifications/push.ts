import { newId } from '@muster/client/ids';
import { callInTime } from '../../app/query-client.ts';

/** Why this browser shows no notifications, or that it could. `install`: iOS does only from the home screen. */
export type PushAbility = 'able' | 'unsupported' | 'install' | 'insecure' | 'blocked';

export function pushAbility(): PushAbility {
  if (!window.isSecureContext) return 'insecure';
  const isApple = /iPhone|iPad|iPod/.test(navigator.userAgent);
  const hasAll = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  if (!hasAll) return isApple && !window.matchMedia('(display-mode: standalone)').matches ? 'install' : 'unsupported';
  return Notification.permission === 'denied' ? 'blocked' : 'able';
}

/** Null where no service worker keeps the app: `ready` would then never come. */
async function registration(): Promise<ServiceWorkerRegistration | null> {
  return (await navigator.serviceWorker.getRegistration('/m/')) ? navigator.serviceWorker.ready : null;
}

const key = 'muster.push';

/** Whose notifications this phone shows, so that signing in again turns them on again: for the same person, nobody else. */
function remember(personId: string | null): void {
  try {
    if (personId === null) localStorage.removeItem(key);
    else localStorage.setItem(key, personId);
  } catch {
    // Then it is turned on by hand again.
  }
}

export class PushFault extends Error {
  readonly why: 'blocked' | 'no-worker' | 'no-service';
  constructor(why: PushFault['why']) {
    super(why);
    this.why = why;
  }
}

/** Asks the person, then the browser's maker for an address, then tells the server. To be called from a tap. */
export async function turnOn(publicKey: string, personId: string): Promise<string> {
  if ((await Notification.requestPermission()) !== 'granted') throw new PushFault('blocked');
  const worker = await registration();
  if (!worker) throw new PushFault('no-worker');
  const subscriptionId = await subscribe(worker, publicKey);
  remember(personId);
  return subscriptionId;
}

async function subscribe(worker: ServiceWorkerRegistration, publicKey: string): Promise<string> {
  const subscription = await addressOf(worker, publicKey);
  const { endpoint, keys } = subscription.toJSON();
  const { subscriptionId } = await callInTime('subscribePush', {
    commandId: newId(),
    subscriptionId: newId(),
    endpoint: endpoint ?? '',
    keys: { p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' },
  });
  return subscriptionId;
}

/** One that was made for other keys (the server was set up anew) is given back first: a second one beside it is refused. */
async function addressOf(worker: ServiceWorkerRegistration, publicKey: string): Promise<PushSubscription> {
  const options = { userVisibleOnly: true, applicationServerKey: bytes(publicKey) };
  try {
    return await worker.pushManager.subscribe(options);
  } catch {
    await (await worker.pushManager.getSubscription())?.unsubscribe();
    return worker.pushManager.subscribe(options).catch(() => {
      // Most phones of mainland China have no push service behind their browser.
      throw new PushFault('no-service');
    });
  }
}

export async function turnOff(subscriptionId: string): Promise<void> {
  remember(null);
  await callInTime('unsubscribePush', { commandId: newId(), subscriptionId });
  const worker = await registration();
  await (await worker?.pushManager.getSubscription())?.unsubscribe();
}

/** After signing in: the phone on which this person had turned it on goes on showing his messages, under the new session. */
export async function keepPush(personId: string): Promise<void> {
  if (pushAbility() !== 'able' || Notification.permission !== 'granted') return;
  const worker = await registration();
  if (!worker) return;
  const { publicKey, on, devices } = await callInTime('getPushSettings', {});
  if (on && !devices.some((one) => one.here)) await subscribe(worker, publicKey);
  remember(personId);
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
