import { conditionText, eachCount, eachThing } from '@muster/ui/words/ground.words';
import { shared } from '@muster/ui/words/shared.words';
import { composeWords } from '../apps/console/src/features/orders/compose/compose.words.ts';
import { groundAnswersWords } from '../apps/console/src/features/orders/order/ground-answers.words.ts';
import { answerWords } from '../apps/field/src/features/orders/answer.words.ts';
import { ordersWords } from '../apps/field/src/features/orders/orders.words.ts';
import { compose, send, sendButton } from './pieces/compose.ts';
import { installed } from './pieces/phone.ts';
import { expect, test } from './pieces/test.ts';
import { unique } from './pieces/unique.ts';

const community = '410402010002';
const unmanaged = { is: 'hasCompound', kind: 'unmanaged' } as const;
const each = { of: 'compound', kind: 'unmanaged' } as const;

test('the city asks where there are unmanaged compounds about each of them; a phone answers without network; the one that says no is found', async ({
  openConsole,
  openPhone,
  as,
}) => {
  const secretary = await as('chenguilan');
  const names = [unique('水利局家属院'), unique('老粮店院')] as const;
  for (const name of names) {
    await secretary.call('addCompound', {
      compoundId: crypto.randomUUID(),
      communityCode: community,
      gridCode: null,
      name,
      aliases: [],
      address: { road: '湖滨路', number: '2号', yard: null },
      kind: 'unmanaged',
      lacks: ['management'],
      gates: [],
      otherHouseholds: 20,
      otherResidents: 50,
    });
  }
  const all = await secretary.call('listCompounds', { under: community, kind: 'unmanaged', limit: 50 });

  const title = unique('三无小区门口值守');
  const console = await openConsole('zhouyan');
  await compose(console, { urgency: 'urgent', title, body: '每个三无小区门口都要有人。', areas: ['西高皇街道'] });
  await console.getByRole('button', { name: composeWords.onlyThose(conditionText(unmanaged)) }).click();
  const reach = await (await as('zhouyan')).call('previewOrder', {
    urgency: 'urgent',
    audience: { include: [{ kind: 'areasWhere', level: 'community', under: '410402010', where: unmanaged }], except: [] },
    questions: [],
  });
  const target = composeWords.target.communities(String(reach.desks));
  // What can be asked depends on whom it reaches: the menu stands when that is known.
  await expect(sendButton(console, target)).toBeVisible();
  await console.getByRole('button', { name: composeWords.addQuestion }).click();
  await expect(async () => {
    // What opens beside it is a menu of its own, and closes when the pointer only passes.
    await console.getByRole('menuitem').first().hover();
    await console.getByRole('menuitem', { name: composeWords.groupEach(eachThing(each)) }).hover();
    await console.getByRole('menu').last().getByRole('menuitem', { name: composeWords.questionKind.tick }).click({ timeout: 1500 });
  }).toPass();
  await console.getByRole('textbox', { name: composeWords.questionText(1) }).fill('门口有人守吗');
  const { orderId } = await send(console, target);

  const phone = await openPhone('chenguilan');
  await expect(phone.getByRole('main').getByText(title)).toBeVisible();
  await installed(phone);
  await phone.getByRole('main').getByText(title).click();
  await expect(phone.getByText(eachCount(each, String(all.items.length)), { exact: false }).first()).toBeVisible();
  await phone.context().setOffline(true);
  await phone.goto('/m/');
  await phone.getByRole('main').getByText(title).click();
  await phone.getByRole('button', { name: shared.action.acknowledge, exact: true }).click();
  await phone.getByRole('button', { name: shared.action.answer, exact: true }).click();
  await expect(phone.getByRole('heading', { name: answerWords.each(eachThing(each)) })).toBeVisible();
  for (const { name } of all.items) {
    const said = name === names[1] ? shared.no : shared.yes;
    await phone.getByRole('region', { name }).getByRole('button', { name: said, exact: true }).click();
  }
  await phone.getByRole('button', { name: answerWords.sendCount(eachCount(each, String(all.items.length))) }).click();
  await expect(phone.getByText(ordersWords.yourAnswer)).toBeVisible();
  // Registered while the phone was away: nothing of the answer is lost, and what is open is said.
  const late = unique('后来登记的院');
  await secretary.call('addCompound', {
    compoundId: crypto.randomUUID(),
    communityCode: community,
    gridCode: null,
    name: late,
    aliases: [],
    address: { road: null, number: null, yard: null },
    kind: 'unmanaged',
    lacks: ['management'],
    gates: [],
    otherHouseholds: 0,
    otherResidents: 0,
  });
  await phone.context().setOffline(false);
  await expect
    .poll(async () => (await secretary.call('listInbox', { open: 'false', limit: 20 })).items.some((one) => one.orderId === orderId))
    .toBe(true);
  await expect(phone.getByText(ordersWords.notAnswered(late))).toBeVisible();

  await console.goto(`/orders/${orderId}`);
  await expect(console.getByText('西高皇街道有三无小区的社区')).toBeVisible();
  await console.getByRole('button', { name: '1', exact: true }).first().click();
  const drawer = console.getByRole('dialog');
  await expect(drawer.getByRole('row', { name: new RegExp(names[1]) })).toBeVisible();
  await expect(drawer.getByRole('row', { name: new RegExp(names[0]) })).toHaveCount(0);
  await drawer.getByRole('radio', { name: groundAnswersWords.notSaid }).locator('xpath=..').click();
  await expect(drawer.getByRole('row', { name: new RegExp(late) })).toBeVisible();
});
