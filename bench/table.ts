import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import type { Figure } from './figure.ts';

/** What it was measured on, and how busy that was with other things. */
export function machine(): string {
  const model = cpus()[0]?.model.trim() || readFileSync('/proc/cpuinfo', 'utf8').split('\n')[0];
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  return `${cpus().length} × ${model}, ${memory} GB, Linux ${release()}, Node ${process.version}, PostgreSQL 18; load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}`;
}

export function printTable(on: string, figures: readonly Figure[]): void {
  const rows = figures.map((figure) => [
    figure.ok === null ? ' ' : figure.ok ? '✓' : '✗',
    figure.key,
    `${figure.value} ${figure.unit}`,
    figure.goal === null ? '' : `${figure.isFloor ? '≥' : '≤'} ${figure.goal}`,
    figure.what,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] as string).length), 0));
  console.log(`\n${on}\n`);
  for (const row of rows) console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
}
