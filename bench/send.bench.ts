import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@muster/server/platform/ids';
import type pg from 'pg';
import { cityCode } from './city/bench-city.ts';
import { gridWorkers, tokenOf } from './city/people.ts';
import type { Measurement } from './context.ts';
import { atMost, told } from './figure.ts';
import { ask } from './program/ask.ts';
import { median, timed } from './statistics.ts';

const rounds = 5;
const communities = 2828;

/**
 * Sending an order to 48,000 recipients, from the request to the answer, against the rows that it wrote, copied into
 * the same tables by `insert … select`: same constraints and indexes, but no row-level security, no audience to resolve.
 */
export const measureSend: Measurement = async (context) => {
  const { superuser } = await context.city();
  const { address } = await context.server();
  const sent: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const orderId = newId();
    await rest(superuser);
    const product = await timed(async () => {
      const answer = await ask<{ desks: number; persons: number }>(address, tokenOf(cityCode), 'issueOrder', order(orderId));
      if (answer.desks !== communities || answer.persons !== gridWorkers) throw new Error(`sent to ${answer.desks} + ${answer.persons}`);
    });
    await copyAside(superuser, orderId);
    await rest(superuser);
    const copy = await timed(() => insertCopy(superuser));
    // The first round finds nothing in memory: neither counts.
    if (round === 0) continue;
    sent.push(product);
    bare.push(copy);
  }
  const ratios = sent.map((ms, round) => ms / (bare[round] as number));
  return [
    atMost(1.5, '×', 'send.ratio', 'Order to 48,000 recipients: a bare INSERT … SELECT takes 1', median(ratios)),
    told('ms', 'send.ms', 'Order to 48,000 recipients, committed and answered', median(sent)),
    told('ms', 'send.bare-ms', 'The bare INSERT … SELECT of the same rows', median(bare)),
  ];
};

function order(orderId: string): object {
  return {
    commandId: randomUUID(),
    orderId,
    urgency: 'urgent',
    title: '连夜落实小区出入口值守',
    body: '各社区连夜核对小区出入口值守人员，缺的今晚补齐。',
    audience: {
      include: [
        { kind: 'areasAtLevel', level: 'community', under: cityCode },
        { kind: 'peopleByRole', role: 'gridWorker', under: cityCode },
      ],
      except: [],
    },
    questions: [],
  };
}

/** Both begin alike: today not counted yet, nothing left to write from before. */
async function rest(superuser: pg.Client): Promise<void> {
  await sleep(1000);
  await superuser.query(`delete from tallies where day = (now() + interval '8 hours')::date`);
  await superuser.query('vacuum tallies');
  await superuser.query('checkpoint');
}

/** The rows that an order made, under other ids, in temporary tables. */
async function copyAside(superuser: pg.Client, orderId: string): Promise<void> {
  const copy = newId();
  await superuser.query(`
    drop table if exists bare_orders, bare_receipts, bare_order_progress, bare_tallies, bare_events;
    create temp table bare_orders as select * from orders where id = '${orderId}';
    update bare_orders set id = '${copy}', number = number + 1000000;
    create temp table bare_receipts as select * from receipts where order_id = '${orderId}' order by id;
    update bare_receipts set id = (left('${copy}', 24) || right(id::text, 12))::uuid, order_id = '${copy}';
    create temp table bare_order_progress as select * from order_progress where order_id = '${orderId}';
    update bare_order_progress set order_id = '${copy}';
    create temp table bare_tallies as select * from tallies where day = (now() + interval '8 hours')::date;
    create temp table bare_events as select * from events where order_id = '${orderId}' and type = 'order.issued';
    update bare_events set id = uuidv7(), order_id = '${copy}', command_id = uuidv7(), position = null, hash = null`);
}

async function insertCopy(superuser: pg.Client): Promise<void> {
  await superuser.query('begin');
  for (const table of ['orders', 'receipts', 'order_progress', 'tallies', 'events'])
    await superuser.query(`insert into ${table} select * from bare_${table}`);
  await superuser.query('commit');
}
