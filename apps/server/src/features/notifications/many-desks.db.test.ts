import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testAccounts, testSecrets } from '@muster/testkit/accounts';
import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noticeSources } from '../../app/features.ts';
import { testNotifications } from '../../app/notifications.fixture.ts';
import { createReactor } from '../../app/reactor.ts';
import type { Command } from '../../platform/command.ts';
import { root } from '../../platform/config.ts';
import { newId } from '../../platform/ids.ts';
import { createOutbound } from '../../platform/outbound.ts';
import type { Principal } from '../../platform/principal.ts';
import { activateIncident } from '../incidents/commands/activate-incident.ts';
import { issueOrder } from '../orders/commands/issue-order.ts';
import { type ChannelServer, channelServer } from './channel-server.fixture.ts';
import { createCourier } from './courier.ts';
import { ensureWebPush, notificationReactions, notificationRoutes } from './index.ts';
import type { NotificationServices } from './notifications.services.ts';

let city: TestCity;
let other: ChannelServer;
let services: NotificationServices;
let officer: Principal;
let save: Command<object, unknown>;

beforeAll(async () => {
  city = await testCity({ territory: readFileSync(join(root, 'db/data/pingdingshan-areas.csv'), 'utf8') });
  other = await channelServer(() => city.clock.now().getTime());
  services = testNotifications(city.runtime, { outbound: createOutbound({ privateHosts: [other.host] }) });
  save = notificationRoutes(services).saveChannel as Command<object, unknown>;
  officer = await city.principal('dutyOfficer', places.city);
  await city.run(activateIncident, officer, { incidentId: newId(), name: '2022年5月疫情', level: 'II', isDrill: false });
  await city.as(city.system, (tx) => ensureWebPush(tx, places.city, city.clock.now()));
});
afterAll(async () => {
  await other.stop();
  await city.stop();
});

const issue = (urgency: 'immediate' | 'routine') =>
  city.run(issueOrder, officer, {
    orderId: newId(),
    urgency,
    title: '两米线自查',
    body: '今天中午前走一遍。',
    audience: { include: [{ kind: 'areasAtLevel', level: 'community', under: places.city }], except: [] },
    questions: [],
  } as never);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
async function fastest(times: number, work: () => Promise<unknown>): Promise<number> {
  const all: number[] = [];
  for (let i = 0; i < times; i++) all.push(await timed(work));
  return Math.min(...all);
}

const reactor = () =>
  createReactor(city.runtime, notificationReactions(noticeSources), { add: async () => {} }, (fault) => {
    throw new Error(fault);
  });
const courier = () =>
  createCourier(services, {
    city: city.runtime.city,
    cityCode: () => places.city,
    now: city.clock.now,
    wakeAt: async () => {},
    log: (line) => {
      throw new Error(line);
    },
  });

test('an order to 2,828 communities is sent no slower with channels, not even with dead ones; all are told once, set by set', async () => {
  await peopleWithPhones();
  const without = await fastest(5, () => issue('immediate'));
  await city.runtime.sealer.sealAll();
  await reactor().settle();

  const robot = { kind: 'wecomBot', covers: 'below', fromUrgency: 'routine', settings: { baseUrl: other.url } };
  const districts = await city.sql<{ code: string }>(`select code from city.areas where level = 'district'`);
  for (const { code } of districts)
    await city.run(save, city.system, { ...robot, channelId: newId(), name: `群 ${code}`, areaCode: code, secrets: { key: 'dead' } });
  other.broken = 'hang';
  city.clock.advance({ minutes: 1 });

  await issue('immediate');
  await city.runtime.sealer.sealAll();
  await reactor().settle();
  // The courier stands at every robot and at the push service meanwhile.
  const post = courier();
  const posting = post.deliver();
  const dead = await fastest(5, () => issue('immediate'));
  expect(dead).toBeLessThan(without * 1.5 + 100);
  const stopping = post.stop();

  await city.runtime.sealer.sealAll();
  const queueing = await timed(() => reactor().settle());
  const [rows] = await city.sql<{ groups: number; devices: number }>(`select count(*) filter (where c.kind = 'wecomBot')::int as groups,
    count(*) filter (where c.kind = 'webPush')::int as devices from city.messages m join city.channels c on c.id = m.channel_id`);
  // Six orders since there are groups, one message each; phones were there from the first of eleven on.
  expect(rows).toEqual({ groups: 6 * districts.length, devices: 11 * 2828 });
  // Five orders were queued in this turn: some tenths of a second each, behind everything that anybody waits for.
  expect(queueing / 5).toBeLessThan(2000);
  console.log(
    `sent in ${without.toFixed(0)} ms without channels, ${dead.toFixed(0)} ms with dead ones; ${(queueing / 5).toFixed(0)} ms to queue one for 2,828 phones`,
  );
  await Promise.all([posting, stopping]);
}, 120_000);

/** Somebody at each desk, with a phone that shows messages. */
async function peopleWithPhones(): Promise<void> {
  const people = await city.sql<{ id: string }>(`with p as (
      insert into city.persons (id, name, member_category, area_code, search_text)
      select gen_random_uuid(), short_name, 'staff', code, short_name from city.areas where level = 'community' returning id, name, area_code)
    insert into city.assignments (id, person_id, person_name, role, area_code, managed_code, from_at, duty_changed_at)
    select gen_random_uuid(), id, name, 'communitySecretary', area_code, area_code, '2022-05-01', '2022-05-01' from p returning person_id as id`);
  const accounts = testAccounts(city);
  await accounts.account(officer, 'zhouyan');
  const { session } = await accounts.signIn('zhouyan', { device: 'Chrome Android' });
  const device = other.device();
  const sealed = people.map(({ id }) => testSecrets.seal(`push:${id}`, JSON.stringify({ endpoint: device.endpoint, ...device.keys })));
  await city.sql(
    `insert into city.push_subscriptions (id, person_id, session_id, device, endpoint_hash, sealed, created_at)
      select gen_random_uuid(), p.id, $3, 'Chrome', p.id::text, p.sealed, '2022-05-01' from unnest($1::uuid[], $2::text[]) as p(id, sealed)`,
    [people.map(({ id }) => id), sealed, session.sessionId],
  );
}
