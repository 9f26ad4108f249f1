/** Whoever had notifications on this phone has them again when he signs in again; what that takes is loaded for him alone. */
export function keepNotifications(personId: string): void {
  let whose: string | null = null;
  try {
    whose = localStorage.getItem('muster.push');
  } catch {
    // No storage: it is turned on by hand.
  }
  if (whose !== personId) return;
  import('../features/notifications/push.ts').then((push) => push.keepPush(personId)).catch(() => undefined);
}
