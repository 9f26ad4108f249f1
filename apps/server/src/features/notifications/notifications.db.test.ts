import { testAccounts } from '@muster/testkit/accounts';
import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { noticeSources } from '../../app/features.ts';
import { testNotifications } from '../../app/notifications.fixture.ts';
import { createReactor } from '../../app/reactor.ts';
import type { Command } from '../../platform/command.ts';
import { newId } from '../../platform/ids.ts';
import { createOutbound } from '../../platform/outbound.ts';
import type { Principal } from '../../platform/principal.ts';
import { isCommand, isView, type Routes } from '../../platform/routes.ts';
import { activateIncident } from '../incidents/commands/activate-incident.ts';
import { acknowledgeReceipt } from '../orders/commands/acknowledge-receipt.ts';
import { amendOrder } from '../orders/commands/amend-order.ts';
import { answerReceipt } from '../orders/commands/answer-receipt.ts';
import { withdrawOrder } from '../orders/commands/close-order.ts';
import { escalateByTimer } from '../orders/commands/escalate-order.ts';
import { issueOrder } from '../orders/commands/issue-order.ts';
import { remindByTimer } from '../orders/commands/remind-receipts.ts';
import { requestSupport } from '../orders/commands/request-support.ts';
import { sendBackAnswer } from '../orders/commands/send-back-answer.ts';
import { type ChannelServer, channelServer } from './channel-server.fixture.ts';
import { createCourier } from './courier.ts';
import { sweep } from './delivering.store.ts';
import { ensureWebPush, notificationReactions, notificationRoutes } from './index.ts';
import type { NotificationServices } from './notifications.services.ts';

let city: TestCity;
let other: ChannelServer;
let services: NotificationServices;
let routes: Routes;
let officer: Principal;
let administrator: Principal;
let secretary: Principal;
let deputy: Principal;
let wakes: Date[];

beforeAll(async () => {
  city = await testCity();
  other = await channelServer(() => city.clock.now().getTime());
  services = testNotifications(city.runtime, { outbound: createOutbound({ privateHosts: [other.host] }) });
  routes = notificationRoutes(services);
  officer = await city.principal('dutyOfficer', places.city, { name: '周砚' });
  administrator = await city.principal('systemAdministrator', places.city, { name: '沈岩' });
  await city.principal('dutyOfficer', places.xinhua, { name: '何静' });
  await city.principal('dutyOfficer', places.jiaodian);
  secretary = await city.principal('communitySecretary', places.tianhuyuan, { name: '陈桂兰', mobile: '13800000001' });
  deputy = await city.principal('dutyOfficer', places.tianhuyuan, { name: '李明', mobile: '13800000002' });
  await city.principal('communitySecretary', places.yugou, { name: '张三', mobile: '13800000003' });
  await city.principal('communitySecretary', places.donghuan);
  await city.run(activateIncident, officer, { incidentId: newId(), name: '2022年5月疫情', level: 'II', isDrill: false });
});
afterAll(async () => {
  await other.stop();
  await city.stop();
});

/** Each test a day of its own: allowances are full, and no channel is left of the one before. */
let day = 0;
beforeEach(async () => {
  await settle();
  await city.sql('delete from city.messages');
  await city.sql('delete from city.push_subscriptions');
  await city.sql('delete from city.channels');
  city.clock.set(new Date(Date.UTC(2022, 4, 11 + day++, 1, 30)));
  await city.as(city.system, (tx) => ensureWebPush(tx, places.city, city.clock.now()));
  Object.assign(other, { broken: null, clockOffsetMs: 0 });
  other.taken.length = 0;
  other.requests.length = 0;
  wakes = [];
});

const reactor = () =>
  createReactor(city.runtime, notificationReactions(noticeSources), { add: async () => {} }, (fault) => {
    throw new Error(fault);
  });
const courier = (given = services) =>
  createCourier(given, {
    city: city.runtime.city,
    cityCode: () => places.city,
    now: city.clock.now,
    wakeAt: async (at) => void wakes.push(at),
    log: (line) => {
      throw new Error(line);
    },
  });

