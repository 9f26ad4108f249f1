import type { Locator, Page } from '@playwright/test';
import { orderPageWords } from '../../apps/console/src/features/orders/order/order-page.words.ts';

/** The row of one desk among the receipts of an order. */
export function leaf(page: Page, name: string): Locator {
  return page
    .getByRole('table', { name: orderPageWords.tree.label })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: true }) });
}
