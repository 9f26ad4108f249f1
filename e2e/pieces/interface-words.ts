import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { cast } from '../../apps/server/src/app/demonstration/cast.ts';

const root = join(import.meta.dirname, '../..');
const han = /\p{Script=Han}/u;
/** Said in English screens too, or by people about themselves: their titles are data. */
const notInterface = new Set(['中文', '值班员', '指挥长', '副书记', '网格员', ...cast.map((one) => one.title)]);

/**
 * The Chinese of all dictionaries, as patterns of whole texts: `正在下达给 ${what}` is `^正在下达给 .*$`. Names of areas and
 * people, and what orders say, are not in dictionaries, so they may stand in an English screen.
 */
export const interfaceWords: readonly string[] = [
  ...new Set(globSync('{apps/*,packages/*}/src/**/*.words.ts', { cwd: root }).flatMap(wordsOf)),
];

function wordsOf(path: string): string[] {
  const source = readFileSync(join(root, path), 'utf8').replace(/\/\*.*?\*\/|^\s*\/\/.*$/gms, '');
  const texts = [...source.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)].map((match) => match[1] ?? match[2] ?? '');
  return texts.filter((text) => han.test(text) && !notInterface.has(text)).flatMap(patternOf);
}

function patternOf(text: string): string[] {
  const parts = text.split(/\$\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/);
  // A desk's name comes from the server, as a name does.
  if (parts.join('') === '市指挥部') return [];
  // What is hardly more than its variables would match any name: `${n} 个`, `${name}的`.
  if (parts.length > 1 && parts.join('').replace(/[^\p{Script=Han}]/gu, '').length < 3) return [];
  return [`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`];
}

/** Chinese of the interface that stands in the page: texts, labels, titles, placeholders. */
export async function chineseIn(page: Page): Promise<string[]> {
  return page.evaluate((patterns) => {
    const words = new RegExp(patterns.join('|'), 's');
    const texts: string[] = [document.title.split(' · ')[0] ?? ''];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const isSpokenIn = node.parentElement?.closest('[lang]')?.getAttribute('lang');
      if (isSpokenIn !== 'zh-CN' && !node.parentElement?.closest('script, style')) texts.push(node.textContent ?? '');
    }
    for (const element of document.body.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) texts.push(element.getAttribute(name) ?? '');
    }
    const shown = texts.map((text) => text.trim()).filter((text) => text !== '');
    // Full-width stops between Latin words are Chinese, too: they were written outside of the dictionaries.
    return [...new Set(shown.filter((text) => words.test(text) || /^[^\p{Script=Han}]*[，。：；、（）][^\p{Script=Han}]*$/u.test(text)))];
  }, interfaceWords);
}
