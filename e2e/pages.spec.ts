import { newId } from '@muster/client/ids';
import type { Page } from '@playwright/test';
import type { Api } from './pieces/api.ts';
import { lookAt, overflow, type PageOfApp } from './pieces/look.ts';
import { expect, test } from './pieces/test.ts';

const city = { late: '采样点两米线和现场秩序自查', delegated: '独居老人、孕产妇用药摸底', closed: '主城五区分类管理今晚实施' };

async function orderId(api: Api, title: string): Promise<string> {
  const { items } = await api.call('listOrders', { q: title, limit: 20 });
  const order = items.find((one) => one.title === title && one.parentOrderId === null);
  if (!order) throw new Error(`no order ${title}`);
  return order.id;
}

async function compoundId(api: Api): Promise<string> {
  const { items } = await api.call('listCompounds', { under: '410402010002', q: '湖光花园' });
  return items[0]?.id as string;
}

/** What the demonstration does not have: a template with a schedule, and a request for support. Made once for both languages. */
async function kept(duty: Api): Promise<void> {
  const { items } = await duty.call('listTemplates', {});
  if (items.some((one) => one.title === reported)) return;
  const templateId = newId();
  const scheduleId = newId();
  await duty.call('saveTemplate', {
    templateId,
    urgency: 'routine',
    title: reported,
    body: '报今天采样人数。',
    audience: { include: [{ kind: 'areasAtLevel', level: 'community', under: '410402' }], except: [] },
    questions: [{ key: 'n', kind: 'number', text: '采了多少人', fact: '核酸采样人数' }],
  });
  await duty.call('createSchedule', {
    scheduleId,
    templateId,
    recurrence: { times: ['18:00'], days: { kind: 'weekdays', weekdays: [1, 4] } },
  });
  // Nothing goes out while others look at their own orders.
  await duty.call('pauseSchedule', { scheduleId, version: 1 });
}
const reported = '采样人数日报';

async function requestId(by: Api, above: string): Promise<string> {
  const { items } = await by.call('listOrders', { kind: 'supportRequest', mine: 'true', state: 'open', limit: 200 });
  const known = items.find((one) => one.ask?.kind === 'people' && one.ask.count === 17);
  if (known) return known.id;
  const orderId = newId();
  await by.call('requestSupport', { orderId, ask: { kind: 'people', count: 17 }, areaCodes: [above] });
  return orderId;
}

/** Acknowledged, amended since, and one for information: for the pages of the phone. Made once. */
async function amended(duty: Api, secretary: Api): Promise<string> {
  const { items } = await secretary.call('listInbox', { limit: 200 });
  const known = items.find((one) => one.order.title === amendedTitle);
  if (known) return known.id;
  const orderId = newId();
  const to = (code: string) => ({ include: [{ kind: 'areas' as const, codes: [code] }], except: [] });
  const written = { urgency: 'routine' as const, title: amendedTitle, body: '通道两侧走一遍。', questions: [] };
  await duty.call('issueOrder', { orderId, ...written, audience: to('410402010002') });
  await duty.call('issueOrder', {
    orderId: newId(),
    ...written,
    title: copiedTitle,
    audience: to('410402010003'),
    copies: [{ kind: 'areas', codes: ['410402010002'] }],
  });
  const receipt = (await secretary.call('listInbox', { limit: 200 })).items.find((one) => one.orderId === orderId);
  await secretary.call('acknowledgeReceipt', { receiptId: receipt?.id as string });
  await duty.call('amendOrder', { orderId, version: 1, body: '通道两侧走两遍。', reason: '上午停电' });
  return receipt?.id as string;
}
const amendedTitle = '消毒通道再走一遍';
const copiedTitle = '邻近社区送药安排';
const amendButton = /^(修订|Amend)$/;

const text = (wanted: string) => (page: Page) => page.getByRole('main').getByText(wanted);
const rows = (page: Page) => page.getByRole('main').getByRole('row').nth(3);

