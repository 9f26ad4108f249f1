import { pinyin } from 'pinyin-pro';

const ascii = /[a-z0-9]/;
const space = /\s/;
const han = /\p{Script=Han}/u;
const openings = '[［【(（';
const closings = ']］】)）';

/**
 * A text as it is looked for: small letters, half-width digits, one kind of bracket. Each code unit stays in its place, so
 * that what was found can be marked in the text as it is written.
 */
export function normal(text: string): string {
  let out = '';
  for (const unit of text) {
    if (unit.length > 1) out += unit;
    else if (unit <= '\u007f' && !openings.includes(unit) && !closings.includes(unit)) out += space.test(unit) ? ' ' : unit.toLowerCase();
    else if (openings.includes(unit) || unit === '〔') out += '〔';
    else if (closings.includes(unit) || unit === '〕') out += '〕';
    else {
      const folded = unit.normalize('NFKC').toLowerCase();
      const one = folded.length === 1 ? folded : unit;
      out += space.test(one) ? ' ' : one;
    }
  }
  return out;
}

const known = new Map<string, string>();

/** Initials of the pinyin, one code unit for each of the text, in the same places: 核酸检测 → hsjc. Names and titles come again and again. */
export function initials(text: string): string {
  let found = known.get(text);
  if (found === undefined) {
    const chars = [...text];
    const read = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'spaced' });
    found = chars
      .map((char, at) => (char.length > 1 || !han.test(char) ? normal(char) : (read[at] ?? char).charAt(0).toLowerCase()))
      .join('');
    if (known.size > 5000) known.clear();
    known.set(text, found);
  }
  return found;
}

/** 32 bits for a run of letters. Two runs may meet in one key: every hit is looked at again in its text. */
function hash(run: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < run.length; i++) h = Math.imul(h ^ run.charCodeAt(i), 0x01000193);
  return h | 0;
}

/**
 * Keys of a normalised text: each letter, each two that stand side by side, and three where all are Latin letters or digits,
 * of which two say little. A trigram index knows no query of one or two Chinese letters; these keys do.
 */
export function textKeys(text: string, keys = new Set<number>()): Set<number> {
  for (let i = 0; i < text.length; i++) {
    const first = text[i] as string;
    if (first === ' ') continue;
    keys.add(hash(first));
    const second = text[i + 1];
    if (second === undefined || second === ' ') continue;
    keys.add(hash(first + second));
    const third = text[i + 2];
    if (third !== undefined && ascii.test(first) && ascii.test(second) && ascii.test(third)) keys.add(hash(first + second + third));
  }
  return keys;
}

/** The keys that a text with `word` in it must have; the fewest that say as much. */
export function wordKeys(word: string): number[] {
  if (word.length === 1) return [hash(word)];
  const keys = new Set<number>();
  for (let i = 0; i + 1 < word.length; i++) {
    const three = word.slice(i, i + 3);
    if (three.length === 3 && [...three].every((unit) => ascii.test(unit))) keys.add(hash(three));
    else keys.add(hash(word.slice(i, i + 2)));
  }
  return [...keys];
}

/** A key that is no text: what kind of thing it is, whose, when. `~` stands before none of the letters' runs. */
export function factKey(name: string, value: string | number): number {
  return hash(`~${name}~${value}`);
}

const minute = 60_000;
const widths = [6 * 60 * minute, 10 * 24 * 60 * minute] as const;

/**
 * Windows of time, the second forty times as wide and each twice over, half a width apart: so there is always one that reaches back
 * from any moment by at least half its width, and it is one key among the others. The newest is looked for in the narrow one first;
 * what is rare even in the wide one is found in all of time at once.
 */
export const windowLevels = widths.length;

export function timeKeys(at: Date): number[] {
  return widths.flatMap((width, level) => {
    const halves = Math.floor(at.getTime() / (width / 2));
    return [factKey(`t${level}`, halves), factKey(`t${level}`, halves - 1)];
  });
}

/** The window of a level that reaches furthest back from `until`: its key, and where it begins. */
export function windowBefore(level: number, until: Date): { key: number; from: Date } {
  const half = (widths[level] as number) / 2;
  const start = Math.floor(until.getTime() / half) - 1;
  return { key: factKey(`t${level}`, start), from: new Date(start * half) };
}
