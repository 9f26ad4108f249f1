/**
 * What became of a file of outlines. With a wrong feature, and unless the good ones alone were asked for, nothing is stored:
 * then the good ones are held.
 */
export function outlineReport<E>(
  { good, errors }: { good: number; errors: E[] },
  { added, changed }: { added: number; changed: number },
  goodFeaturesOnly: boolean,
) {
  const rows = good + errors.length;
  return errors.length > 0 && !goodFeaturesOnly
    ? { rows, added: 0, changed: 0, unchanged: 0, held: good, errors }
    : { rows, added, changed, unchanged: good - added - changed, held: 0, errors };
}
