/** Whether PostgreSQL can keep it: no NUL, and no half of a surrogate pair, which is a character in JavaScript alone. */
export function isPlainText(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}