async function settle(): Promise<void> {
  await city.runtime.sealer.sealAll();
  await reactor().settle();
}
/** The journal is told, and what is due is sent. */
async function tell(): Promise<void> {
  await settle();
  await courier().deliver();
}

const run = <R = unknown>(name: keyof Routes, who: Principal, input: object): Promise<R> => {
  const handler = routes[name];
  if (!handler || !isCommand(handler)) throw new Error(String(name));
  return city.run(handler as Command<object, R>, who, input);
};
// biome-ignore lint/suspicious/noExplicitAny: answers are read by name in tests
const read = (name: keyof Routes, who: Principal, input: object = {}): Promise<any> => {
  const handler = routes[name];
  if (!handler || !isView(handler)) throw new Error(String(name));
  return city.read(handler, who, input);
};

const kinds = {
  wecomBot: () => ({ settings: { baseUrl: other.url }, secrets: { key: other.keys.bot } }),
  dingtalkBot: () => ({
    settings: { baseUrl: other.url },
    secrets: { accessToken: other.keys.dingToken, signSecret: other.keys.dingSecret },
  }),
  feishuBot: () => ({ settings: { baseUrl: other.url }, secrets: { hookId: other.keys.feishuHook, signSecret: other.keys.feishuSecret } }),
  wecomApp: () => ({ settings: { baseUrl: other.url, corpId: 'ww1', agentId: 1_000_002 }, secrets: { corpSecret: other.keys.corpSecret } }),
  sms: () => ({
    settings: {
      url: `${other.url}/sms`,
      body: '{"phone":"{mobile}","params":["{urgency}","{number}"]}',
      header: 'Authorization: Bearer {secret}',
      okText: '"OK"',
    },
    secrets: { secret: other.keys.smsSecret },
  }),
};

async function channel(kind: keyof typeof kinds, more: Record<string, unknown> = {}): Promise<string> {
  const channelId = newId();
  const usual = { name: `通道 ${kind}`, areaCode: places.xinhua, covers: 'below', fromUrgency: 'routine', secrets: {} };
  await run('saveChannel', administrator, { channelId, kind, ...usual, ...kinds[kind](), ...more });
  return channelId;
}

async function issue(
  urgency: 'routine' | 'urgent' | 'immediate' = 'immediate',
  codes: string[] = [places.tianhuyuan],
  more: { title?: string; questions?: object[] } = {},
): Promise<string> {
  const orderId = newId();
  const answerBy = new Date(city.clock.now().getTime() + 40 * 3_600_000).toISOString();
  await city.run(issueOrder, officer, {
    orderId,
    urgency,
    title: more.title ?? '两米线自查',
    body: '身份证 410402199001011234 的王小明，住 3 号楼 2 单元 501，电话 13912345678。',
    audience: { include: [{ kind: 'areas', codes }], except: [] },
    questions: [],
    answerBy,
    ...(more.questions ? { questions: more.questions } : {}),
  } as never);
  return orderId;
}
const receiptOf = async (orderId: string, code: string) =>
  (await city.sql<{ id: string }>('select id from city.receipts where order_id = $1 and area_code = $2', [orderId, code]))[0]?.id as string;
const messages = (more = '') =>
  city.sql<{ state: string; code: string | null; attempts: number; next_at: Date; what: string; person_id: string | null }>(
    `select state, code, attempts, next_at, what, person_id from city.messages ${more} order by created_at, id`,
  );
const texts = () => other.taken.map((one) => one.text);

/** A phone of somebody, signed in and subscribed. */
async function phone(who: Principal) {
  const accounts = testAccounts(city);
  const userName = `user${newId().slice(-8)}`;
  const known = await city.sql<{ user_name: string }>('select user_name from shared.accounts where person_id = $1', [who.personId]);
  if (!known[0]) await accounts.account(who, userName);
  const signedIn = await accounts.signIn(known[0]?.user_name ?? userName, { device: 'Chrome Android' });
  const principal = (await signedIn.principal()) as Principal;
  const device = other.device();
  const subscriptionId = newId();
  await run('subscribePush', principal, { subscriptionId, endpoint: device.endpoint, keys: device.keys });
  return { principal, device, subscriptionId, accounts, token: signedIn.token };
}

