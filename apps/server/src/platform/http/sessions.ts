import type { FastifyRequest } from 'fastify';
import type { Principal } from '../principal.ts';
import { Problem } from '../problem.ts';

export const sessionCookie = 'muster_session';
/**
 * Over TLS the cookie has this prefix: a browser then takes it only from this very host, over TLS, for all paths. Neither a
 * neighbouring subdomain nor somebody in the middle of an unencrypted page can put a session of his own in its place.
 */
const secureCookie = `__Host-${sessionCookie}`;

export function cookieOf(request: FastifyRequest): { name: string; isSecure: boolean } {
  const isSecure = request.protocol === 'https';
  return { name: isSecure ? secureCookie : sessionCookie, isSecure };
}

/** Accounts whose tokens were found good lately. Forgotten all at once when they are many; each is then found again. */
const knownMost = 50_000;
/** Tokens that nobody holds, of one address in a minute: beyond that they are not even looked up. */
const badMost = 3000;
const windowMs = 60_000;

export interface Sessions {
  tokenOf: (request: FastifyRequest) => string | undefined;
  /** Who asks; looked up once a request, whoever wants to know. Null: no session, or one that is over. */
  principalOf: (request: FastifyRequest) => Promise<Principal | null>;
  /** Whose allowance a request is counted against. */
  allowanceOf: (request: FastifyRequest) => Promise<string>;
}

/**
 * Who asks, and at whose expense. Who is signed in has an allowance of his own, over all his devices and sessions: a whole
 * office stands behind one address. Tokens that nobody holds share one of their address, apart from who has none: neither
 * floods out those who are signed in, nor are those refused whom this process does not know yet, after a restart.
 */
export function createSessions(authenticate: (token: string) => Promise<Principal | null>, isDatabaseAway: () => boolean): Sessions {
  const accounts = new Map<string, string>();
  const principals = new WeakMap<FastifyRequest, Promise<Principal | null>>();
  const bad = new Map<string, number>();
  let badUntil = 0;

  const tokenOf = (request: FastifyRequest) => request.cookies[cookieOf(request).name];

  function principalOf(request: FastifyRequest): Promise<Principal | null> {
    const known = principals.get(request);
    if (known) return known;
    const found = lookUp(request);
    // Whoever asks for it hears of the fault; who only counts does not.
    found.catch(() => {});
    principals.set(request, found);
    return found;
  }

  async function lookUp(request: FastifyRequest): Promise<Principal | null> {
    const token = tokenOf(request);
    if (!token) return null;
    if (isDatabaseAway()) throw new Problem('database.unavailable');
    const principal = await authenticate(token);
    if (!principal) {
      accounts.delete(token);
      const address = addressOf(request);
      bad.set(address, (bad.get(address) ?? 0) + 1);
      return null;
    }
    if (accounts.size > knownMost) accounts.clear();
    accounts.set(token, principal.accountId ?? principal.personId);
    return { ...principal, address: request.ip };
  }

  async function allowanceOf(request: FastifyRequest): Promise<string> {
    const token = tokenOf(request);
    const address = addressOf(request);
    if (!token) return address;
    const known = accounts.get(token);
    if (known) return known;
    if (Date.now() > badUntil) {
      bad.clear();
      badUntil = Date.now() + windowMs;
    }
    if ((bad.get(address) ?? 0) < badMost) {
      const principal = await principalOf(request).catch(() => null);
      if (principal) return principal.accountId ?? principal.personId;
    }
    return `${address} unknown`;
  }

  return { tokenOf, principalOf, allowanceOf };
}

/** Of IPv6 a household or a host gets 2⁶⁴ addresses: they count as one. */
export function addressOf({ ip }: { ip: string }): string {
  if (!ip.includes(':') || ip.includes('.')) return ip;
  const [head = '', tail = ''] = ip.split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail.split(':').filter(Boolean);
  const groups = ip.includes('::') ? [...before, ...Array(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after] : before;
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
