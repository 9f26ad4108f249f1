import type { Session } from '@muster/contract/auth/auth.operations';
import { createReactor } from '@muster/server/app/reactor';
import { readView, runCommand } from '@muster/server/app/run-command';
import { type AuthServices, authenticate, authReactions, authRoutes } from '@muster/server/features/auth/index';
import type { Command } from '@muster/server/platform/command';
import { newId } from '@muster/server/platform/ids';
import type { Principal } from '@muster/server/platform/principal';
import type { OpenHandler, OpenRequest, Routes } from '@muster/server/platform/routes';
import { keyring } from '@muster/server/platform/secrets/keyring';
import type { View } from '@muster/server/platform/view';
import type { TestCity } from './city.ts';

/** A key for tests; sealed under it, a secret of one test opens in another. */
export const testSecrets = keyring([Buffer.alloc(32, 7)]);

/** Good enough for every account of a test. */
export const testPassword = 'correct horse 7';

export interface SignedIn {
  token: string;
  session: Session;
  /** As the next request of this device is seen; null when it is signed in no longer. */
  principal: () => Promise<Principal | null>;
}

export interface TestAccounts {
  services: AuthServices;
  /** Gives somebody an account with `testPassword`. */
  account: (person: Principal, userName: string) => Promise<string>;
  signIn: (login: string, more?: { password?: string; code?: string; device?: string; as?: Principal | null }) => Promise<SignedIn>;
  open: <R>(name: keyof Routes, input: object, more?: Partial<OpenRequest>) => Promise<R>;
  run: <R>(name: keyof Routes, principal: Principal, input: object) => Promise<R>;
  read: <R>(name: keyof Routes, principal: Principal, input: object) => Promise<R>;
  /** Seals the journal and lets the reactions of `auth` follow it. */
  settle: () => Promise<void>;
}

/** Accounts and sessions of a test city, as the server makes them but without HTTP. */
export function testAccounts(city: TestCity, settings: Partial<AuthServices['settings']> = {}): TestAccounts {
  const { runtime } = city;
  const services: AuthServices = {
    shared: runtime.shared,
    secrets: testSecrets,
    cityCode: () => runtime.cityCode,
    adoptCity(code) {
      runtime.cityCode = code;
    },
    run: (principal, command, input) => runCommand(runtime, principal, command, input),
    read: (principal, view, input) => readView(runtime, principal, view, input),
    settings: { sponsor: null, filingNumber: null, demo: false, cast: [], setUpCode: 'SET-UP', ...settings },
  };
  const routes = authRoutes(services);
  const reactor = createReactor(runtime, authReactions, { add: async () => {} }, (fault) => {
    throw new Error(fault);
  });
  const accounts: TestAccounts = {
    services,
    async account(person, userName) {
      const accountId = newId();
      await accounts.run('createAccount', city.system, { accountId, personId: person.personId, userName, password: testPassword });
      return accountId;
    },
    async signIn(login, { password = testPassword, code, device = 'Chrome Windows', as = null } = {}) {
      let token: string | null = null;
      const session = await accounts.open<Session>(
        'signIn',
        { login, password, code },
        {
          device,
          principal: as,
          setSessionToken(given) {
            token = given;
          },
        },
      );
      if (token === null) throw new Error('signed in without a token');
      const given: string = token;
      return { token: given, session, principal: () => authenticate(runtime.shared, given, runtime.now()) };
    },
    async open<R>(name: keyof Routes, input: object, more: Partial<OpenRequest> = {}) {
      const handler = routes[name] as OpenHandler<object, R>;
      return handler.open(input, {
        address: '10.1.2.3',
        device: 'Chrome Windows',
        now: runtime.now(),
        principal: null,
        setSessionToken() {},
        ...more,
      });
    },
    run: <R>(name: keyof Routes, principal: Principal, input: object) =>
      runCommand(runtime, principal, routes[name] as Command<object, R>, { commandId: newId(), ...input }),
    read: <R>(name: keyof Routes, principal: Principal, input: object) =>
      readView(runtime, principal, routes[name] as View<object, R>, input),
    async settle() {
      await runtime.sealer.sealAll();
      await reactor.settle();
    },
  };
  return accounts;
}
