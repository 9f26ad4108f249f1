import { acknowledgeWithin } from '@muster/contract/orders/limits';
import type { Role } from '@muster/contract/people/roles';
import { type Runtime, readView, runCommand } from '@muster/server/app/run-command';
import { territoryParts } from '@muster/server/app/territory-parts';
import { importAreas } from '@muster/server/features/areas/commands/import-areas';
import { createSealer } from '@muster/server/features/journal/index';
import { orderMetrics } from '@muster/server/features/orders/index';
import type { Command } from '@muster/server/platform/command';
import { FormerCodes } from '@muster/server/platform/db/former-codes';
import { createPool } from '@muster/server/platform/db/pool';
import { inScope, type Tx } from '@muster/server/platform/db/scope';
import { sharedDb } from '@muster/server/platform/db/shared';
import { newId } from '@muster/server/platform/ids';
import { type Principal, systemPrincipal } from '@muster/server/platform/principal';
import { fileBytesUsually, tellingUsually } from '@muster/server/platform/settings';
import type { View } from '@muster/server/platform/view';
import pg from 'pg';
import { type TestClock, testClock } from './clock.ts';
import { cloneDatabase } from './database.ts';
import { cityCode, territoryCsv } from './territory.ts';

export interface TestCity {
  runtime: Runtime;
  clock: TestClock;
  system: Principal;
  /** A person with one assignment, acting in it. With `unitId` and no area he acts for the unit. */
  principal: (
    role: Role,
    areaCode: string | null,
    more?: { name?: string; mobile?: string; unitId?: string; from?: Date },
  ) => Promise<Principal>;
  /** Runs a command as the server does; `commandId` is filled in unless given. */
  run: <I, R>(command: Command<I, R>, principal: Principal, input: WithoutId<I> | I) => Promise<R>;
  read: <I, R>(view: View<I, R>, principal: Principal, input: I) => Promise<R>;
  /** A transaction in somebody's scope. */
  as: <T>(principal: Principal, run: (tx: Tx) => Promise<T>) => Promise<T>;
  /** What is really in the tables, past row-level security (the superuser); schemas are `city` and `shared`. */
  sql: <T extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<T[]>;
  stop: () => Promise<void>;
}

type WithoutId<I> = I extends { commandId: string } ? Omit<I, 'commandId'> : I;

/**
 * A city of its own on a fresh clone of the migrated template: the small territory loaded, nobody in it, the clock
 * standing. Stop it in `afterAll`.
 */
export async function testCity(options: { territory?: string | null; at?: string } = {}): Promise<TestCity> {
  const url = await cloneDatabase();
  const clock = testClock(options.at);
  const pool = createPool({ url, role: 'muster_app', max: 8, searchPath: 'city' });
  const sharedPool = createPool({ url, role: 'muster_app', max: 4, searchPath: 'shared' });
  const sealerPool = createPool({ url, role: 'muster_sealer', max: 1, searchPath: 'city' });
  const truth = new pg.Pool({ connectionString: asSuperuser(url), max: 2 });
  // Never by itself: a test that needs sealed events says so (`runtime.sealer.sealAll()`).
  const sealer = createSealer(sealerPool, 'city', { everyMs: 3_600_000 });
  const runtime: Runtime = {
    city: { schema: 'city', pool, former: new FormerCodes() },
    cityCode,
    shared: sharedDb(sharedPool),
    sharedPool,
    metrics: orderMetrics,
    territory: territoryParts,
    sealer: { ...sealer, wake: () => {} },
    now: clock.now,
    settings: { acknowledgeWithin, telling: tellingUsually, fileBytesMost: fileBytesUsually },
  };
  const system = systemPrincipal(cityCode);
  const city: TestCity = {
    runtime,
    clock,
    system,
    run: (command, principal, input) => runCommand(runtime, principal, command, { commandId: newId(), ...input } as never),
    read: (view, principal, input) => readView(runtime, principal, view, input),
    as: (principal, run) => inScope(runtime.city, principal, run),
    sql: async (text, values) => (await truth.query(text, values)).rows,
    async principal(role, areaCode, more = {}) {
      const name = more.name ?? `${role} ${areaCode ?? more.unitId}`;
      const ids = { person: newId(), assignment: newId() };
      const from = more.from ?? clock.now();
      await city.as(system, async (tx) => {
        const managedBy = areaCode ?? cityCode;
        await tx
          .insertInto('persons')
          .values({
            id: ids.person,
            name,
            mobile: more.mobile ?? null,
            member_category: 'staff',
            area_code: managedBy,
            unit_id: more.unitId ?? null,
            search_text: name,
          })
          .execute();
        await tx
          .insertInto('assignments')
          .values({
            id: ids.assignment,
            person_id: ids.person,
            person_name: name,
            role,
            area_code: areaCode,
            managed_code: areaCode ?? cityCode,
            unit_id: areaCode === null ? (more.unitId ?? null) : null,
            title: null,
            from_at: from,
            duty_changed_at: from,
          })
          .execute();
      });
      return {
        ...system,
        kind: 'person',
        personId: ids.person,
        personName: name,
        assignmentId: ids.assignment,
        role,
        areaCode,
        unitId: more.unitId ?? null,
      };
    },
    async stop() {
      await sealer.stop();
      await Promise.all([pool, sharedPool, sealerPool, truth].map((each) => each.end()));
    },
  };
  await sharedDb(sharedPool).insertInto('cities').values({ code: cityCode, name: '平顶山市' }).execute();
  const csv = options.territory === undefined ? territoryCsv : options.territory;
  if (csv !== null) await city.run(importAreas, system, { csv, goodRowsOnly: false });
  return city;
}

function asSuperuser(url: string): string {
  const superuser = new URL(url);
  superuser.username = 'postgres';
  return superuser.href;
}