/** The pages of the console by who uses them. */
async function consolePages(duty: Api, district: Api): Promise<Record<string, PageOfApp[]>> {
  await kept(duty);
  const request = await requestId(district, '4104');
  const late = await orderId(duty, city.late);
  const closed = await orderId(duty, city.closed);
  const compound = await compoundId(duty);
  return {
    zhouyan: [
      { name: '01-situation', path: '/', ready: (page) => page.getByRole('link', { name: new RegExp(city.late) }) },
      { name: '01-situation-table', path: '/?view=table', ready: rows },
      {
        name: '01-situation-map',
        path: '/?view=map',
        ready: (page) =>
          page
            .getByRole('main')
            .getByRole('img', { name: /的地图|Map of/ })
            .first(),
      },
      { name: '02-order', path: `/orders/${late}`, ready: (page) => page.getByRole('rowheader', { name: '余沟村' }) },
      { name: '02-order-closed', path: `/orders/${closed}`, ready: rows },
      {
        name: '02-order-amend',
        path: `/orders/${late}`,
        ready: (page) => page.getByRole('rowheader', { name: '余沟村' }),
        before: async (page) => {
          await page.getByRole('button', { name: amendButton }).click();
          await page.getByRole('dialog').getByRole('textbox').first().fill('采样点两米线和现场秩序再查一遍');
          await expect(page.getByRole('dialog').locator('ins').first()).toBeVisible();
          await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible();
        },
      },
      { name: '02-orders', path: '/orders', ready: text(city.late) },
      {
        name: '03-compose',
        path: '/orders/new?area=410402',
        ready: (page) => page.getByRole('button', { name: /67/ }),
      },
      { name: '03-templates', path: '/orders/templates', ready: text(reported) },
      { name: '02-request', path: `/orders/${request}`, ready: (page) => page.getByRole('heading', { name: /17/ }) },
      { name: '04-community', path: '/areas/410402010002', ready: text('陈桂兰') },
      { name: '04-district', path: '/areas/410402', ready: text('焦店镇') },
      { name: '04-compound', path: `/compounds/${compound}`, ready: text('1号楼') },
      { name: '04-patches', path: '/patches?under=410402010002', ready: text('第11片') },
      { name: '04-patches-board', path: '/patches?under=410402', ready: text('西高皇街道') },
      { name: '04-places', path: '/places?under=410402010002', ready: text('南门卡点') },
      { name: '04-compound-import', path: '/compounds/import', ready: (page) => page.getByRole('textbox').first() },
      { name: '05-figures', path: '/figures', ready: rows },
      { name: '08-areas', path: '/areas', ready: text('新华区') },
      { name: '08-people', path: '/people', ready: rows },
      { name: '08-incident', path: '/incident', ready: text('2022年5月疫情') },
      { name: '08-account', path: '/account', ready: text('zhouyan') },
      {
        name: '08-search',
        path: '/areas',
        ready: text('新华区'),
        before: async (page) => {
          await page.keyboard.press('Control+k');
          await page.getByRole('combobox').fill('jdz');
          await expect(page.getByRole('option', { name: /焦店镇/ }).first()).toBeVisible();
        },
      },
    ],
    maochao: [{ name: '01-situation-town', path: '/', ready: (page) => page.getByRole('link', { name: new RegExp(city.late) }) }],
    liming: [{ name: '04-community-own', path: '/', ready: text('陈桂兰') }],
    shenyan: [
      { name: '09-system', path: '/system', ready: text('PostgreSQL') },
      { name: '09-people-accounts', path: '/people', ready: rows },
      // Filled it is looked at in channels.spec.ts.
      { name: '09-channels-none', path: '/channels', ready: (page) => page.getByRole('main').getByRole('button').first() },
    ],
    tianlei: [{ name: '09-audit', path: '/audit', ready: rows }],
  };
}

