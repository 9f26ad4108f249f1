export type TranslatedWord = string;

/**
 * The same document with some words said otherwise, wherever they stand as a whole text or as a key: area codes in audiences
 * and answers. Where two keys become one, both had something to say of what is one area now: numbers add up, a tick holds
 * when both held, of anything else the first stays.
 */
export function translateWords<T>(value: T, translate: (word: string) => TranslatedWord): T {
  return translated(value, translate) as T;
}

function translated(value: unknown, translate: (word: string) => TranslatedWord): unknown {
  if (typeof value === 'string') return translate(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => translated(item, translate));
    // A list of codes names an area once.
    return items.some((item, at) => typeof item === 'string' && item !== value[at]) ? [...new Set(items)] : items;
  }
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const out: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const name = translate(key);
    const next = translated(item, translate);
    out[name] = Object.hasOwn(out, name) ? together(out[name], next) : next;
  }
  return out;
}

/** Two values of one thing, given for two areas that are one now. */
export function together(first: unknown, second: unknown): unknown {
  if (typeof first === 'number' && typeof second === 'number') return first + second;
  if (typeof first === 'boolean' && typeof second === 'boolean') return first && second;
  return first;
}
