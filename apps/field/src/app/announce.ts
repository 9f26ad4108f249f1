import { value } from './value.ts';

/** What is spoken to those who do not see the screen. Polite at most once in ten seconds; at once only for 特急. */
export const spokenPolitely = value('');
export const spokenAtOnce = value('');

const pause = 10_000;
let last = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

export function announce(text: string): void {
  clearTimeout(timer);
  const wait = Math.max(0, last + pause - Date.now());
  timer = setTimeout(() => {
    last = Date.now();
    spokenPolitely.set(text);
  }, wait);
}

export function announceAtOnce(text: string): void {
  spokenAtOnce.set(text);
}