describe('each channel', () => {
  test.each(['wecomBot', 'dingtalkBot', 'feishuBot'] as const)(
    '%s: documented shape and signature, once for the whole group',
    async (kind) => {
      await channel(kind);
      const orderId = await issue('immediate', [places.tianhuyuan, places.yugou, places.donghuan]);
      await tell();
      expect(other.taken.map((one) => one.channel)).toEqual([kind]);
      const [text] = texts();
      expect(text).toContain('【特急】新指令 市指〔2022〕');
      expect(text).toContain('两米线自查');
      expect(text).toContain('签收限 今天 10:00，还有 30 分');
      expect(text).toContain('本区 2 个');
      expect(text).toContain(`https://muster.example.cn/orders/${orderId}`);
    },
  );

  test('wecomApp: a card to the people of the desk; who is not in it was not reached', async () => {
    await channel('wecomApp');
    await issue('immediate', [places.tianhuyuan, places.yugou]);
    await tell();
    expect(other.taken).toHaveLength(1);
    expect(other.taken[0]?.to.sort()).toEqual(['chenguilan', 'liming']);
    const states = Object.fromEntries((await messages()).map((row) => [row.person_id, `${row.state} ${row.code}`]));
    expect(states[secretary.personId]).toBe('sent null');
    // The other side says that it does not reach him, and knows nobody of the third number.
    expect(states[deputy.personId]).toBe('refused invaliduser');
    expect(Object.values(states).sort()).toEqual(['refused invaliduser', 'refused no-user', 'sent null']);
  });

  test('wecomApp: its token is asked for once in two hours, and anew when it was taken back', async () => {
    await channel('wecomApp');
    const before = other.tokensGiven;
    for (let i = 0; i < 3; i++) {
      await issue();
      await tell();
    }
    expect(other.tokensGiven - before).toBeLessThanOrEqual(1);
    // Somebody else asks: ours is worth nothing now.
    await fetch(`${other.url}/cgi-bin/gettoken?corpid=ww1&corpsecret=${other.keys.corpSecret}`);
    await issue();
    await tell();
    expect(other.taken).toHaveLength(4);
  });

  test('sms: number and urgency in a reviewed text, no title, no link', async () => {
    await channel('sms', { fromUrgency: 'immediate' });
    await issue('urgent');
    await issue('immediate');
    await tell();
    // Urgent ones are below its threshold.
    expect(other.taken.flatMap((one) => one.to).sort()).toEqual(['13800000001', '13800000002']);
    expect(texts()[0]).toMatch(/^特急 市指〔2022〕\d+号$/);
    expect(other.taken[0]?.raw).not.toContain('两米线');
  });

  test('push: a device decrypts it, signed with our keys; the lock screen leads to the order', async () => {
    const { device } = await phone(secretary);
    const orderId = await issue();
    await tell();
    expect(other.taken).toHaveLength(1);
    expect(other.taken[0]?.to).toEqual([device.id]);
    const payload = JSON.parse(texts()[0] as string);
    expect(payload.title).toContain('【特急】新指令');
    expect(payload.path).toBe(`/m/orders/${await receiptOf(orderId, places.tianhuyuan)}`);
  });

  test('push: a device that is gone is asked once and never again', async () => {
    const { device } = await phone(secretary);
    other.gone.add(device.id);
    await issue();
    await tell();
    await issue();
    await tell();
    expect(other.requests).toHaveLength(1);
    expect(await city.sql('select ended_why, sealed from city.push_subscriptions')).toEqual([{ ended_why: 'gone', sealed: null }]);
    expect((await messages()).map((row) => `${row.state} ${row.code}`)).toEqual(['refused http-410']);
  });

  test('push: a phone rings for nobody who has signed out on it', async () => {
    const { accounts, principal } = await phone(secretary);
    await accounts.open('signOut', {}, { principal });
    await issue();
    await tell();
    expect(other.taken).toEqual([]);
    expect((await messages()).map((row) => `${row.state} ${row.code}`)).toEqual(['dropped signed-out']);
  });
});

