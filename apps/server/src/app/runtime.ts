import { acknowledgeWithin } from '@muster/contract/orders/limits';
import type pg from 'pg';
import { createSealer } from '../features/journal/index.ts';
import { FormerCodes } from '../platform/db/former-codes.ts';
import { createPool } from '../platform/db/pool.ts';
import { type SharedDb, sharedDb } from '../platform/db/shared.ts';
import { citySchemaDefault, sharedSchema } from '../platform/migrate.ts';
import { type CitySettings, fileBytesUsually, tellingUsually } from '../platform/settings.ts';
import { metrics } from './features.ts';
import { loadFormerCodes } from './former-codes.ts';
import type { Runtime } from './run-command.ts';
import { territoryParts } from './territory-parts.ts';

export interface RuntimeOptions {
  cityUrl: string;
  sharedUrl: string;
  citySchema?: string;
  now?: () => Date;
  settings?: CitySettings;
  /** Connections of the city's pool; small in tests. */
  connections?: number;
}

/** Opens what commands and views run on, without HTTP, timers or reactions: for the server, the shell and tests alike. */
export async function openRuntime(options: RuntimeOptions): Promise<Runtime & { pools: readonly pg.Pool[]; close: () => Promise<void> }> {
  const schema = options.citySchema ?? citySchemaDefault;
  const pool = createPool({ url: options.cityUrl, role: 'muster_app', max: options.connections ?? 16 });
  const reads = options.connections ? undefined : createPool({ url: options.cityUrl, role: 'muster_app', max: 8 });
  const sealerPool = createPool({ url: options.cityUrl, role: 'muster_sealer', max: 1 });
  const sharedPool = createPool({ url: options.sharedUrl, role: 'muster_app', max: options.connections ?? 8, searchPath: sharedSchema });
  const shared = sharedDb(sharedPool);
  const sealer = createSealer(sealerPool, schema);
  const runtime = {
    pools: [pool, sealerPool, sharedPool, ...(reads ? [reads] : [])],
    city: { schema, pool, ...(reads ? { reads } : {}), former: new FormerCodes() },
    cityCode: await cityCodeOf(shared),
    shared,
    sharedPool,
    metrics,
    territory: territoryParts,
    sealer,
    now: options.now ?? (() => new Date()),
    settings: options.settings ?? { acknowledgeWithin, telling: tellingUsually, fileBytesMost: fileBytesUsually },
    async close() {
      await sealer.stop();
      await Promise.all(runtime.pools.map((one) => one.end()));
    },
  };
  // A database that is not migrated has none; whoever serves says so before anything else.
  await loadFormerCodes(runtime).catch(() => {});
  return runtime;
}

async function cityCodeOf(shared: SharedDb): Promise<string | null> {
  const city = await shared.selectFrom('cities').select('code').orderBy('created_at').limit(1).executeTakeFirst();
  return city?.code ?? null;
}

/** A server that began on an empty database learns that another one has set up the city. */
export async function adoptCityOfOthers(runtime: Runtime): Promise<void> {
  runtime.cityCode ??= await cityCodeOf(runtime.shared);
}
