/** The program with a small app instead of the features: the tests of faults start it as a process and do to it what happens to servers. */
import { setTimeout as sleep } from 'node:timers/promises';
import fastify from 'fastify';
import pg from 'pg';
import { closeHttp } from './close-http.ts';
import { createPool } from './db/pool.ts';
import { runProgram } from './program.ts';
import { whileMarked } from './unfinished.ts';

let pool: ReturnType<typeof createPool>;
let cityUrl: string;

await runProgram({
  async startApp(options) {
    cityUrl = options.cityUrl;
    pool = createPool({ url: cityUrl, role: 'muster_app', max: 4 });
    const http = fastify({ forceCloseConnections: 'idle' });
    http.get('/slow', async () => {
      await sleep(1500);
      return { done: true };
    });
    http.get('/count', async (_request, reply) => {
      try {
        const { rows } = await pool.query('select 1 as one');
        return rows[0];
      } catch {
        return reply.code(503).send({});
      }
    });
    http.addHook('onClose', () => pool.end());
    return {
      async listen(host, port) {
        return Number(new URL(await http.listen({ host, port })).port);
      },
      close: () => closeHttp(http),
    };
  },
  async prepare(_app, { dataFolder, log }) {
    const loading = process.env.FIXTURE_LOADS;
    if (!loading) return;
    await whileMarked(dataFolder, async () => {
      const owner = new pg.Client({ connectionString: cityUrl });
      await owner.connect();
      await owner.query('create table public.loaded ()');
      await owner.end();
      log('Loading');
      if (loading === 'long') await sleep(60_000);
    });
  },
  greeting: ({ address }) => `Ready ${address}`,
});
