/** About as wide as it will be drawn: a Chinese character its size, anything else a little more than half. */
export function textWidth(text: string, size = 12): number {
  return Array.from(text).reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e7f ? size : size * 0.55), 0);
}