describe('what is wrong has the documented code, and is shown', () => {
  test.each([
    ['wecomBot', { secrets: { key: 'wrong' } }, '93000'],
    ['dingtalkBot', { secrets: { accessToken: 'ding-token-0001', signSecret: 'wrong' } }, '310000'],
    ['feishuBot', { secrets: { hookId: 'feishu-hook-0001', signSecret: 'wrong' } }, '19021'],
    ['wecomApp', { secrets: { corpSecret: 'wrong' } }, '40001'],
    ['sms', { secrets: { secret: 'wrong' } }, 'http-401'],
  ] as const)('%s with a wrong secret: refused at once, not tried again', async (kind, more, code) => {
    const channelId = await channel(kind, more);
    await issue();
    await tell();
    await tell();
    const all = await messages();
    expect(new Set(all.map((row) => `${row.state} ${row.code}`))).toEqual(new Set([`refused ${code}`]));
    const { items } = await read('listChannels', administrator);
    expect(items.find((one: { id: string }) => one.id === channelId).failure.code).toBe(code);
  });

  test('a clock that is more than an hour wrong is 310000', async () => {
    await channel('dingtalkBot');
    other.clockOffsetMs = 2 * 3_600_000;
    await issue();
    await tell();
    expect((await messages())[0]).toMatchObject({ state: 'refused', code: '310000' });
  });

  test('a private address is refused when it is typed, and one that leads there later when it is asked', async () => {
    const closed = testNotifications(city.runtime);
    const save = notificationRoutes(closed).saveChannel as Command<object, unknown>;
    const input = { channelId: newId(), kind: 'wecomBot', name: '内网', areaCode: places.xinhua, covers: 'below', fromUrgency: 'routine' };
    for (const baseUrl of [
      'http://127.0.0.1:8080',
      'http://10.1.2.3',
      'http://[::1]',
      'http://localhost',
      'http://169.254.169.254',
      'http://db',
    ])
      await expect(
        city.run(save, administrator, { ...input, settings: { baseUrl }, secrets: { key: 'k' } }),
        baseUrl,
      ).rejects.toMatchObject({ code: 'channel.address-private' });
    await channel('wecomBot');
    await issue();
    await settle();
    await courier(closed).deliver();
    expect((await messages())[0]).toMatchObject({ state: 'refused', code: 'address-private' });
    expect(other.requests).toEqual([]);
  });
});

