import { Problem } from './problem.ts';

/** Twice the people of a large city's desks and volunteers. A million rows would hold up everybody for ten seconds and answer with 200 MB of faults. */
const rowsMost = 100_000;

/** Refuses a file of too many rows before it is read. */
export function refuseLongFile(csv: string): void {
  let rows = 0;
  for (let at = csv.indexOf('\n'); at >= 0; at = csv.indexOf('\n', at + 1))
    if (++rows > rowsMost) throw new Problem('request.too-large', { rowsMost });
  // Files of old machines end their lines with a carriage return alone.
  if (rows === 0 && csv.split('\r', rowsMost + 2).length > rowsMost) throw new Problem('request.too-large', { rowsMost });
}
