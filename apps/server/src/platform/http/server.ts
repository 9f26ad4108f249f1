import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { Operation } from '@muster/contract/operation';
import { operations } from '@muster/contract/operations';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Command } from '../command.ts';
import { HeldForLater } from '../held-answer.ts';
import { newId } from '../ids.ts';
import type { Principal } from '../principal.ts';
import { Problem } from '../problem.ts';
import { type Handler, isCommand, isView, type Routes } from '../routes.ts';
import type { View } from '../view.ts';
import { parseInput } from './input.ts';
import { sendProblem } from './problem-reply.ts';
import { cookieOf, createSessions, type Sessions } from './sessions.ts';

export { sessionCookie } from './sessions.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** For routes that are no operation: uploads, live streams. */
    sessions: Sessions;
  }
}

/** An imported file travels as text in JSON; everything else is small. */
const fileBytesMost = 12_000_000;
const bodyBytesMost = 256_000;
const connectionsMost = 15_000;
/** Requests a minute of one account, or of one address without one; and what of it may be tries at a password, 40 ms of work each. */
const requestsMost = 3000;
const passwordsMost = 300;

export interface HttpOptions {
  routes: Routes;
  authenticate: (token: string) => Promise<Principal | null>;
  runCommand: (principal: Principal, command: Command, input: unknown) => Promise<unknown>;
  readView: (principal: Principal, view: View, input: unknown) => Promise<unknown>;
  /** Then whatever needs it is refused at once. */
  isDatabaseAway: () => boolean;
  /** One clock with commands and views. */
  now: () => Date;
  /** Checks every answer against the contract; on in tests, where a wrong answer must fail. */
  checkAnswers: boolean;
  logLevel: string;
}

/** Without a session, views and commands that are open to anyone run for nobody: no area, no person. */
const nobody: Principal = {
  kind: 'person',
  personId: '00000000-0000-7000-8000-000000000000',
  personName: '',
  assignmentId: null,
  role: 'volunteer',
  areaCode: null,
  unitId: null,
  sessionId: null,
  accountId: null,
  address: null,
};

export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: { level: options.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId().slice(-12),
    bodyLimit: bodyBytesMost,
    requestTimeout: 30_000,
    // Whoever sends his head byte by byte, to hold a connection, is cut off; looked at every few seconds.
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 3000 },
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    trustProxy: 'loopback',
    routerOptions: { maxParamLength: 200 },
    // What the router itself refuses (a path that is no text, a name of hundreds of characters) answers as everything does.
    frameworkErrors: (error, request, reply) => void sendProblem(request, reply, error),
  });
  // Far above what a city has open (10,000 screens); beyond it the kernel refuses, instead of every file and database connection here.
  app.server.maxConnections = connectionsMost;
  const sessions = createSessions(options.authenticate, options.isDatabaseAway);
  app.decorate('sessions', sessions);
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // antd writes its styles at run time (STACK 11).
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
  });
  await app.register(compress, { global: true, threshold: 1024, globalDecompression: false });
  await app.register(rateLimit, {
    global: true,
    max: requestsMost,
    timeWindow: '1 minute',
    // Allowances are kept for so many accounts and addresses, the oldest forgotten first.
    cache: 50_000,
    keyGenerator: sessions.allowanceOf,
    errorResponseBuilder: (_request, context) => new Problem('rate.exceeded', { retryAfterSeconds: Math.ceil(context.ttl / 1000) }),
  });
  app.setErrorHandler((error, request, reply) => sendProblem(request, reply, error));
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  app.addHook('onRequest', async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') refuseForeign(request);
  });
  for (const operation of Object.values(operations) as Operation[]) {
    const handler = options.routes[operation.name as keyof Routes];
    if (handler) register(app, operation, handler, options, sessions);
  }
  return app;
}

/** A foreign page can neither set this header nor hide its origin; the cookie is SameSite=Strict besides. */
function refuseForeign(request: FastifyRequest): void {
  const { origin } = request.headers;
  if (request.headers['x-muster'] !== '1') throw new Problem('request.cross-site');
  if (origin === undefined) return;
  // The host as the browser knows it, also behind a proxy; a port that goes without saying is not said.
  const own = URL.parse(`${origin.split('://')[0]}://${request.host}`);
  if (own === null || URL.parse(origin)?.host !== own.host) throw new Problem('request.cross-site');
}

function register(app: FastifyInstance, operation: Operation, handler: Handler, options: HttpOptions, sessions: Sessions): void {
  const takesFile = 'csv' in operation.input.shape;
  const looksAtPassword = 'password' in operation.input.shape && operation.access === 'anyone';
  const principals = new WeakMap<FastifyRequest, Principal | null>();
  app.route({
    method: operation.method,
    url: `/api${operation.path}`,
    ...(takesFile ? { bodyLimit: fileBytesMost } : {}),
    ...(looksAtPassword ? { config: { rateLimit: { max: passwordsMost, timeWindow: '1 minute' } } } : {}),
    // Before the body is read: nobody who is not signed in makes us hold his twelve megabytes.
    preParsing: async (request) => {
      if (operation.feature !== 'system' && options.isDatabaseAway()) throw new Problem('database.unavailable');
      principals.set(request, await principalFor(request, operation, sessions));
    },
    handler: async (request, reply) => {
      const principal = principals.get(request) ?? null;
      const input = parseInput(operation, request);
      const result = await handle(handler, principal, input, request, reply, options);
      if (result instanceof HeldForLater) return reply.code(202).send(result.answer);
      if (options.checkAnswers) operation.result.parse(result);
      if (operation.name === 'getReadiness' && (result as { ready: boolean }).ready === false) reply.code(503);
      return reply.send(result ?? {});
    },
  });
}

async function principalFor(request: FastifyRequest, operation: Operation, sessions: Sessions): Promise<Principal | null> {
  const principal = await sessions.principalOf(request);
  if (!principal && operation.access === 'signedIn') throw new Problem(sessions.tokenOf(request) ? 'session.expired' : 'session.missing');
  return principal;
}

async function handle(
  handler: Handler,
  principal: Principal | null,
  input: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  options: HttpOptions,
): Promise<unknown> {
  if (isCommand(handler)) return options.runCommand(principal ?? nobody, handler, input);
  if (isView(handler)) return options.readView(principal ?? nobody, handler, input);
  return handler.open(input, {
    address: request.ip,
    device: (request.headers['user-agent'] ?? '').slice(0, 200),
    now: options.now(),
    principal,
    setSessionToken(token) {
      const { name, isSecure } = cookieOf(request);
      const attributes = { path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure } as const;
      if (token) reply.setCookie(name, token, { ...attributes, maxAge: 30 * 24 * 3600 });
      else reply.clearCookie(name, attributes);
    },
  });
}
