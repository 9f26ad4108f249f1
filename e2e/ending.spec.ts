import { newId } from '@muster/client/ids';
import { problemText } from '@muster/ui/words/problems.words';
import { shared } from '@muster/ui/words/shared.words';
import { incidentsWords } from '../apps/console/src/features/incidents/incidents.words.ts';
import { composeWords } from '../apps/console/src/features/orders/compose/compose.words.ts';
import { appWords } from '../apps/field/src/app/app.words.ts';
import { outboxWords } from '../apps/field/src/features/outbox/outbox.words.ts';
import { receiptOn } from './pieces/desks.ts';
import { like } from './pieces/like.ts';
import { lookAt, type PageOfApp } from './pieces/look.ts';
import { expect, test } from './pieces/test.ts';
import { unique } from './pieces/unique.ts';

// Runs after all others (playwright.config.ts): it ends the incident that they live in.
test('an incident that ends meanwhile keeps every text and says so on every screen; a drill is unmistakable', async ({
  openConsole,
  openPhone,
  as,
}) => {
  const [waiting, title] = [unique('村口消毒池换水'), unique('解除后的清场安排')];
  const orderId = newId();
  await (await as('maochao')).call('issueOrder', {
    orderId,
    urgency: 'urgent',
    title: waiting,
    body: '今晚换好。',
    audience: { include: [{ kind: 'areas', codes: ['410402100206'] }], except: [] },
    questions: [],
  });
  const { id: receiptId } = await receiptOn(await as('liguoqiang'), orderId);
  const phone = await openPhone('liguoqiang', { at: `/m/orders/${receiptId}` });
  const page = await openConsole('zhouyan', { at: '/orders/new?area=410404' });
  const commander = await openConsole('guowei', { at: '/incident' });
  await page.getByRole('textbox', { name: composeWords.name }).fill(title);
  await page.getByRole('textbox', { name: composeWords.body }).fill('先撤卡点，再拆围挡。');
  const send = composeWords.send(composeWords.target.communities('26'));
  await expect(page.getByRole('button', { name: send })).toBeEnabled();

  // Without network the village acknowledges; the commander ends the incident.
  await phone.evaluate(() => navigator.serviceWorker.ready);
  await phone.context().setOffline(true);
  await phone.getByRole('button', { name: shared.action.acknowledge, exact: true }).click();
  const { incident } = await (await as('guowei')).call('getCurrentIncident', {});
  const name = incident?.name as string;
  await commander.getByRole('button', { name: incidentsWords.endButton(name) }).click();
  const dialog = commander.getByRole('dialog', { name: incidentsWords.endTitle(name) });
  await dialog.getByRole('textbox', { name: incidentsWords.endConfirmField(name) }).fill(name);
  await dialog.getByRole('button', { name: incidentsWords.endButton(name) }).click();

  // The city: told by the banner and by the button; what was written stands there.
  await expect(page.getByText(like(shared.incident.ended(name, '…')))).toBeVisible();
  await expect(page.getByRole('button', { name: composeWords.noIncident })).toBeDisabled();
  await expect(page.getByRole('textbox', { name: composeWords.name })).toHaveValue(title);

  // The village: refused in words, kept until somebody decides.
  await phone.context().setOffline(false);
  await phone.getByRole('link', { name: appWords.failedNotice(1, appWords.unsent('1')) }).click();
  await expect(phone.getByText(problemText({ code: 'incident.ended' }))).toBeVisible();
  await expect(phone.getByText(like(shared.incident.ended(name, '…')))).toBeVisible();
  await phone.getByRole('button', { name: outboxWords.drop }).click();
  await phone.getByRole('button', { name: outboxWords.dropNow }).click();
  await expect(phone.getByText(outboxWords.empty)).toBeVisible();
  const ended: PageOfApp = { name: '08-incident-ended', path: '/incident', ready: (at) => at.getByRole('radio').first() };
  await lookAt(commander, ended, { language: 'zh', widths: [1440, 1280], height: 900 });

  // A drill begins: on every screen at once, and the text that was kept can be sent in it.
  await commander.getByRole('textbox', { name: incidentsWords.name }).fill('2022年6月演练');
  await commander.getByRole('radio', { name: incidentsWords.drill, exact: true }).check();
  await commander.getByRole('button', { name: incidentsWords.activateButton('2022年6月演练', true, shared.responseLevel.II) }).click();
  for (const screen of [page, commander]) await expect(screen.getByText(shared.incident.drillNote)).toBeVisible();
  await expect(phone.getByText(appWords.noAlerts)).toBeVisible();
  await page.getByRole('button', { name: send }).click();
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  const { items } = await (await as('zhouyan')).call('listOrders', { q: title, limit: 5 });
  expect(items).toMatchObject([{ isDrill: true }]);
  const drill: PageOfApp = { name: '08-drill', path: '/', ready: (at) => at.getByRole('link', { name: new RegExp(title) }) };
  await lookAt(page, drill, { language: 'zh', widths: [1440, 1280], height: 900 });
  const onPhone: PageOfApp = { name: '10-drill', path: '/m/', ready: (at) => at.getByText(appWords.noAlerts) };
  await lookAt(phone, onPhone, { language: 'zh', widths: [390, 360], height: 844 });
});
