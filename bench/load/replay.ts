import { lineage, rangeEnd } from '@muster/contract/areas/area-code';
import { runCommand } from '@muster/server/app/run-command';
import { openRuntime } from '@muster/server/app/runtime';
import { authenticate } from '@muster/server/features/auth/authenticate';
import { tokenHash } from '@muster/server/features/auth/token';
import { acknowledgeReceipt } from '@muster/server/features/orders/commands/acknowledge-receipt';
import { createPool } from '@muster/server/platform/db/pool';
import { newId } from '@muster/server/platform/ids';
import type pg from 'pg';

/** One acknowledgement: which receipt, by whom. */
export interface Task {
  receiptId: string;
  orderId: string;
  areaCode: string;
  personId: string;
  personName: string;
  assignmentId: string;
  token: string;
}

interface Statement {
  text: string;
  values: unknown[] | undefined;
}

/** The statements of one acknowledgement as the server sends them, its session's read first, recorded from the real thing. */
export async function record(url: string, task: Task): Promise<{ session: Statement; transaction: Statement[]; commandId: string }> {
  const runtime = await openRuntime({ cityUrl: url, sharedUrl: url, connections: 1 });
  const transaction = listen(runtime.city.pool);
  const shared = listen(runtime.sharedPool);
  try {
    const principal = await authenticate(runtime.shared, task.token, runtime.now());
    if (!principal) throw new Error('no session');
    const commandId = newId();
    await runCommand(runtime, { ...principal, address: '127.0.0.1' }, acknowledgeReceipt, { commandId, receiptId: task.receiptId });
    // Behind it there may be another, once a minute: that the session was seen.
    const session = shared[0];
    if (!session || transaction[0]?.text !== 'begin' || transaction.at(-1)?.text !== 'commit')
      throw new Error(`not what was expected to be said: ${transaction.map((statement) => statement.text.slice(0, 40)).join('; ')}`);
    return { session, transaction, commandId };
  } finally {
    await runtime.close();
  }
}

/** What is said on the one connection of a pool from now on. */
function listen(pool: pg.Pool): Statement[] {
  const said: Statement[] = [];
  pool.once('acquire', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((...args: unknown[]) => {
      said.push({ text: args[0] as string, values: Array.isArray(args[1]) ? args[1] : undefined });
      return query(...args);
    }) as typeof client.query;
  });
  return said;
}

/**
 * A driver that knows nothing but these statements: named and pipelined as the server's, the whole transaction sent at
 * once without waiting for any answer. Gives back a function that does one task.
 */
export function bareDriver(url: string, recorded: Awaited<ReturnType<typeof record>>, first: Task) {
  const city = createPool({ url, role: 'muster_app', max: 16 });
  const shared = createPool({ url, role: 'muster_app', max: 8, searchPath: 'shared' });
  const named = (task: Task, commandId: string) => [
    task.receiptId,
    task.orderId,
    task.personId,
    task.personName,
    task.assignmentId,
    lineage(task.areaCode).join(','),
    rangeEnd(task.areaCode),
    task.areaCode,
    task.areaCode.slice(0, 9),
    commandId,
  ];
  const before = named(first, recorded.commandId);
  const hash = tokenHash(first.token);

  function valuesFor(statement: Statement, task: Task, now: unknown[]): unknown[] | undefined {
    const exchange = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(exchange);
      if (Buffer.isBuffer(value)) return value.equals(hash) ? tokenHash(task.token) : value;
      const known = before.indexOf(value as string);
      return known === -1 ? value : now[known];
    };
    const values = statement.values?.map(exchange);
    if (values && statement.text.startsWith('insert into events')) values[0] = newId();
    return values;
  }

  return {
    async run(task: Task): Promise<void> {
      const now = named(task, newId());
      await shared.query(recorded.session.text, valuesFor(recorded.session, task, now));
      const client = await city.connect();
      try {
        await Promise.all(
          recorded.transaction.map((statement) => client.query(statement.text, valuesFor(statement, task, now) as unknown[])),
        );
      } finally {
        client.release();
      }
    },
    close: async () => {
      await Promise.all([city.end(), shared.end()]);
    },
  };
}

export async function inParallel(tasks: readonly Task[], atOnce: number, run: (task: Task) => Promise<void>): Promise<number> {
  let next = 0;
  const since = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let task = tasks[next++]; task !== undefined; task = tasks[next++]) await run(task);
    }),
  );
  return (performance.now() - since) / 1000;
}

/** The desk of every community, in an order in which neighbours do not follow each other. */
export async function tasksOf(superuser: pg.Client, orderId: string, tokenOf: (who: string) => string): Promise<Task[]> {
  const { rows } = await superuser.query<Omit<Task, 'token'>>(
    `select r.id as "receiptId", r.order_id as "orderId", r.area_code as "areaCode", a.person_id as "personId", a.person_name as "personName", a.id as "assignmentId"
      from receipts r join assignments a on a.area_code = r.area_code and a.role = 'communitySecretary'
      where r.order_id = $1 and r.recipient = 'desk' order by md5(r.area_code)`,
    [orderId],
  );
  return rows.map((row) => ({ ...row, token: tokenOf(row.areaCode) }));
}
