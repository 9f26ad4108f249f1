import type { Page } from '@playwright/test';

/**
 * Counts what a person does in a window: a tap or click is an act, and so is Enter that chooses or sends. Typing is not
 * (DESIGN §12: “acts + text”). Counted in the page by trusted events, so that a journey cannot forget one.
 */
export async function countActs(page: Page): Promise<{ count: () => Promise<number> }> {
  await page.evaluate(() => {
    const counted = window as unknown as { acts: number };
    counted.acts = 0;
    const count = (event: Event) => {
      if (event.isTrusted) counted.acts += 1;
    };
    addEventListener('pointerdown', count, true);
    addEventListener('keydown', (event) => event.key === 'Enter' && count(event), true);
  });
  return { count: () => page.evaluate(() => (window as unknown as { acts: number }).acts) };
}
