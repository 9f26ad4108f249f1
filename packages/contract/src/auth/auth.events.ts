import { z } from 'zod';
import { eventKind } from '../event.ts';
import { uuid } from '../schemas.ts';

/** Signing in and out are kept in the city's journal too: who was there, from where (GB/T 22239-2019 8.1.4.3). */
export const signedIn = eventKind('auth.signedIn', 1, z.object({ device: z.string() }));
export const signInFailed = eventKind(
  'auth.signInFailed',
  1,
  z.object({ login: z.string(), why: z.enum(['password', 'locked', 'secondFactor']) }),
);
export const signedOut = eventKind('auth.signedOut', 1, z.object({}));
export const actingSwitched = eventKind('auth.actingSwitched', 1, z.object({ assignmentId: uuid, role: z.string() }));
export const passwordChanged = eventKind('auth.passwordChanged', 1, z.object({}));
export const secondFactorSet = eventKind('auth.secondFactorSet', 1, z.object({ on: z.boolean() }));
export const sessionRevoked = eventKind('auth.sessionRevoked', 1, z.object({ sessionId: uuid }));
export const accountCreated = eventKind('auth.accountCreated', 1, z.object({ accountId: uuid, personId: uuid, userName: z.string() }));
export const accountUnlocked = eventKind('auth.accountUnlocked', 1, z.object({ accountId: uuid, userName: z.string() }));
export const accountReset = eventKind('auth.accountReset', 1, z.object({ accountId: uuid, userName: z.string() }));
export const systemSetUp = eventKind('system.setUp', 1, z.object({ cityName: z.string() }));

export const authEvents = [
  signedIn,
  signInFailed,
  signedOut,
  actingSwitched,
  passwordChanged,
  secondFactorSet,
  sessionRevoked,
  accountCreated,
  accountUnlocked,
  accountReset,
  systemSetUp,
] as const;
