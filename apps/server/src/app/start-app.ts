import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { keepAttentionHour } from '../features/attention/index.ts';
import { authenticate, sealSecondFactors, sessionStandings } from '../features/auth/index.ts';
import { checklistTasks } from '../features/checklists/index.ts';
import { compoundImportTasks } from '../features/compounds/index.ts';
import { flagHeldByTimer } from '../features/held/index.ts';
import {
  createCourier,
  ensureWebPush,
  notificationCrontab,
  notificationTasks,
  readVapid,
  sealChannelsAgain,
  sealPushAgain,
  wakeCourierAt,
} from '../features/notifications/index.ts';
import { orderTasks } from '../features/orders/index.ts';
import { patchTasks } from '../features/patches/index.ts';
import { placeTasks } from '../features/places/index.ts';
import { makeEntries } from '../features/search/index.ts';
import { zoneTasks } from '../features/zones/index.ts';
import { closeHttp } from '../platform/close-http.ts';
import type { Command } from '../platform/command.ts';
import { createPool, sweepConnections } from '../platform/db/pool.ts';
import { inScope } from '../platform/db/scope.ts';
import { watchDatabases } from '../platform/db/watch.ts';
import { HeldForLater } from '../platform/held-answer.ts';
import { createHttpServer } from '../platform/http/server.ts';
import type { App, AppOptions } from '../platform/lifecycle.ts';
import { assertMigrated } from '../platform/migrate.ts';
import { createOutbound } from '../platform/outbound.ts';
import { type Principal, systemPrincipal } from '../platform/principal.ts';
import type { Routes } from '../platform/routes.ts';
import { assertKey } from '../platform/secrets/kept-secrets.ts';
import { keyring, type Secrets } from '../platform/secrets/keyring.ts';
import { readKeys } from '../platform/secrets/secret-key.ts';
import type { Jobs, Task } from '../platform/timers/jobs.ts';
import { startTimers } from '../platform/timers/worker.ts';
import { registerCardPage } from './card-page.ts';
import { registerCompoundImportFiles } from './compound-import-files.ts';
import { castOf } from './demonstration/cast.ts';
import { registerExports } from './exports.ts';
import { allRoutes, entrySources, listsOf, noticeSources, reactions } from './features.ts';
import { openFiles, registerFiles } from './files.ts';
import { createHolder, runOrHold } from './held-commands.ts';
import { createLiveFeed } from './live-feed.ts';
import { registerLive } from './live-route.ts';
import { createReactor } from './reactor.ts';
import { registerRegisterPage } from './register-page.ts';
import { type Runtime, readView, runCommand } from './run-command.ts';
import { adoptCityOfOthers, openRuntime } from './runtime.ts';
import { registerApiPages, registerWebApps } from './static-routes.ts';

export interface MusterApp extends App {
  runtime: Runtime;
  routes: Routes;
  timers: Jobs;
  /** Of an empty system: whoever reads it where the program was started may set it up. */
  setUpCode: string;
  /** Something to stop before the program closes. */
  beforeClose: (stop: () => Promise<void>) => void;
  /** Reactions are up to date with what is sealed; for tests and the demonstration. */
  settle: () => Promise<void>;
}

/** Puts all features on open databases: commands and views behind HTTP, reactions behind the journal, timers, live streams. */
export async function startApp({ config, cityUrl, sharedUrl, dataFolder, log }: AppOptions): Promise<MusterApp> {
  const { acknowledgeWithin, flagHeldAfter, telling, fileBytesMost } = config;
  const runtime = await openRuntime({ cityUrl, sharedUrl, settings: { acknowledgeWithin, flagHeldAfter, telling, fileBytesMost } });
  const opened: (() => Promise<void>)[] = [() => runtime.close()];
  try {
    const secrets = await openSecrets(runtime, keyring(readKeys(dataFolder, config.secretKeys)));
    return await assemble(runtime, opened, secrets, { config, cityUrl, sharedUrl, dataFolder, log });
  } catch (error) {
    // Connections left open would keep the database from stopping.
    for (const close of opened.reverse()) await close().catch(() => {});
    throw error;
  }
}

