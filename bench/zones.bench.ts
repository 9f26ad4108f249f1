import type { ResultOf } from '@muster/contract/operation';
import type { listZonesAt } from '@muster/contract/zones/zones.operations';
import { tokenOf } from './city/people.ts';
import { daysOfPast, fillZones, placesCount, stretchesEach } from './city/zones.ts';
import type { Measurement } from './context.ts';
import { atMost, told } from './figure.ts';
import { ask } from './program/ask.ts';
import { median, percentile } from './statistics.ts';

const rounds = 60;
const warmUp = 10;

/** The zones of the whole city at moments spread over a year in which 200,000 stretches began, over HTTP: all of them in one answer. */
export const measureZones: Measurement = async (context) => {
  const { superuser } = await context.city();
  context.log(`${(placesCount * stretchesEach).toLocaleString('en')} zone changes …`);
  const now = new Date();
  await fillZones(superuser, now);
  const { address } = await context.server();
  const times = { whole: [] as number[], page: [] as number[], summary: [] as number[], district: [] as number[] };
  let held = 0;
  for (let round = 0; round < warmUp + rounds; round++) {
    const at = new Date(now.getTime() - (1 + ((round * 37) % (daysOfPast - 20))) * 86_400_000).toISOString();
    const timed = async <T>(key: keyof typeof times, run: () => Promise<T>): Promise<T> => {
      const since = performance.now();
      const result = await run();
      if (round >= warmUp) times[key].push(performance.now() - since);
      return result;
    };
    const whole = await timed('whole', () => ask<ResultOf<typeof listZonesAt>>(address, tokenOf('4104'), 'listZonesAt', { at }));
    held += whole.zones.length / (warmUp + rounds);
    await timed('page', () => ask(address, tokenOf('4104'), 'listZones', { at, limit: 50 }));
    await timed('summary', () => ask(address, tokenOf('4104'), 'summariseZones', { at }));
    await timed('district', () => ask(address, tokenOf('410402'), 'listZonesAt', { at }));
  }
  if (held < 1000) throw new Error(`only ${held.toFixed(0)} zones held at a moment: nothing was measured`);
  return [
    atMost(
      30,
      'ms',
      'zones.at-p95-ms',
      `Zones of the city at a past moment, 200,000 changes, all in one answer`,
      percentile(times.whole, 0.95),
    ),
    atMost(30, 'ms', 'zones.page-p95-ms', 'The first 50 of them by name', percentile(times.page, 0.95)),
    atMost(30, 'ms', 'zones.summary-p95-ms', 'How many of which level, by district', percentile(times.summary, 0.95)),
    told('', 'zones.held', 'Zones that held at such a moment, mean', held),
    told('ms', 'zones.at-ms', 'All of the city, median', median(times.whole)),
    told('ms', 'zones.at-district-ms', 'All of a district, median', median(times.district)),
  ];
};
