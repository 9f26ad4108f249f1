import { codeAt } from '@muster/contract/areas/area-code';
import { deskRoles } from '@muster/contract/people/roles';
import {
  getHealth as healthOperation,
  getReadiness as readyOperation,
  getSystem as systemOperation,
} from '@muster/contract/system/system.operations';
import { sql } from 'kysely';
import type { SharedDb } from '../../platform/db/shared.ts';
import type { OpenHandler } from '../../platform/routes.ts';
import { routes } from '../../platform/routes.ts';
import { view } from '../../platform/view.ts';
import { activeIncident } from '../incidents/index.ts';
import { headPosition } from '../journal/index.ts';

/** What the running program knows of itself; `app/` gives it. */
export interface SystemServices {
  shared: SharedDb;
  version: string;
  startedAt: Date;
  liveScreens: () => number;
  timersRunning: () => boolean;
  /** Known without asking it, which would mean waiting. */
  databaseAway: () => boolean;
  sealerFault: () => Error | null;
  /** Throws what is wrong with the migrations, in words. */
  assertMigrated: () => Promise<void>;
}

type Check = { ok: boolean; detail: string };

async function check(work: () => Promise<string>): Promise<Check> {
  try {
    return { ok: true, detail: await work() };
  } catch (error) {
    return { ok: false, detail: (error as Error).message };
  }
}

async function checks(services: SystemServices) {
  const [database, migrations] = await Promise.all([
    check(async () => {
      if (services.databaseAway()) throw new Error('does not answer');
      const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(services.shared);
      return `PostgreSQL ${rows[0]?.version ?? ''}`;
    }),
    check(async () => {
      if (services.databaseAway()) throw new Error('the database does not answer');
      await services.assertMigrated();
      return 'up to date';
    }),
  ]);
  const fault = services.sealerFault();
  const timers = { ok: services.timersRunning(), detail: services.timersRunning() ? 'running' : 'stopped' };
  return { database, migrations, timers, sealer: { ok: fault === null, detail: fault?.message ?? 'running' } };
}

export function systemRoutes(services: SystemServices) {
  const health: OpenHandler = { name: healthOperation.name, open: async () => ({ alive: true, version: services.version }) };
  const readiness: OpenHandler = {
    name: readyOperation.name,
    async open() {
      const all = await checks(services);
      // Anybody may ask: whether, not where or as whom. The details are the administrator's (getSystem).
      const bare = (one: Check): Check => ({ ok: one.ok, detail: one.ok ? 'ok' : 'failed' });
      const { database, migrations, timers, sealer } = all;
      return {
        ready: Object.values(all).every((one) => one.ok),
        database: bare(database),
        migrations: bare(migrations),
        timers: bare(timers),
        sealer: bare(sealer),
      };
    },
  };
  const system = view(systemOperation, {
    allows: (principal) => principal.role === 'systemAdministrator' || principal.role === 'securityAdministrator',
    async read({ tx, shared, principal }) {
      const all = await checks(services);
      const counts = await sql<{
        version: string;
        bytes: number;
        areas: number;
        communities: number;
        people: number;
        desks: number;
        administrators: number;
      }>`select current_setting('server_version') as version,
          pg_database_size(current_database())::float8 as bytes,
          (select count(*)::int from areas where valid_to is null) as areas,
          (select count(*)::int from areas where level = 'community' and valid_to is null) as communities,
          (select count(*)::int from persons) as people,
          (select count(distinct area_code)::int from assignments where to_at is null and on_duty and role = any(${[...deskRoles]}::text[])) as desks,
          (select count(distinct role)::int from assignments where to_at is null and role in ('securityAdministrator', 'auditor')) as administrators`.execute(
        tx,
      );
      const row = counts.rows[0] as (typeof counts.rows)[number];
      // Accounts are in the other database; a city has some thousands.
      const holders = await shared
        .selectFrom('accounts')
        .select('person_id')
        .where('city_code', '=', codeAt(principal.areaCode ?? '', 'city') ?? '')
        .execute();
      const signingIn = await sql<{ n: number }>`select count(distinct area_code)::int as n from assignments
        where to_at is null and on_duty and role = any(${[...deskRoles]}::text[])
          and person_id = any(${holders.map((holder) => holder.person_id)}::uuid[])`.execute(tx);
      const jobs = await sql<{ n: number }>`select count(*)::int as n from graphile_worker.jobs where run_at <= now() and locked_at is null`
        .execute(shared)
        .catch(() => ({ rows: [{ n: 0 }] }));
      const account = await shared
        .selectFrom('accounts')
        .select('totp_confirmed_at')
        .where('id', '=', principal.accountId ?? '')
        .executeTakeFirst();
      return {
        version: services.version,
        startedAt: services.startedAt.toISOString(),
        databaseVersion: row.version,
        databaseBytes: row.bytes,
        liveScreens: services.liveScreens(),
        journalPosition: await headPosition(tx),
        jobsWaiting: jobs.rows[0]?.n ?? 0,
        checks: Object.entries(all).map(([key, one]) => ({ key, ...one })),
        setUp: {
          secondFactor: account?.totp_confirmed_at != null,
          otherAdministrators: row.administrators === 2,
          areas: row.areas,
          communities: row.communities,
          people: row.people,
          desksStaffed: row.desks,
          desksSigningIn: signingIn.rows[0]?.n ?? 0,
          incident: (await activeIncident(tx)) !== null,
        },
      };
    },
  });
  return routes([health, readiness, system]);
}