/** The key must open what the database holds; what stands in clear or under an earlier key is sealed anew. */
async function openSecrets(runtime: Runtime, secrets: Secrets): Promise<Secrets> {
  await assertKey(runtime.shared, secrets);
  await sealSecondFactors(runtime.shared, secrets);
  const { cityCode } = runtime;
  if (cityCode !== null) {
    await inScope(runtime.city, systemPrincipal(cityCode), async (tx) => {
      await sealChannelsAgain(tx, secrets);
      await sealPushAgain(tx, secrets);
    });
  }
  return secrets;
}

const lookEveryMs = 5000;

async function assemble(
  runtime: Awaited<ReturnType<typeof openRuntime>>,
  opened: (() => Promise<void>)[],
  secrets: Secrets,
  { config, cityUrl, sharedUrl, dataFolder, log }: AppOptions,
): Promise<MusterApp> {
  const startedAt = runtime.now();
  const setUpCode = randomBytes(5).toString('hex').toUpperCase();

  const asSystem = (command: Command<never, unknown>, input: unknown) => {
    if (!runtime.cityCode) return Promise.resolve(null);
    return runCommand(runtime, systemPrincipal(runtime.cityCode), command, input as never);
  };
  const keepHour: Task = {
    name: 'attention:keep-hour',
    async run() {
      const { cityCode } = runtime;
      if (cityCode) await inScope(runtime.city, systemPrincipal(cityCode), (tx) => keepAttentionHour(tx, cityCode, runtime.now()));
    },
  };
  const flagHeld: Task = {
    name: 'held:flag',
    async run() {
      holder.wake();
      await asSystem(flagHeldByTimer as Command<never, unknown>, {});
    },
  };
  const files = openFiles(runtime, { onKept: () => holder.wake(), folder: config.filesFolder ?? join(dataFolder, 'files') });
  const fillSearch: Task = {
    name: 'search:make-entries',
    async run() {
      const { cityCode } = runtime;
      if (cityCode) await makeEntries(entrySources, (run) => inScope(runtime.city, systemPrincipal(cityCode), run));
    },
  };
  const notifications = {
    secrets,
    outbound: createOutbound({ privateHosts: config.privateHosts }),
    sources: noticeSources,
    vapid: await readVapid(runtime.shared, secrets),
    publicUrl: config.publicUrl ?? null,
    messageDays: config.messageDays,
    wake: () => courier.wake(),
    shared: runtime.shared,
  };
  const cityCode = () => runtime.cityCode;
  const courier = createCourier(notifications, {
    city: runtime.city,
    cityCode,
    now: runtime.now,
    wakeAt: (at) => wakeCourierAt(timers, at),
    log,
  });
  opened.push(() => courier.stop());
  const timersPool = createPool({ url: sharedUrl, role: null, max: 4 });
  opened.push(() => timersPool.end());
  const timers = await startTimers({
    pool: timersPool,
    tasks: [
      ...orderTasks(asSystem, (principal, command, input) => runCommand(runtime, principal, command, input as never)),
      ...patchTasks(asSystem),
      ...placeTasks(asSystem),
      ...checklistTasks(asSystem),
      ...compoundImportTasks({
        city: runtime.city,
        now: runtime.now,
        pathOf: (fileId) => files.folder.kept(fileId),
        system: () => (runtime.cityCode ? systemPrincipal(runtime.cityCode) : null),
        run: (principal, command, input) => runCommand(runtime, principal, command, input),
        log,
      }),
      ...zoneTasks(asSystem),
      keepHour,
      flagHeld,
      files.tidying,
      fillSearch,
      ...notificationTasks({ courier, city: runtime.city, cityCode, now: runtime.now, messageDays: config.messageDays }),
    ],
    crontab: [
      '0 * * * * attention:keep-hour',
      '*/2 * * * * orders:restaff',
      '* * * * * orders:recur',
      '*/5 * * * * patches:refresh',
      '*/5 * * * * places:refresh',
      '* * * * * checklists:turn',
      '*/2 * * * * zones:watch',
      '* * * * * held:flag',
      '*/10 * * * * files:tidy',
      notificationCrontab,
    ].join('\n'),
    log,
  });
  // Until requests are taken the demonstration may be playing on a clock of its own, with its own reactor.
  let isServing = false;
  opened.push(() => timers.stop());
  const holder = createHolder(runtime, () => routes, log);
  const reactor = createReactor(runtime, reactions, timers, log);

  const follow = () => {
    reactor.wake();
    holder.wake();
  };
  const standings = (principals: readonly Principal[]) => sessionStandings(runtime.shared, principals, runtime.now());
  const feed = createLiveFeed(runtime, { listenUrl: cityUrl, onSealed: () => isServing && follow(), standings });

  opened.push(() => feed.stop());

  // Wakes get lost with a connection; and another server may have set up the city since this one began.
  const look = async () => {
    if (!isServing || watch.isAway()) return;
    if (runtime.cityCode === null) await adoptCityOfOthers(runtime);
    follow();
  };
  const looking = setInterval(() => void look().catch(() => {}), lookEveryMs);
  looking.unref();
  const pools = [...runtime.pools, timersPool];
  const watch = watchDatabases([cityUrl, sharedUrl], {
    pools,
    log,
    onBack: () => {
      void look().catch(() => {});
      runtime.sealer.wake();
      courier.wake();
    },
  });
  const endSweep = sweepConnections(pools);
  opened.push(async () => {
    clearInterval(looking);
    endSweep();
    await watch.stop();
  });

  const services = {
    shared: runtime.shared,
    secrets,
    cityCode,
    adoptCity: (code: string) => {
      runtime.cityCode = code;
    },
    run: <I, R>(principal: Principal, command: Command<I, R>, input: I) => runCommand(runtime, principal, command, input),
    read: <I, R>(principal: Principal, view: Parameters<typeof readView<I, R>>[2], input: I) => readView(runtime, principal, view, input),
    settings: {
      sponsor: config.sponsor ?? null,
      filingNumber: config.filingNumber ?? null,
      demo: config.demo,
      cast: config.demo ? castOf() : [],
      setUpCode,
    },
  };
  const system = {
    shared: runtime.shared,
    version: config.version,
    startedAt,
    liveScreens: () => feed.hub.count(),
    timersRunning: () => timers.running(),
    databaseAway: () => watch.isAway(),
    sealerFault: () => runtime.sealer.lastError(),
    assertMigrated: () => assertMigrated({ cityUrl, sharedUrl }),
  };
  const stops: (() => Promise<void>)[] = [];
  const routes = allRoutes(services, system, notifications, runtime.sealer);
  const http = await createHttpServer({
    routes,
    authenticate: (token) => authenticate(runtime.shared, token, runtime.now()),
    async runCommand(principal, command, input) {
      const result = await runOrHold(runtime, principal, command, input);
      // Its predecessor may have come between the question and the keeping.
      if (result instanceof HeldForLater) holder.wake();
      return result;
    },
    readView: (principal, view, input) => readView(runtime, principal, view, input),
    isDatabaseAway: watch.isAway,
    now: runtime.now,
    checkAnswers: process.env.NODE_ENV === 'test',
    logLevel: process.env.MUSTER_LOG ?? 'warn',
  });
  registerLive(http, feed);
  registerExports(http, { runtime, lists: listsOf(routes), standings });
  registerRegisterPage(http, runtime);
  await registerFiles(http, files);
  registerCompoundImportFiles(http, runtime, files.folder);
  registerCardPage(http, routes.getPatchCard as Parameters<typeof registerCardPage>[1], runtime.now);
  await registerApiPages(http, config.version);
  await registerWebApps(http);

  return {
    runtime,
    routes,
    timers,
    setUpCode,
    beforeClose: (stop) => stops.push(stop),
    async settle() {
      await runtime.sealer.sealAll();
      await reactor.settle();
    },
    async listen(host, port) {
      isServing = true;
      // The demonstration has made its city by now.
      const made = cityCode();
      if (made) await inScope(runtime.city, systemPrincipal(made), (tx) => ensureWebPush(tx, made, runtime.now()));
      follow();
      // What was written before this program knew how to look for it; nothing to do when there is none.
      await timers.add('search:make-entries', {}, { key: 'search:make-entries', runAt: runtime.now() });
      await http.listen({ host, port });
      const address = http.server.address();
      return typeof address === 'object' && address !== null ? address.port : port;
    },
    async close() {
      for (const stop of stops) await stop();
      // Streams first: they would hold the server open. Then what is in flight, then what makes new work.
      clearInterval(looking);
      endSweep();
      await watch.stop();
      await feed.stop();
      await closeHttp(http);
      await timers.stop();
      await reactor.stop();
      await holder.stop();
      await courier.stop();
      await runtime.close();
      await timersPool.end();
    },
  };
}
