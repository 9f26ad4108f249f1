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
    say(spokenPolitely, text);
  }, wait);
}

export function announceAtOnce(text: string): void {
  say(spokenAtOnce, text);
}

/** Said once; it does not stay behind for whoever reads the page from top to bottom. */
function say(where: typeof spokenPolitely, text: string) {
  where.set(text);
  setTimeout(() => {
    if (where.get() === text) where.set('');
  }, 5000);
}
