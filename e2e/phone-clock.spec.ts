import { shared } from '@muster/ui/words/shared.words';
import { answerWords } from '../apps/field/src/features/orders/answer.words.ts';
import { ordersWords } from '../apps/field/src/features/orders/orders.words.ts';
import { outboxWords } from '../apps/field/src/features/outbox/outbox.words.ts';
import { userAt } from './pieces/desks.ts';
import { installed, issueAsking, receiptIdOf } from './pieces/phone.ts';
import { expect, test } from './pieces/test.ts';
import { unique } from './pieces/unique.ts';

const day = 24 * 3_600_000;

for (const [name, off, code] of [
  ['3 days ahead', 3 * day, '410402001004'],
  ['3 days behind', -3 * day, '410402001002'],
] as const) {
  test(`a phone whose clock is ${name}: what it did without network has its true time, and arrival is told beside it`, async ({
    openPhone,
    as,
  }) => {
    const user = await userAt(as, code);
    const [city, desk] = [await as('zhouyan'), await as(user)];
    const { orderId } = await issueAsking(city, code, unique('时钟不准'));
    const receiptId = await receiptIdOf(desk, orderId);
    const phone = await openPhone(user, { at: '/api/health' });
    await phone.clock.install({ time: new Date(Date.now() + off) });
    await phone.goto(`/m/orders/${receiptId}`);
    await expect(phone.getByRole('button', { name: shared.action.acknowledge, exact: true })).toBeVisible();
    await installed(phone);
    await phone.context().setOffline(true);
    await phone.getByRole('button', { name: shared.action.acknowledge, exact: true }).click();
    const doneAt = Date.now();
    await phone.getByRole('button', { name: shared.action.answer, exact: true }).click();
    await phone.getByRole('button', { name: shared.yes, exact: true }).click();
    await phone.getByRole('textbox', { name: /还差几件反光衣/ }).fill('0');
    await phone.getByRole('button', { name: answerWords.send, exact: true }).click();
    // Written down on the phone, so that the next page finds it.
    await expect(phone.getByText(ordersWords.yourAnswer)).toBeVisible();

    await phone.context().setOffline(false);
    await phone.goto('/m/me/outbox');
    await phone.clock.resume();
    await expect(phone.getByText(outboxWords.empty)).toBeVisible();
    const receipt = await desk.call('getReceipt', { receiptId });
    expect(receipt.state).toBe('answered');
    expect(Math.abs(Date.parse(receipt.acknowledgedAt as string) - doneAt)).toBeLessThan(15_000);
    const auditor = await as('tianlei');
    const { items } = await auditor.call('listAudit', { type: 'receipt.acknowledged', limit: 20 });
    expect(items.length).toBeGreaterThan(0);
  });
}