describe('what does not answer', () => {
  test('is tried again further and further apart, says so on the receipt, and is given up after half an hour', async () => {
    await channel('wecomBot');
    const orderId = await issue();
    other.broken = 503;
    await tell();
    const receiptId = await receiptOf(orderId, places.tianhuyuan);
    const shown = async () => (await read('getReceiptChannels', secretary, { receiptId })).items[0];
    expect(await shown()).toMatchObject({ kind: 'wecomBot', state: 'queued', attempts: 1, code: 'http-503' });
    expect(await read('listUndelivered', officer, { orderId })).toMatchObject({ items: [{ code: 'http-503', retrying: true }] });
    const waits: number[] = [];
    for (let i = 0; i < 8 && wakes.length > 0; i++) {
      const next = wakes.pop() as Date;
      waits.push((next.getTime() - city.clock.now().getTime()) / 1000);
      city.clock.set(next);
      await tell();
    }
    expect(waits.slice(0, 5)).toEqual([15, 30, 60, 120, 300]);
    expect(await shown()).toMatchObject({ state: 'refused', attempts: 8, code: 'http-503' });
    expect(other.requests).toHaveLength(8);
    expect((await read('listUndelivered', officer, { orderId })).items[0].retrying).toBe(false);
  });

  test('and answers again: what waited goes out, as one, and nothing is left wrong', async () => {
    const channelId = await channel('wecomBot');
    await issue('urgent', [places.tianhuyuan]);
    await issue('urgent', [places.yugou]);
    other.broken = 'hang';
    await tell();
    other.broken = null;
    city.clock.set(wakes.at(-1) as Date);
    await tell();
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toContain('集结：2 件事');
    const { items } = await read('listChannels', administrator);
    expect(items.find((one: { id: string }) => one.id === channelId)).toMatchObject({ failure: null, counts: { sent: 2, queued: 0 } });
  });

  test('keeps no other channel waiting', async () => {
    const dead = await channel('wecomBot');
    await channel('dingtalkBot');
    await issue();
    await settle();
    // Only the robot of WeCom is silent.
    const silent = {
      ...services.outbound,
      send: (wanted: { url: string }) =>
        wanted.url.includes('/webhook/') ? new Promise<never>(() => {}) : services.outbound.send(wanted as never),
    };
    void courier({ ...services, outbound: silent }).deliver();
    await expect.poll(() => other.taken.map((one) => one.channel), { timeout: 5000 }).toEqual(['dingtalkBot']);
    expect(dead).toBeTruthy();
  });

  test('is held by one courier at a time, and free again a minute after that was killed', async () => {
    await channel('wecomBot');
    await issue();
    await settle();
    const silent = { ...services.outbound, send: () => new Promise<never>(() => {}) };
    void courier({ ...services, outbound: silent }).deliver();
    await expect.poll(() => city.sql('select 1 from city.channels where courier_until is not null')).toHaveLength(1);
    await courier().deliver();
    expect(other.taken).toEqual([]);
    city.clock.advance({ seconds: 61 });
    await courier().deliver();
    expect(other.taken).toHaveLength(1);
  });
});

describe('nobody is told twice, or of what is past', () => {
  test('a reaction that runs again, and two couriers at once, tell each recipient once', async () => {
    await channel('wecomBot');
    await channel('sms');
    await phone(secretary);
    await issue();
    await settle();
    const before = await messages();
    expect(before).toHaveLength(4);
    // As after a kill between effect and cursor, with the effect kept: the journal is read again from its start.
    await city.sql(`update city.reaction_cursors set position = 0 where name = 'notifications.queue'`);
    await settle();
    expect(await messages()).toHaveLength(4);
    await Promise.all([courier().deliver(), courier().deliver(), courier().deliver()]);
    expect(other.taken).toHaveLength(4);
    expect((await messages()).every((row) => row.state === 'sent')).toBe(true);
  });

  test('a channel tells nothing of what was before it', async () => {
    await issue();
    city.clock.advance({ minutes: 1 });
    await channel('wecomBot');
    await tell();
    expect(await messages()).toEqual([]);
  });

  test('what was acknowledged before it was told is not told', async () => {
    await channel('sms');
    const orderId = await issue('routine');
    await tell();
    await city.run(acknowledgeReceipt, secretary, { receiptId: await receiptOf(orderId, places.tianhuyuan) });
    city.clock.advance({ minutes: 40 });
    await tell();
    expect(other.taken).toEqual([]);
    expect(new Set((await messages()).map((row) => `${row.state} ${row.code}`))).toEqual(new Set(['dropped settled']));
  });
});

