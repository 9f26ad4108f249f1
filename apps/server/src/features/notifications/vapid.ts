import webpush from 'web-push';
import type { SharedDb } from '../../platform/db/shared.ts';
import { keep } from '../../platform/secrets/kept-secrets.ts';
import type { Secrets } from '../../platform/secrets/keyring.ts';

/** Keys by which push services know this installation (RFC 8292): made once, sealed, the same on all its servers. */
export async function readVapid(shared: SharedDb, secrets: Secrets): Promise<{ publicKey: string; privateKey: string }> {
  return JSON.parse(await keep(shared, secrets, 'vapid', () => JSON.stringify(webpush.generateVAPIDKeys()))) as {
    publicKey: string;
    privateKey: string;
  };
}
