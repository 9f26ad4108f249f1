import type { Command } from '../../platform/command.ts';
import type { SharedDb } from '../../platform/db/shared.ts';
import type { Principal } from '../../platform/principal.ts';
import type { Secrets } from '../../platform/secrets/keyring.ts';
import type { View } from '../../platform/view.ts';

/** One of the demonstration's people whom the sign-in page offers with one click. */
export interface CastMember {
  userName: string;
  password: string;
  name: string;
  role: string;
  areaName: string | null;
  app: 'console' | 'field';
}

/**
 * What `auth` needs from the program besides a transaction: signing in begins without a principal, so there is no scope
 * to open one with until the account is known. `app/` gives it.
 */
export interface AuthServices {
  shared: SharedDb;
  /** Under which the second factors stand. */
  secrets: Secrets;
  /** Null before the system is set up. */
  cityCode: () => string | null;
  /** After set-up: from now on the program serves this city. */
  adoptCity: (code: string) => void;
  run: <I, R>(principal: Principal, command: Command<I, R>, input: I) => Promise<R>;
  read: <I, R>(principal: Principal, view: View<I, R>, input: I) => Promise<R>;
  settings: {
    sponsor: string | null;
    filingNumber: string | null;
    demo: boolean;
    cast: readonly CastMember[];
    /** Printed at the start of an empty system; whoever can read that may set it up. */
    setUpCode: string;
  };
}
