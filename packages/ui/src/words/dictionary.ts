/**
 * Typed dictionaries. Chinese is the original: its object gives the type, and `english` must have every word with the
 * same variables, or `tsc` fails. A word with variables is a function. A feature keeps its words in one file
 * (`<feature>.words.ts`), both languages side by side; what both apps say stands in packages/ui/src/words.
 */
export type Language = 'zh' | 'en';

type Word = string | ((...args: never[]) => string);
export interface Words {
  [key: string]: Word | Words;
}

/** The type that the English side must have: same keys, same variables, any text. */
export type Same<T> = {
  [K in keyof T]: T[K] extends string ? string : T[K] extends (...args: infer A) => string ? (...args: A) => string : Same<T[K]>;
};

const key = 'muster.language';
let current: Language = readLanguage();

function readLanguage(): Language {
  try {
    return localStorage.getItem(key) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
}

export function language(): Language {
  return current;
}

/** Changes the language for this device and reloads, so that no screen keeps a word of the other one. */
export function setLanguage(next: Language): void {
  current = next;
  try {
    localStorage.setItem(key, next);
  } catch {
    // Private mode: the choice lasts until the page is left.
  }
  location.reload();
}

/** `const words = dictionary({ … Chinese … }, { … English … })`; read as `words.issue(125)`. */
export function dictionary<T extends Words>(chinese: T, english: Same<T>): T {
  return (current === 'en' ? english : chinese) as T;
}
