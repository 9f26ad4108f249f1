import type { Locator, Page } from '@playwright/test';
import { orderWords } from '../../apps/console/src/features/orders/orders.words.ts';

/** The row of one desk among the receipts of an order. */
export function leaf(page: Page, name: string): Locator {
  return page
    .getByRole('table', { name: orderWords.tree.label })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: true }) });
}
