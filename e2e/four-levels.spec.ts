import { attentionWords } from '@muster/ui/words/attention.words';
import { shared } from '@muster/ui/words/shared.words';
import type { Locator, Page } from '@playwright/test';
import { composeWords } from '../apps/console/src/features/orders/compose/compose.words.ts';
import { orderPageWords } from '../apps/console/src/features/orders/order/order-page.words.ts';
import { orderWords } from '../apps/console/src/features/orders/orders.words.ts';
import { situationWords } from '../apps/console/src/features/situation/situation.words.ts';
import { answerWords } from '../apps/field/src/features/orders/answer.words.ts';
import { ordersWords } from '../apps/field/src/features/orders/orders.words.ts';
import { todayWords } from '../apps/field/src/features/today/today.words.ts';
import { countActs } from './pieces/acts.ts';
import type { Api } from './pieces/api.ts';
import { answeredAt, watchFor } from './pieces/arrival.ts';
import { compose, send } from './pieces/compose.ts';
import { answerYes, userAt } from './pieces/desks.ts';
import { like } from './pieces/like.ts';
import { leaf } from './pieces/order-page.ts';
import { expect, test } from './pieces/test.ts';
import { unique } from './pieces/unique.ts';

/** 要我办的: what was sent to this desk. */
function asked(page: Page): Locator {
  return page.getByRole('region', { name: orderWords.asked.title });
}

function askedCard(page: Page, title: string): Locator {
  return asked(page).getByRole('listitem').filter({ hasText: title });
}

/** Delegates from the card to all below: 转办 · all are ticked · 转办给 N 个…. Says when the server had it. */
async function delegateToAll(page: Page, card: Locator, target: string): Promise<number> {
  await card.getByRole('button', { name: orderWords.asked.delegate, exact: true }).click();
  const dialog = page.getByRole('dialog');
  const [answer] = await Promise.all([
    page.waitForResponse(/\/delegate$/),
    dialog.getByRole('button', { name: orderWords.delegate.go(target) }).click(),
  ]);
  expect(answer.ok()).toBe(true);
  await expect(dialog).toBeHidden();
  return answeredAt(answer);
}

