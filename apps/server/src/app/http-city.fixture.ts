/** A test city behind its real routes and HTTP server, for the tests that attack it: role table, HTTP, generated inputs, live stream. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AnyOperation, type OperationName, operations } from '@muster/contract/operations';
import { type TestAccounts, testAccounts } from '@muster/testkit/accounts';
import { type TestCity, testCity } from '@muster/testkit/city';
import type { FastifyInstance } from 'fastify';
import { authenticate } from '../features/auth/index.ts';
import { closeHttp } from '../platform/close-http.ts';
import type { Command } from '../platform/command.ts';
import { createHttpServer, sessionCookie } from '../platform/http/server.ts';
import { newId } from '../platform/ids.ts';
import type { Principal } from '../platform/principal.ts';
import type { Routes } from '../platform/routes.ts';
import { allRoutes } from './features.ts';
import { type Files, openFiles, registerFiles } from './files.ts';
import { createHolder, type Holder, runOrHold } from './held-commands.ts';
import { testNotifications } from './notifications.fixture.ts';
import { readView } from './run-command.ts';
import { registerApiPages, registerWebApps } from './static-routes.ts';

export interface Answer {
  status: number;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers are read by name in tests
  body: any;
}

/** Somebody who is signed in, or nobody. */
export interface Caller {
  principal: Principal | null;
  token: string | null;
}
export const signedOut: Caller = { principal: null, token: null };

export interface HttpCity {
  city: TestCity;
  accounts: TestAccounts;
  routes: Routes;
  http: FastifyInstance;
  /** Applies what is held; by itself only when asked to. */
  holder: Holder;
  files: Files;
  /** One more HTTP server on the same city, with allowances of its own. */
  serve: (more?: (app: FastifyInstance) => void) => Promise<FastifyInstance>;
  signIn: (principal: Principal) => Promise<Caller>;
  /** A command of any feature as the server runs it, without HTTP. */
  run: <R = unknown>(name: OperationName, principal: Principal, input: object) => Promise<R>;
  /** One operation through the HTTP server; names of the path are taken from the input. */
  call: (caller: Caller, operation: AnyOperation, input: object) => Promise<Answer>;
  stop: () => Promise<void>;
}

let people = 0;

export async function httpCity({
  filesFolder,
  ...options
}: Parameters<typeof testCity>[0] & { filesFolder?: string } = {}): Promise<HttpCity> {
  const city = await testCity(options);
  const accounts = testAccounts(city);
  const { runtime } = city;
  const routes = allRoutes(
    accounts.services,
    {
      shared: runtime.shared,
      version: 'test',
      startedAt: runtime.now(),
      liveScreens: () => 0,
      timersRunning: () => true,
      databaseAway: () => false,
      sealerFault: () => null,
      assertMigrated: async () => {},
    },
    testNotifications(runtime),
    runtime.sealer,
  );
  const opened: FastifyInstance[] = [];
  const folder = filesFolder ?? mkdtempSync(join(tmpdir(), 'muster-files-'));
  const files = openFiles(runtime, { folder });
  async function serve(more: (app: FastifyInstance) => void = () => {}): Promise<FastifyInstance> {
    const server = await createHttpServer({
      routes,
      authenticate: (token) => authenticate(runtime.shared, token, runtime.now()),
      runCommand: (principal, command, input) => runOrHold(runtime, principal, command, input),
      readView: (principal, view, input) => readView(runtime, principal, view, input),
      isDatabaseAway: () => false,
      now: runtime.now,
      checkAnswers: true,
      logLevel: 'silent',
    });
    more(server);
    // Each with an upload server of its own: they share the folder and the database, nothing in memory.
    await registerFiles(server, files);
    await registerApiPages(server, 'test');
    await registerWebApps(server);
    opened.push(server);
    return server;
  }
  const http = await serve();
  return {
    city,
    accounts,
    routes,
    http,
    holder: createHolder(
      runtime,
      () => routes,
      (fault) => {
        throw new Error(fault);
      },
    ),
    files,
    serve,
    async signIn(principal) {
      const userName = `attacker-${people++}`;
      await accounts.account(principal, userName);
      const signedIn = await accounts.signIn(userName);
      return { token: signedIn.token, principal: await signedIn.principal() };
    },
    run: <R>(name: OperationName, principal: Principal, input: object) =>
      city.run(routes[name] as Command<object, R>, principal, operations[name].input.parse({ commandId: newId(), ...input })),
    async call(caller, operation, input) {
      const { method, url, payload } = wire(operation, input);
      const answer = await http.inject({
        method,
        url,
        headers: { 'x-muster': '1', ...(caller.token ? { cookie: `${sessionCookie}=${caller.token}` } : {}) },
        ...(payload === undefined ? {} : { payload }),
      });
      return { status: answer.statusCode, text: answer.payload, body: json(answer.payload) };
    },
    async stop() {
      await Promise.all(opened.map(closeHttp));
      await city.stop();
      if (filesFolder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The flat input of an operation as it travels: names of the path, query string or JSON body. */
export function wire(operation: AnyOperation, input: object): { method: AnyOperation['method']; url: string; payload?: object } {
  const rest: Record<string, unknown> = { ...input };
  const path = operation.path.replace(/:([a-zA-Z]+)/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value).toWellFormed());
  });
  if (operation.method !== 'GET' && operation.method !== 'DELETE') return { method: operation.method, url: `/api${path}`, payload: rest };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(rest)) {
    if (value === undefined || value === null) continue;
    query.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  const text = query.toString();
  return { method: operation.method, url: `/api${path}${text === '' ? '' : `?${text}`}` };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
