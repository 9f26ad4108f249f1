/** Longest name of a fact. */
export const factNameMost = 30;

/**
 * What a name of a fact is found by: 核酸采样人数, “核酸采样 人数” and ＡＢＣ as abc are one. Two who type a name differently
 * ask for the same number.
 */
export function factKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, '');
}