test('an order runs through four levels: each sees it within a second, breaks it down and answers, and the city closes it', async ({
  openConsole,
  openPhone,
  as,
}, info) => {
  const title = unique('封控楼栋送药逐级核对');
  const city = await openConsole('zhouyan');
  const district = await openConsole('hejing', { at: '/orders' });
  const subdistrict = await openConsole('qinfeng', { at: '/orders' });
  const phone = await openPhone('chenguilan');
  const neighbours = [await as(await userAt(as, '410402010003')), await as(await userAt(as, '410402010201'))];
  await expect(phone.getByRole('heading', { name: todayWords.title, level: 1 })).toBeVisible();
  for (const page of [district, subdistrict]) await expect(asked(page)).toBeVisible();

  // The city writes it: at most 8 acts and 60 s; before sending it is told how many desks and people it reaches.
  const begun = Date.now();
  const acts = await countActs(city);
  await compose(city, {
    urgency: 'immediate',
    title,
    body: '每个封控楼栋的药送到了没有，逐级核对，没送到的当天补上。',
    areas: ['新华区'],
    level: 'district',
    question: '药都送到了吗',
  });
  const preview = city.getByRole('region', { name: composeWords.preview.who });
  const desk = composeWords.target.desks('1');
  await expect(preview.getByRole('heading', { name: composeWords.preview.willGet(desk) })).toBeVisible();
  await expect(preview.getByText(composeWords.preview.allStaffed)).toBeVisible();
  const arrival = {
    district: await watchFor(asked(district), title),
    subdistrict: await watchFor(asked(subdistrict), title),
    phone: await watchFor(phone.getByRole('main'), title),
  };
  const sent = await send(city, desk);
  expect(await acts.count()).toBeLessThanOrEqual(8);
  expect(Date.now() - begun).toBeLessThan(60_000);
  await expect(city.getByRole('heading', { name: title, level: 1 })).toBeVisible();

  // District: there within a second, without reloading; one tap; then broken down for all subdistricts.
  const atDistrict = askedCard(district, title);
  const districtAfter = (await arrival.district.shownAt()) - sent.at;
  await atDistrict.getByRole('button', { name: orderWords.asked.acknowledge, exact: true }).click();
  await expect(atDistrict.getByText(like(orderWords.asked.acknowledged('何静', '…')))).toBeVisible();
  const cityTree = city.getByRole('table', { name: orderPageWords.tree.label });
  await cityTree.getByRole('button', { name: orderPageWords.tree.open('新华区') }).click();
  await expect(cityTree.getByText(like(orderPageWords.leaf.acknowledged('何静', '…')))).toBeVisible();
  const toSubdistricts = await delegateToAll(district, atDistrict, shared.levelCount.subdistrict('11'));
  await expect(cityTree.getByText(orderPageWords.leaf.delegated('0', '11'))).toBeVisible();

  // Subdistrict: the same, one level down.
  const atSubdistrict = askedCard(subdistrict, title);
  const subdistrictAfter = (await arrival.subdistrict.shownAt()) - toSubdistricts;
  await atSubdistrict.getByRole('button', { name: orderWords.asked.acknowledge, exact: true }).click();
  await expect(atSubdistrict.getByText(like(orderWords.asked.acknowledged('秦峰', '…')))).toBeVisible();
  const toCommunities = await delegateToAll(subdistrict, atSubdistrict, shared.levelCount.community('7'));

  // Community, on a phone: one tap, then a tap a grid.
  const onPhone = phone.getByRole('main').getByText(title);
  const phoneAfter = (await arrival.phone.shownAt()) - toCommunities;
  info.annotations.push({ type: 'seen after, ms', description: `${districtAfter}, ${subdistrictAfter}, ${phoneAfter}` });
  for (const after of [districtAfter, subdistrictAfter, phoneAfter]) expect(after).toBeLessThan(1000);
  await onPhone.click();
  await phone.getByRole('button', { name: shared.action.acknowledge, exact: true }).click();
  await phone.getByRole('button', { name: shared.action.answer, exact: true }).click();
  const ticks = phone.getByRole('button', { name: shared.yes, exact: true });
  await expect(ticks).toHaveCount(4);
  for (const tick of await ticks.all()) await tick.click();
  await phone.getByRole('button', { name: answerWords.sendCount(shared.levelCount.grid('4')) }).click();
  await expect(phone.getByText(ordersWords.yourAnswer)).toBeVisible();

  // The subdistrict sees the answer come, sends it back, gets it again, accepts one and then many.
  await atSubdistrict.getByRole('link', { name: orderWords.asked.viewDelegated }).click();
  await subdistrict.getByRole('button', { name: orderPageWords.tree.open('西高皇街道') }).click();
  const row = leaf(subdistrict, '天湖苑社区');
  await expect(row.getByText(attentionWords.reason.answered)).toBeVisible();
  await row.getByRole('button', { name: orderPageWords.leaf.sendBack, exact: true }).click();
  await subdistrict.getByRole('textbox', { name: orderPageWords.leaf.sendBackWhy }).fill('三号网格再看一遍');
  await subdistrict.getByRole('button', { name: orderPageWords.leaf.sendBackGo }).click();
  await expect(row.getByText(attentionWords.reason.sentBack)).toBeVisible();
  await expect(phone.getByText('三号网格再看一遍')).toBeVisible();
  await phone.getByRole('button', { name: ordersWords.answerAgain }).click();
  await phone.getByRole('button', { name: answerWords.sendCount(shared.levelCount.grid('4')) }).click();
  await expect(row.getByText(attentionWords.reason.answered)).toBeVisible();
  await row.getByRole('button', { name: orderPageWords.leaf.accept, exact: true }).click();
  await expect(phone.getByText(ordersWords.settled.accepted)).toBeVisible();
  const childOrder = new URL(subdistrict.url()).pathname.split('/').pop() as string;
  for (const neighbour of neighbours) await answerYes(neighbour, childOrder);
  await subdistrict.getByRole('button', { name: orderPageWords.page.acceptAll('2') }).click();
  await expect(subdistrict.getByText(orderPageWords.page.accepted('2'))).toBeVisible();

  // Up again: what those below said is filled in; each level answers, the level above accepts, and the city sees each step.
  await subdistrict.goBack();
  await answerUpwards(subdistrict, atSubdistrict);
  await atDistrict.getByRole('link', { name: orderWords.asked.viewDelegated }).click();
  await district.getByRole('button', { name: orderPageWords.page.acceptAll('1') }).click();
  await expect(district.getByText(orderPageWords.page.accepted('1'))).toBeVisible();
  await expect(cityTree.getByText(orderPageWords.leaf.delegated('1', '11'))).toBeVisible();
  await district.goBack();
  await answerUpwards(district, atDistrict);
  await expect(leaf(city, '新华区').getByText(attentionWords.reason.answered)).toBeVisible();
  await city.getByRole('button', { name: orderPageWords.page.acceptAll('1') }).click();
  await expect(leaf(city, '新华区').getByText(attentionWords.reason.settled)).toBeVisible();
  await city.getByRole('button', { name: orderPageWords.page.close, exact: true }).click();
  await city.getByRole('dialog').getByRole('button', { name: orderPageWords.closeDialog.goPlain, exact: true }).click();
  await expect(city.getByText(like(orderPageWords.page.closed('…')))).toBeVisible();

  // Nothing is left open, at any level: what was delegated for it ends with it.
  const api = await as('zhouyan');
  await expect
    .poll(async () => {
      const { items } = await api.call('listOrders', { q: title, limit: 50 });
      return items.map(({ issuerName, state, counts }) => ({
        issuerName,
        state,
        open: counts.late + counts.waiting + counts.inHand + counts.forReview,
      }));
    })
    .toEqual(['西高皇街道指挥部', '新华区指挥部', '市指挥部'].map((issuerName) => ({ issuerName, state: 'closed', open: 0 })));
});

