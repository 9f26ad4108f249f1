/** A word of the dictionaries in which `…` stands for whatever is there, a time above all: like(words.acknowledged('何静', '…')). */
export function like(text: string): RegExp {
  return new RegExp(
    text
      .split('…')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*?'),
  );
}