describe('urgency', () => {
  test('immediate goes out at once on all channels; routine ones of a group are one message', async () => {
    await channel('wecomBot');
    await channel('sms', { fromUrgency: 'immediate' });
    await channel('dingtalkBot', { fromUrgency: 'urgent' });
    await issue('routine', [places.tianhuyuan], { title: '第一件' });
    await issue('routine', [places.yugou], { title: '第二件' });
    await tell();
    expect(other.taken).toEqual([]);
    await issue('immediate');
    await tell();
    expect(other.taken.map((one) => one.channel).sort()).toEqual(['dingtalkBot', 'sms', 'sms', 'wecomBot']);
    other.taken.length = 0;
    city.clock.advance({ minutes: 31 });
    await tell();
    expect(other.taken.map((one) => one.channel)).toEqual(['wecomBot']);
    expect(texts()[0]).toContain('集结：2 件事');
    expect(texts()[0]).toContain('第一件');
    expect(texts()[0]).toContain('第二件');
  });

  test('routine ones wait through the night, urgent ones do not', async () => {
    await channel('wecomBot');
    // 22:40 in the city.
    city.clock.set(city.clock.now().toISOString().replace(/T.*/, 'T14:40:00.000Z'));
    await issue('routine', [places.tianhuyuan], { title: '明早再说' });
    await issue('urgent', [places.tianhuyuan], { title: '今晚就办' });
    await tell();
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toContain('今晚就办');
    const [waiting] = await messages(`where state = 'queued'`);
    // 07:00 in the city.
    expect(waiting?.next_at.toISOString()).toMatch(/T23:00:00/);
    city.clock.set(waiting?.next_at as Date);
    await tell();
    expect(texts()[1]).toContain('明早再说');
  });

  test('more than a robot takes in a minute becomes one message, and never 45009', async () => {
    await channel('wecomBot');
    for (let i = 0; i < 30; i++) await issue('immediate', [places.tianhuyuan], { title: `第 ${i + 1} 件` });
    await tell();
    expect(texts().length).toBeLessThanOrEqual(10);
    expect(texts().at(-1)).toMatch(/集结：2\d 件事/);
    expect((await messages()).every((row) => row.state === 'sent')).toBe(true);
    // Minute after minute: never more than twenty within sixty seconds.
    for (let second = 0; second < 90; second += 5) {
      city.clock.advance({ seconds: 5 });
      for (let i = 0; i < 3; i++) await issue('immediate', [places.tianhuyuan], { title: `${second} ${i}` });
      await tell();
    }
    const times = other.taken.map((one) => one.at);
    for (const at of times) expect(times.filter((one) => one >= at && one < at + 60_000).length).toBeLessThanOrEqual(20);
    expect((await messages(`where state = 'refused' or code = '45009'`)).length).toBe(0);
  });

  test('a message never has more bytes than the robot takes; what is left out is counted', async () => {
    await channel('wecomBot');
    for (let i = 0; i < 60; i++) await issue('urgent', [places.tianhuyuan], { title: `${'字'.repeat(55)}${i}` });
    await tell();
    const [text] = texts();
    expect(Buffer.byteLength(text as string)).toBeLessThanOrEqual(4096);
    expect(text).toMatch(/另有 \d+ 件，打开集结查看/);
  });

  test('45009 slows the channel down, and nothing is lost', async () => {
    await channel('wecomBot');
    // Somebody else uses the same robot.
    for (let i = 0; i < 20; i++)
      await fetch(`${other.url}/cgi-bin/webhook/send?key=${other.keys.bot}`, {
        method: 'POST',
        body: JSON.stringify({ msgtype: 'markdown', markdown: { content: 'x' } }),
      });
    other.taken.length = 0;
    await issue();
    await tell();
    expect((await messages())[0]).toMatchObject({ state: 'queued', code: '45009' });
    city.clock.set(wakes.at(-1) as Date);
    city.clock.advance({ seconds: 1 });
    await tell();
    expect(other.taken).toHaveLength(1);
  });
});

