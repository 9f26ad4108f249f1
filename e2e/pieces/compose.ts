import { shared } from '@muster/ui/words/shared.words';
import { expect, type Page } from '@playwright/test';
import { composeWords } from '../../apps/console/src/features/orders/compose/compose.words.ts';
import { situationWords } from '../../apps/console/src/features/situation/situation.words.ts';
import { answeredAt } from './arrival.ts';

export interface Written {
  urgency: 'routine' | 'urgent' | 'immediate';
  title: string;
  body: string;
  areas: readonly string[];
  /** Chosen from the list of levels; as proposed when not said. */
  level?: 'self' | 'district' | 'subdistrict' | 'community';
  /** A tick for each area below. */
  question?: string;
}

/** Writes an order from the situation page on, as a duty officer would; the button that sends is left to the journey. */
export async function compose(page: Page, order: Written): Promise<void> {
  await page.getByRole('link', { name: situationWords.issue }).first().click();
  await page
    .getByRole('radio', { name: new RegExp(`^${shared.urgency[order.urgency]}`) })
    .locator('xpath=..')
    .click();
  await page.getByRole('textbox', { name: composeWords.name }).fill(order.title);
  await page.getByRole('textbox', { name: composeWords.body }).fill(order.body);
  for (const name of order.areas) {
    await page.getByRole('combobox', { name: composeWords.to }).fill(name);
    await page.getByTitle(name, { exact: true }).click();
  }
  if (order.level) {
    await page.getByRole('combobox', { name: composeWords.level }).click();
    await page.getByTitle(composeWords.levels[order.level], { exact: true }).last().click();
  }
  if (order.question) {
    await page.getByRole('button', { name: composeWords.addQuestion }).click();
    // The first group asks each area below, the second once a desk.
    await page.getByRole('menuitem', { name: composeWords.questionKind.tick }).first().click();
    await page.getByRole('textbox', { name: composeWords.questionText(1) }).fill(order.question);
  }
}

/** The button names what it does: 下达给 125 个社区. */
export function sendButton(page: Page, target: string) {
  return page.getByRole('button', { name: composeWords.send(target) });
}

/** Sends, and says when the server had it. */
export async function send(page: Page, target: string): Promise<{ orderId: string; number: number; at: number }> {
  const button = sendButton(page, target);
  await expect(button).toBeEnabled();
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST' && new URL(response.url()).pathname === '/api/orders'),
    button.click(),
  ]);
  const body = (await answer.json()) as { orderId: string; number: number };
  expect(answer.ok(), JSON.stringify(body)).toBe(true);
  return { ...body, at: answeredAt(answer) };
}
