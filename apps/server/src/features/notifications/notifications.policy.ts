import type { Policy } from '../../platform/policy.ts';
import type { Principal } from '../../platform/principal.ts';

/** Channels are set up by the administrator of the system; who writes orders decides what is told, not on which wires. */
export function managesChannels(principal: Principal): boolean {
  return principal.role === 'systemAdministrator';
}
const managesChannelsOrIsSystem = (principal: Principal) => principal.kind === 'system' || managesChannels(principal);

/** A device belongs to whoever is signed in on it. */
const isSignedIn = (principal: Principal) => principal.sessionId !== null;

export const notificationsPolicy = {
  'channel:save': managesChannelsOrIsSystem,
  'channel:switch': managesChannelsOrIsSystem,
  'channel:test': managesChannelsOrIsSystem,
  'push:subscribe': isSignedIn,
  'push:test': isSignedIn,
} satisfies Policy<Record<string, never>>;
