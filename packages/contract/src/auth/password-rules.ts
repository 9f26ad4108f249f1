/** Length is what protects (NIST SP 800-63B): no rules of composition, no expiry, but nothing that is guessed first. */
export const passwordLeast = 10;

const guessedFirst = [
  'password',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'woaini',
  'admin',
  'letmein',
  'iloveyou',
  'pingdingshan',
  '1q2w3e4r',
  'abc123',
];

/** Whether a password is too easy to guess: short, of one pattern, a well-known one, or made of the account's own words. */
export function isPasswordWeak(password: string, own: readonly (string | null)[]): boolean {
  if ([...password].length < passwordLeast) return true;
  const folded = password.toLowerCase();
  const rest = guessedFirst.reduce((left, word) => left.replaceAll(word, ''), folded);
  if (rest.length < 4 || /^(.)\1*$/.test(rest) || isRun(rest)) return true;
  // Own words may occur in a longer phrase; what is left without them must not be a few digits.
  const stripped = own.reduce<string>((left, word) => (word ? left.replaceAll(word.toLowerCase(), '') : left), folded);
  return stripped.length < 4 || isRun(stripped);
}

/** 1234567890, abcdefghij, 9876543210: every step the same. */
function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((char, i) => char.charCodeAt(0) - text.charCodeAt(i));
  // 9 → 0 closes the row of digits.
  return steps.every((step) => step === 1 || step === -9) || steps.every((step) => step === -1 || step === 9);
}
