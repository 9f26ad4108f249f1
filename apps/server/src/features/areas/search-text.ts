import { pinyin } from 'pinyin-pro';

const han = /\p{Script=Han}/u;
const readings = new Map<string, readonly string[]>();

/** Initials of all readings of one character: 曾 → z, c. Remembered: names use few thousand characters. */
function initialsOf(char: string): readonly string[] {
  let known = readings.get(char);
  if (!known) {
    const all = pinyin(char, { toneType: 'none', type: 'array', multiple: true });
    known = [...new Set(all.map((reading) => reading.charAt(0).toLowerCase()))];
    readings.set(char, known);
  }
  return known;
}

/**
 * Spellings under which a Chinese name is looked for: initials and whole pinyin as the words are read, and, where a
 * character has readings with another initial, the initials with each of those: 曾庄 is found as "zz" and as "cz".
 * One character is varied at a time: names with two unusual readings are rare, and the product would be long.
 */
export function spellings(name: string): string[] {
  const chars = [...name].filter((char) => han.test(char) || /[\p{L}\p{N}]/u.test(char));
  if (chars.length === 0) return [];
  const read = pinyin(chars.join(''), { toneType: 'none', type: 'array', nonZh: 'consecutive' }).flatMap((syllable) =>
    /^[a-zü]+$/.test(syllable) ? [syllable] : [...syllable],
  );
  const initials = read.map((syllable) => syllable.charAt(0).toLowerCase());
  const variants = new Set([initials.join('')]);
  if (initials.length === chars.length) {
    chars.forEach((char, at) => {
      if (!han.test(char)) return;
      for (const initial of initialsOf(char)) variants.add([...initials.slice(0, at), initial, ...initials.slice(at + 1)].join(''));
    });
  }
  return [...variants, read.join('').toLowerCase()];
}

/** What a search may meet, each after a blank, so that a search can tell the beginning of a word from its middle. */
export function searchText(names: readonly string[], more: readonly string[] = []): string {
  const words = new Set([...names.map((name) => name.toLowerCase()), ...names.flatMap(spellings), ...more]);
  return ` ${[...words].join(' ')}`;
}
