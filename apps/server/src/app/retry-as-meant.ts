import { type TranslatedWord, translateWords } from '@muster/contract/areas/translate-words';
import { type City, inScope } from '../platform/db/scope.ts';
import type { Principal } from '../platform/principal.ts';
import type { TerritoryPart } from '../platform/territory.ts';

const isCode = (word: string) => /^\d{6,15}$/.test(word);
const isId = (word: string) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(word);
const wordsMost = 5000;

/**
 * The same input, said in the words of now: codes of areas that were re-coded or merged since it was written, ids of receipts that
 * were merged. Null when there are none. Asked only of a command that was refused: what a phone wrote without network
 * before a change lands after it, and the good path pays nothing.
 */
export async function asMeantNow<I>(
  runtime: { city: City; territory: readonly TerritoryPart[] },
  principal: Principal,
  input: I,
): Promise<I | null> {
  const words = new Set<string>();
  translateWords(input, (word) => {
    if (words.size < wordsMost && (isCode(word) || isId(word))) words.add(word);
    return word;
  });
  const codes = [...words].filter(isCode);
  const ids = [...words].filter((word) => !isCode(word));
  if (words.size === 0) return null;
  const known = new Map<string, TranslatedWord>();
  await inScope(
    runtime.city,
    principal,
    async (tx) => {
      for (const part of runtime.territory)
        for (const [then, now] of (await part.successors?.(tx, { codes, ids })) ?? []) known.set(then, now);
    },
    'read',
  );
  return known.size === 0 ? null : translateWords(input, (word) => known.get(word) ?? word);
}
