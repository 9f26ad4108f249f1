import { formatNumber } from '@muster/ui/format';
import { figuresPageWords as words } from './figures.words.ts';

/** A figure as it is written: a count whole, minutes with one decimal below ten; none is a dash. */
export function figureText({ unit, value }: { unit: 'count' | 'minutes'; value: number | null }): string {
  if (value === null) return words.notYet;
  return unit === 'minutes' ? formatNumber(value, value < 10 && !Number.isInteger(value) ? 1 : 0) : formatNumber(value);
}
