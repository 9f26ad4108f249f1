/** `npm run bench`: every figure of docs/performance.md, as a table and in bench/results.json. `-- --only send` runs a part. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureAcknowledge } from './acknowledge.bench.ts';
import { measureAttention } from './attention.bench.ts';
import { createContext, type Measurement } from './context.ts';
import { measureCoverage } from './coverage.bench.ts';
import { measureExport } from './export.bench.ts';
import type { Figure } from './figure.ts';
import { measureFirstRoute } from './first-route.bench.ts';
import { measureFirstSync } from './first-sync.bench.ts';
import { measureImport } from './import.bench.ts';
import { measureLife } from './life.bench.ts';
import { measureLists } from './lists.bench.ts';
import { measureLive } from './live.bench.ts';
import { measureMosaic } from './mosaic.bench.ts';
import { measurePhones } from './phones.bench.ts';
import { measureSearch } from './search.bench.ts';
import { measureSend } from './send.bench.ts';
import { measureSituation } from './situation.bench.ts';
import { measureStart } from './start.bench.ts';
import { machine, printTable } from './table.ts';
import { measureZones } from './zones.bench.ts';

/** In this order: the situation is measured before there is a past. */
const measurements: Record<string, Measurement> = {
  situation: measureSituation,
  mosaic: measureMosaic,
  'first-route': measureFirstRoute,
  lists: measureLists,
  coverage: measureCoverage,
  'first-sync': measureFirstSync,
  search: measureSearch,
  export: measureExport,
  import: measureImport,
  zones: measureZones,
  attention: measureAttention,
  send: measureSend,
  acknowledge: measureAcknowledge,
  life: measureLife,
  phones: measurePhones,
  // Last of those on the city: ten thousand screens that leave would be in the way of others.
  live: measureLive,
  start: measureStart,
};

const only = process.argv.indexOf('--only');
const chosen = only === -1 ? Object.keys(measurements) : (process.argv[only + 1] ?? '').split(',');
const strange = chosen.filter((key) => !(key in measurements));
if (strange.length > 0) {
  console.error(`There is no figure "${strange.join(', ')}". There are: ${Object.keys(measurements).join(', ')}`);
  process.exit(1);
}

const since = performance.now();
const log = (line: string) => console.log(`${((performance.now() - since) / 1000).toFixed(0).padStart(4)} s  ${line}`);
const context = createContext(log);
const figures: Figure[] = [];
const failed: string[] = [];
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void context.close().then(() => process.exit(1)));
try {
  for (const [key, measure] of Object.entries(measurements)) {
    if (!chosen.includes(key)) continue;
    log(`${key} …`);
    try {
      figures.push(...(await measure(context)));
    } catch (error) {
      failed.push(key);
      console.error(`${key}: ${String(error).slice(0, 2000)}`);
    }
  }
} finally {
  await context.close();
}

printTable(machine(), figures);
if (only === -1)
  writeFileSync(
    join(import.meta.dirname, 'results.json'),
    `${JSON.stringify(
      figures.map(({ isFloor: _, ...figure }) => figure),
      null,
      2,
    )}\n`,
  );
const missed = figures.filter((figure) => figure.ok === false);
console.log(`\n${figures.filter((figure) => figure.ok).length} reached, ${missed.length} missed, ${failed.length} not measured`);
process.exitCode = missed.length + failed.length > 0 ? 1 : 0;
