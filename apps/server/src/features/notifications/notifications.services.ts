import type { SharedDb } from '../../platform/db/shared.ts';
import type { NoticeSource } from '../../platform/notice.ts';
import type { Outbound } from '../../platform/outbound.ts';
import type { Secrets } from '../../platform/secrets/keyring.ts';

/** What telling people needs from the program; `app/` gives it. */
export interface NotificationServices {
  secrets: Secrets;
  outbound: Outbound;
  sources: readonly NoticeSource[];
  /** Of Web Push: made once for the installation, and the same for ever, or every device would have to subscribe anew. */
  vapid: { publicKey: string; privateKey: string };
  publicUrl: string | null;
  messageDays: number;
  /** Something is queued that is to go at once. */
  wake: () => void;
  shared: SharedDb;
}