async function phonePages(duty: Api, secretary: Api): Promise<Record<string, PageOfApp[]>> {
  const changed = await amended(duty, secretary);
  const copied = (await secretary.call('listCopies', { limit: 50 })).items.find((one) => one.order.title === copiedTitle);
  const { items } = await secretary.call('listInbox', { limit: 50 });
  const request = await requestId(secretary, '410402');
  const ground = await secretary.call('syncGround', {});
  const patch = ground.patches?.content.items.find(({ lacking }) => lacking.length > 0);
  const compound = ground.compounds?.content.items.find(({ buildings }) => buildings > 0);
  const testPoint = ground.places?.content.items.find(({ kind }) => kind === 'testPoint');
  const receipt = (title: string) => items.find((one) => one.order.title === title && one.order.parentOrderId === null)?.id as string;
  return {
    chenguilan: [
      { name: '10-today', path: '/m/', ready: text(city.late) },
      { name: '10-orders', path: '/m/orders', ready: text(city.late) },
      { name: '11-order', path: `/m/orders/${receipt(city.late)}`, ready: text('市指挥部') },
      { name: '11-order-delegated', path: `/m/orders/${receipt(city.delegated)}`, ready: text('市指挥部') },
      { name: '11-order-changed', path: `/m/orders/${changed}`, ready: (page) => page.locator('ins') },
      { name: '11e-copy', path: `/m/copies/${copied?.order.id}`, ready: (page) => page.getByRole('heading', { name: copiedTitle }) },
      { name: '11b-answer', path: `/m/orders/${receipt(city.late)}/answer`, ready: text('两米线清楚吗') },
      { name: '11c-below', path: `/m/orders/${receipt(city.delegated)}/below`, ready: text('第一网格') },
      { name: '11d-request', path: `/m/requests/${request}`, ready: (page) => page.getByRole('heading', { name: /17/ }) },
      { name: '12-outbox', path: '/m/me/outbox', ready: (page) => page.getByRole('main').getByRole('paragraph') },
      { name: '14-area', path: '/m/area', ready: text('第一网格') },
      { name: '14-patch', path: `/m/patches/${patch?.id}`, ready: text('陈桂兰') },
      { name: '14-compound', path: `/m/compounds/${compound?.id}`, ready: text('1号楼') },
      { name: '14-place', path: `/m/places/${testPoint?.id}`, ready: text(testPoint?.name ?? '采样点') },
      { name: '14-tell', path: '/m/tell', ready: text(testPoint?.name ?? '采样点') },
      { name: '14-zones', path: '/m/zones', ready: (page) => page.getByRole('main').getByRole('paragraph') },
      { name: '14-me', path: '/m/me', ready: text('chenguilan') },
    ],
    zhouli: [{ name: '10-today-supervisor', path: '/m/', ready: text('周立') }],
  };
}

for (const language of ['zh', 'en'] as const) {
  test(`every page of the console is accessible, fits, speaks one language (${language})`, async ({ openConsole, as }) => {
    test.slow();
    const pages = await consolePages(await as('zhouyan'), await as('hejing'));
    const look = { language, widths: [1440, 1280], height: 900 };
    for (const [userName, list] of Object.entries(pages)) {
      const window = await openConsole(userName, { language });
      for (const one of list) await test.step(one.name, () => lookAt(window, one, look));
      await window.context().close();
    }
    const door = await openConsole(null, { language });
    await lookAt(door, { name: '06-sign-in', path: '/sign-in', ready: (page) => page.getByRole('button', { name: /周砚/ }) }, look);
  });

  test(`every page of the phone is accessible, fits, speaks one language (${language})`, async ({ openPhone, as }) => {
    const pages = await phonePages(await as('zhouyan'), await as('chenguilan'));
    const look = { language, widths: [390, 360], height: 844 };
    for (const [userName, list] of Object.entries(pages)) {
      const window = await openPhone(userName, { language });
      for (const one of list) await test.step(one.name, () => lookAt(window, one, look));
      await window.context().close();
    }
    const door = await openPhone(null, { language });
    await lookAt(door, { name: '10-sign-in', path: '/m/', ready: (page) => page.getByRole('button', { name: /陈桂兰/ }) }, look);
  });
}

test('the situation page uses the room of a large screen', async ({ openConsole }) => {
  const window = await openConsole('zhouyan', { width: 1920, height: 1080 });
  for (const language of ['zh', 'en'] as const) {
    await window.evaluate((wanted) => localStorage.setItem('muster.language', wanted), language);
    const page = { name: '01-situation-1920', path: '/', ready: (page: Page) => page.getByRole('link', { name: new RegExp(city.late) }) };
    await lookAt(window, page, { language, widths: [1920], height: 1080 });
  }
});

test('at 200 % zoom and in large type nothing of the phone is cut', async ({ openPhone, as }) => {
  const pages = (await phonePages(await as('zhouyan'), await as('chenguilan'))).chenguilan as PageOfApp[];
  // 200 % of a phone of 390 pixels is a window of 195.
  const window = await openPhone('chenguilan', { width: 195, height: 422 });
  for (const type of ['0', '1']) {
    await window.evaluate((large) => localStorage.setItem('muster.large', large), type);
    for (const one of pages) {
      await window.goto(one.path);
      await expect(one.ready(window).first()).toBeVisible();
      expect.soft(await overflow(window), `${one.name}, large type ${type}`).toBeLessThanOrEqual(0);
      expect.soft(await cutTexts(window), `${one.name}, large type ${type}`).toEqual([]);
    }
  }
});

/** Buttons whose words do not fit into them. */
function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a, h1, h2')]
      .filter((element) => element.checkVisibility() && getComputedStyle(element).overflow !== 'visible')
      // A heading for readers alone is one pixel large.
      .filter((element) => element.clientWidth > 1)
      .filter((element) => element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
      .map((element) => element.innerText),
  );
}
