import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { metrics } from '@muster/server/app/features';
import { openRuntime } from '@muster/server/app/runtime';
import { recountTallies } from '@muster/server/features/tallies/index';
import { inScope } from '@muster/server/platform/db/scope';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@muster/server/platform/embedded-postgres/index';
import { isPostmaster } from '@muster/server/platform/embedded-postgres/process';
import { systemPrincipal } from '@muster/server/platform/principal';
import pg from 'pg';
import { expect, inject } from 'vitest';
import { type Server, startServer } from './server.ts';

export const cityCode = '4104';
/** Full: as often and as long as the issue says. Short: the same faults, in a minute, with every `npm test`. */
export const isFull = process.env.MUSTER_FAULTS === 'full';

export interface FaultCity {
  folder: string;
  /** Of the owner, over the socket, as the embedded database is used. */
  url: string;
  /** Starts PostgreSQL alone, as one that belongs to nobody's server. */
  startPostgres: () => Promise<EmbeddedPostgres>;
  /** A server of the real program. On its own database unless `DATABASE_URL` is given. */
  server: (environment?: Record<string, string>) => Promise<Server>;
  /** Past row-level security. */
  sql: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;
  postmaster: () => number;
  /** Journal, counters and figures say the same of everything; throws what does not. */
  assertWhole: () => Promise<void>;
  close: () => Promise<void>;
}

/** A copy of the template; `at`: in this folder (a small disk) instead of the system's temporary one. */
export async function faultCity(at?: string): Promise<FaultCity> {
  const folder = at ?? mkdtempSync(join(tmpdir(), 'muster-fault-'));
  chmodSync(folder, 0o755);
  execFileSync('cp', ['-a', `${inject('faultTemplate')}/.`, folder]);
  const socket = join(folder, 'postgres/run');
  const address = (user: string) => `postgres://${user}@localhost/muster?host=${encodeURIComponent(socket)}`;
  const servers: Server[] = [];
  let postgres: EmbeddedPostgres | undefined;

  async function sql<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    const client = new pg.Client({ connectionString: address('postgres'), options: '-c search_path=city,public' });
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end();
    }
  }
  const postmaster = () => Number(readFileSync(join(folder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);

  return {
    folder,
    url: address('muster'),
    async startPostgres() {
      postgres = await startEmbeddedPostgres({ dataFolder: folder, log: () => {}, watch: false });
      return postgres;
    },
    async server(environment = {}) {
      const server = await startServer({ MUSTER_DATA: folder, MUSTER_DEMO: '0', ...environment });
      servers.push(server);
      return server;
    },
    sql,
    postmaster,
    async assertWhole() {
      const runtime = await openRuntime({ cityUrl: address('muster'), sharedUrl: address('muster') });
      try {
        await runtime.sealer.sealAll();
        const { intact, fault } = await runtime.sealer.verify();
        expect([intact, fault]).toEqual([true, null]);
        const differences = await inScope(runtime.city, systemPrincipal(cityCode), (tx) => recountTallies(tx, metrics, cityCode), 'read');
        expect(differences).toEqual([]);
      } finally {
        await runtime.close();
      }
      const wrong = await sql(
        `select c.* from (select order_id, sum(total) as total, sum(unacknowledged) as unacknowledged, sum(in_hand) as in_hand, sum(for_review) as for_review
            from order_progress group by order_id) c
          join (select order_id, count(*) as total, count(*) filter (where state in ('sent', 'opened')) as unacknowledged,
              count(*) filter (where state = 'answered') as for_review from receipts group by order_id) r using (order_id)
          where (c.total, c.unacknowledged, c.for_review) is distinct from (r.total, r.unacknowledged, r.for_review)`,
      );
      expect(wrong).toEqual([]);
    },
    async close() {
      for (const server of servers) await server.stop();
      await postgres?.stop();
      const file = join(folder, 'postgres/data/postmaster.pid');
      if (existsSync(file) && isPostmaster(String(postmaster()), join(folder, 'postgres/data'))) {
        const pid = postmaster();
        process.kill(pid, 'SIGQUIT');
        await expect.poll(() => isPostmaster(String(pid), join(folder, 'postgres/data')), { timeout: 5000 }).toBe(false);
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