/** 反馈: what those below have said is filled in; the rest is ticked at once. */
async function answerUpwards(page: Page, card: Locator): Promise<void> {
  await card.getByRole('button', { name: orderWords.asked.answer, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(orderWords.answer.proposed)).toBeVisible();
  await dialog.getByRole('button', { name: orderWords.answer.allYes }).click();
  await dialog.getByRole('button', { name: orderWords.answer.go, exact: true }).click();
  await expect(dialog).toBeHidden();
}

test('the city reaches a community at once, district and subdistrict see the same record, and the city follows every receipt live', async ({
  openConsole,
  openPhone,
  as,
}) => {
  const title = unique('采样点遮阳棚检查');
  const [city, district, subdistrict] = [
    await openConsole('zhouyan'),
    await openConsole('hejing', { at: '/orders' }),
    await openConsole('qinfeng'),
  ];
  const phone = await openPhone('chenguilan');
  const codes = { 中央花园社区: '410402010001', 园林路社区: '410402010003', 西高皇村: '410402010201' };
  const others = Object.fromEntries(
    await Promise.all(Object.entries(codes).map(async ([name, code]) => [name, await as(await userAt(as, code))])),
  );
  await expect(phone.getByRole('heading', { name: todayWords.title, level: 1 })).toBeVisible();
  await expect(district.getByRole('table').getByRole('row').nth(1)).toBeVisible();
  const running = subdistrict.getByRole('region', { name: situationWords.running });
  await expect(running).toBeVisible();

  await compose(city, { urgency: 'urgent', title, body: '遮阳棚搭好没有，逐个看。', areas: ['西高皇街道'], question: '遮阳棚搭好了吗' });
  const arrivals = [
    await watchFor(district.getByRole('main'), title),
    await watchFor(running, title),
    await watchFor(phone.getByRole('main'), title),
  ];
  const sent = await send(city, composeWords.target.communities('7'));
  for (const arrival of arrivals) expect((await arrival.shownAt()) - sent.at).toBeLessThan(1000);

  // The city looks at the subdistrict's desks; the phone and the others move, the city reloads nothing.
  await city.getByRole('button', { name: orderPageWords.tree.open('西高皇街道') }).click();
  await phone.getByRole('main').getByText(title).click();
  await expect(leaf(city, '天湖苑社区').getByText(attentionWords.reason.notAcknowledged)).toBeVisible();
  await phone.getByRole('button', { name: shared.action.acknowledge, exact: true }).click();
  await expect(leaf(city, '天湖苑社区').getByText(attentionWords.reason.notAnswered)).toBeVisible();
  for (const name of Object.keys(codes)) {
    await answerYes(others[name] as Api, sent.orderId);
    await expect(leaf(city, name).getByText(attentionWords.reason.answered)).toBeVisible();
  }

  // Sends one back, accepts one, then many.
  await leaf(city, '西高皇村').getByRole('button', { name: orderPageWords.leaf.sendBack, exact: true }).click();
  await city.getByRole('textbox', { name: orderPageWords.leaf.sendBackWhy }).fill('北门那个没看');
  await city.getByRole('button', { name: orderPageWords.leaf.sendBackGo }).click();
  await expect(leaf(city, '西高皇村').getByText(orderPageWords.leaf.sentBack('周砚', '北门那个没看'))).toBeVisible();
  await leaf(city, '中央花园社区').getByRole('button', { name: orderPageWords.leaf.accept, exact: true }).click();
  await expect(leaf(city, '中央花园社区').getByText(attentionWords.reason.settled)).toBeVisible();
  await answerYes(others.西高皇村 as Api, sent.orderId);
  await city.getByRole('button', { name: orderPageWords.page.acceptAll('2') }).click();
  await expect(city.getByRole('status').getByText(orderPageWords.page.accepted('2'))).toBeVisible();

  // Closes what is left with a reason; those who had not answered read that it is over.
  await city.getByRole('button', { name: orderPageWords.page.close, exact: true }).click();
  const dialog = city.getByRole('dialog');
  const close = dialog.getByRole('button', { name: orderPageWords.closeDialog.go('4') });
  await expect(close).toBeDisabled();
  await dialog.getByRole('textbox', { name: orderPageWords.closeDialog.why }).fill('下雨，棚子都收了');
  await close.click();
  await expect(city.getByText(like(orderPageWords.page.closed('…')))).toBeVisible();
  await expect(phone.getByText(ordersWords.settled.closed).first()).toBeVisible();
  const { counts, state } = await (await as('zhouyan')).call('getOrder', { orderId: sent.orderId });
  expect({ state, ...counts }).toMatchObject({ state: 'closed', late: 0, waiting: 0, inHand: 0, forReview: 0 });
});
