import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { shared } from '@muster/ui/words/shared.words';
import { expect, type Locator, type Page } from '@playwright/test';
import { chineseIn } from './interface-words.ts';

const shots = join(import.meta.dirname, '../shots');
mkdirSync(shots, { recursive: true });

export interface PageOfApp {
  name: string;
  path: string;
  /** There when the page stands with what it shows; names and titles are the same in both languages. */
  ready: (page: Page) => Locator;
  /** What is done to it first, a menu opened. */
  before?: (page: Page) => Promise<void>;
}

interface Look {
  language: 'zh' | 'en';
  /** Widths at which nothing may scroll sideways; the first is the one that is photographed. */
  widths: readonly number[];
  height: number;
}

/** Everything that holds for every page: accessible (WCAG 2.2 AA), nothing cut or scrolling sideways, one language, photographed. */
export async function lookAt(page: Page, one: PageOfApp, look: Look): Promise<void> {
  const what = `${one.name} ${look.language}`;
  const width = look.widths[0] as number;
  await page.setViewportSize({ width, height: look.height });
  await page.goto(one.path);
  await expect(one.ready(page).first(), what).toBeVisible();
  await one.before?.(page);
  for (const language of [shared.loading, 'Loading']) await expect(page.getByText(language, { exact: true }), what).toHaveCount(0);
  await standStill(page);
  await page.screenshot({ path: join(shots, `${one.name}-${look.language}.png`) });

  expect.soft(await accessFaults(page), `${what}: accessible`).toEqual([]);

  if (look.language === 'en') expect.soft(await chineseIn(page), `${what}: one language`).toEqual([]);

  for (const width of look.widths) {
    await page.setViewportSize({ width, height: look.height });
    expect.soft(await overflow(page), `${what}: nothing scrolls sideways at ${width}`).toBeLessThanOrEqual(0);
  }
}

/** What is not accessible about the page as it stands now (WCAG 2.2 AA). */
/** Fonts and what drains or fades must stand before they are measured and photographed. */
async function standStill(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.all([document.fonts.ready, ...document.getAnimations().map((animation) => animation.finished.catch(() => undefined))]),
  );
}

async function accessFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .setLegacyMode(true)
    .analyze();
  return violations.map(({ id, nodes }) => {
    const first = nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`);
    return `${id}, ${nodes.length} times: ${first.join(' | ')}`;
  });
}

/** In the middle of a journey, a dialog open: accessible, nothing scrolls sideways, photographed. */
export async function expectGoodLook(page: Page, name: string): Promise<void> {
  await standStill(page);
  await page.screenshot({ path: join(shots, `${name}.png`) });
  // What begins to fade only now is looked at again; a fault stays one.
  await expect.poll(() => accessFaults(page), { message: `${name}: accessible` }).toEqual([]);
  expect.soft(await overflow(page), `${name}: nothing scrolls sideways`).toBeLessThanOrEqual(0);
}

/** How many pixels the page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
