import { normal, wordKeys } from './search-keys.ts';

/** What somebody looks for. */
export interface Sought {
  /** Each stands somewhere in the texts; normalised. */
  words: readonly string[];
}

const wordsMost = 8;

/**
 * From what was typed: words with blanks between, all of which must be found. 47号 and 市指47 are the number of an order and
 * not of 147 or 470: written as it stands in 市指〔2022〕47号.
 */
export function soughtFrom(q: string): Sought {
  const words = normal(q)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, wordsMost)
    .flatMap((word) => {
      const number = /^(.*[指请])?(\d{1,6})号$/.exec(word) ?? /^(.*[指请])(\d{1,6})$/.exec(word);
      if (!number) return [word];
      return [...(number[1] ? [`${number[1]}〔`] : []), `〕${number[2]}号`];
    });
  return { words: [...new Set(words)] };
}

export function soughtKeys({ words }: Sought): number[] {
  return words.flatMap(wordKeys);
}

/** A bare number is first of all the number of an order. */
export function asOrderNumber(q: string): Sought | null {
  return /^\d{1,6}$/.test(q.trim()) ? { words: [`〕${q.trim()}号`] } : null;
}
