import { language } from '@muster/ui/words/dictionary';
import { value } from './value.ts';

const key = 'muster.large';

function read(): boolean {
  try {
    return localStorage.getItem(key) === '1';
  } catch {
    return false;
  }
}

/** 大字: body text 21 px instead of 17. All sizes of this app hang on the root size, so that the system's own setting works too. */
export const largeType = value(read());

export function setLargeType(on: boolean): void {
  largeType.set(on);
  document.documentElement.classList.toggle('large', on);
  try {
    localStorage.setItem(key, on ? '1' : '0');
  } catch {
    // Lasts until the page is left.
  }
}

export function applyPreferences(): void {
  document.documentElement.classList.toggle('large', largeType.get());
  document.documentElement.lang = language() === 'en' ? 'en' : 'zh-CN';
}