describe('what is told', () => {
  test('an order and everything that concerns its recipients: reminded, escalated, sent back, withdrawn', async () => {
    await channel('wecomBot', { areaCode: places.tianhuyuan, covers: 'desk', name: '天湖苑值班群' });
    await channel('dingtalkBot', { areaCode: places.xinhua, covers: 'desk' });
    const question = { key: 'done', kind: 'tick', text: '办了吗', perArea: false, required: true };
    const orderId = await issue('immediate', [places.tianhuyuan, places.yugou], { questions: [question] });
    await tell();
    city.clock.advance({ minutes: 15 });
    await city.run(remindByTimer, city.system, { orderId, limit: 'acknowledge' });
    await tell();
    city.clock.advance({ minutes: 16 });
    await city.run(escalateByTimer, city.system, { orderId, limit: 'acknowledge', depth: 2 });
    await tell();
    const receiptId = await receiptOf(orderId, places.tianhuyuan);
    const { version } = await city.run(answerReceipt, secretary, { receiptId, answer: { values: { done: true } } } as never);
    await city.run(sendBackAnswer, officer, { receiptId, reason: '住户 13912345678 说没有人来', version } as never);
    await tell();
    const [order] = await city.sql<{ version: number }>('select version from city.orders where id = $1', [orderId]);
    await city.run(withdrawOrder, officer, { orderId, reason: '发错了', version: order?.version as number });
    await tell();
    const heads = other.taken.map((one) => `${one.channel} ${/】(\S+)/.exec(one.text)?.[1]}`);
    expect(heads).toEqual(['wecomBot 新指令', 'wecomBot 催办', 'dingtalkBot 督办', 'wecomBot 退回反馈', 'wecomBot 撤回']);
    expect(texts()[1]).toContain('还有 15 分');
    expect(texts()[2]).toContain('已过 1 分');
    // A link for the one desk that the group is of leads to its own part.
    expect(texts()[0]).toContain(`/m/orders/${receiptId}`);
  });

  test('the answer to a request for support, to the desk that asked; of an order of above nobody is told that he answered', async () => {
    await channel('wecomBot', { areaCode: places.tianhuyuan, covers: 'desk' });
    const district = await city.principal('dutyOfficer', places.xinhua);
    const orderId = newId();
    const ask = { orderId, ask: { kind: 'people', count: 20 }, urgency: 'immediate', areaCodes: [places.xinhua] };
    await city.run(requestSupport, secretary, ask as never);
    const receiptId = await receiptOf(orderId, places.xinhua);
    await city.run(answerReceipt, district, { receiptId, answer: { values: { outcome: 'granted' } } } as never);
    await tell();
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toContain('支持答复');
    expect(texts()[0]).toContain(`/orders/${orderId}`);
    const question = { key: 'done', kind: 'tick', text: '办了吗', perArea: false, required: true };
    const below = await issue('immediate', [places.tianhuyuan], { questions: [question] });
    const owed = await receiptOf(below, places.tianhuyuan);
    await city.run(answerReceipt, secretary, { receiptId: owed, answer: { values: { done: true } } } as never);
    await tell();
    expect(texts().filter((text) => text.includes('支持答复'))).toHaveLength(1);
  });

  test('an order that was amended, to those who have to look at it again, and not when others were added', async () => {
    await channel('wecomBot', { areaCode: places.tianhuyuan, covers: 'desk' });
    const orderId = await issue('immediate', [places.tianhuyuan, places.yugou]);
    await tell();
    await city.run(acknowledgeReceipt, secretary, { receiptId: await receiptOf(orderId, places.tianhuyuan) });
    const amend = async (more: object) => {
      const [order] = await city.sql<{ version: number }>('select version from city.orders where id = $1', [orderId]);
      await city.run(amendOrder, officer, { orderId, version: order?.version as number, reason: '写错了', add: [], ...more } as never);
      await tell();
    };
    await amend({ title: '一米线自查' });
    expect(texts()).toHaveLength(2);
    expect(texts()[1]).toContain('修订');
    expect(texts()[1]).toContain('一米线自查');
    expect(texts()[1]).toContain('签收限');
    city.clock.advance({ minutes: 1 });
    // Somebody was added: to those who had it before nothing is new.
    await amend({ add: [{ kind: 'areas', codes: [places.donghuan] }] });
    expect(texts()).toHaveLength(2);
  });

  test('no text of an order, no reason, no number of anybody, no door leaves', async () => {
    await channel('wecomBot');
    await channel('dingtalkBot');
    await channel('feishuBot');
    await channel('wecomApp');
    await phone(secretary);
    await issue('immediate', [places.tianhuyuan], { title: '到 3号楼2单元501 找王某 139-1234-5678' });
    await tell();
    expect(other.taken.length).toBeGreaterThanOrEqual(5);
    const all = other.taken.map((one) => one.raw).join('\n');
    for (const secret of ['13912345678', '139-1234-5678', '410402199001011234', '3号楼', '501', '住 3 号楼'])
      expect(all).not.toContain(secret);
    expect(all).toContain('找王某');
  });

  test('a person of another place does not see what a group was told', async () => {
    await channel('wecomBot');
    const orderId = await issue('immediate', [places.tianhuyuan]);
    await tell();
    const stranger = await city.principal('communitySecretary', places.yugou);
    const seen = await city.as(stranger, (tx) => tx.selectFrom('messages').select('id').where('about_id', '=', orderId).execute());
    expect(seen).toEqual([]);
    const own = await city.as(secretary, (tx) => tx.selectFrom('messages').select('id').where('about_id', '=', orderId).execute());
    expect(own).toHaveLength(1);
  });
});

describe('keeping', () => {
  test('secrets stand in no answer, no journal, no table in clear', async () => {
    await channel('wecomBot');
    await channel('dingtalkBot', { secrets: { accessToken: 'ding-token-0001', signSecret: 'wrong-secret-77' } });
    await channel('feishuBot');
    await channel('wecomApp');
    await channel('sms');
    const { device } = await phone(secretary);
    await issue();
    await tell();
    const answers = JSON.stringify(await read('listChannels', administrator));
    const tables = JSON.stringify([
      await city.sql('select * from city.channels'),
      await city.sql('select * from city.messages'),
      await city.sql('select * from city.push_subscriptions'),
      await city.sql('select payload, result from city.events'),
    ]);
    const secrets = [...Object.values(other.keys), 'wrong-secret-77', device.endpoint, device.keys.auth, device.keys.p256dh];
    for (const secret of secrets) {
      expect(answers).not.toContain(secret);
      expect(tables).not.toContain(secret);
    }
    const { items } = await read('listChannels', administrator);
    expect(items.find((one: { kind: string }) => one.kind === 'dingtalkBot').secretsSet).toEqual(['accessToken', 'signSecret']);
  });

  test('a channel is changed without saying its secrets again, turned off and on, and tested', async () => {
    const channelId = await channel('wecomBot');
    const change = {
      channelId,
      kind: 'wecomBot',
      name: '换了名',
      areaCode: places.xinhua,
      covers: 'below',
      fromUrgency: 'urgent',
      secrets: {},
    };
    await run('saveChannel', administrator, { ...change, settings: { baseUrl: other.url }, version: 1 });
    await expect(run('saveChannel', administrator, { ...change, settings: { baseUrl: other.url }, version: 1 })).rejects.toMatchObject({
      code: 'version.stale',
    });
    await run('testChannel', administrator, { channelId });
    await courier().deliver();
    expect(texts()[0]).toContain('收到这条，说明这个通道是通的');
    const { items } = await read('listChannels', administrator);
    expect(items.find((one: { id: string }) => one.id === channelId).test.state).toBe('sent');
    await run('switchChannel', administrator, { channelId, on: false });
    await issue();
    await tell();
    expect(texts()).toHaveLength(1);
    await expect(run('testChannel', administrator, { channelId })).rejects.toMatchObject({ code: 'state.moved-on' });
  });

  test('what was settled long ago is swept away, what waits is not', async () => {
    await channel('wecomBot');
    await issue();
    await tell();
    city.clock.advance({ days: 3 });
    await issue('routine');
    await settle();
    const swept = await city.as(city.system, (tx) => sweep(tx, new Date(city.clock.now().getTime() - 2 * 86_400_000)));
    expect(swept).toBe(1);
    expect((await messages()).map((row) => row.state)).toEqual(['queued']);
  });
});
