import type { OperationName } from '@muster/contract/operations';
import { cityCode } from './city/bench-city.ts';
import { fillPatches } from './city/patches.ts';
import { tokenOf } from './city/people.ts';
import type { Measurement } from './context.ts';
import { atMost, told } from './figure.ts';
import { ask } from './program/ask.ts';
import { median, percentile } from './statistics.ts';

const rounds = 60;
const warmUp = 20;

/**
 * The coverage board of the whole city, and of one district: 30,000 patches, each with a compound of its own and five people, of
 * which one in fifty patches lacks one. The people who need a look are read apart from it, and told beside it.
 */
export const measureCoverage: Measurement = async (context) => {
  const { superuser } = await context.city();
  await fillPatches(superuser);
  const { address } = await context.server();
  const time = async (operation: OperationName, input: object) => {
    const times: number[] = [];
    for (let round = 0; round < warmUp + rounds; round++) {
      const since = performance.now();
      await ask(address, tokenOf(cityCode), operation, input);
      if (round >= warmUp) times.push(performance.now() - since);
    }
    return times;
  };
  const city = await time('getCoverage', {});
  const district = await time('getCoverage', { under: '410402' });
  const people = await time('getPatchTroubles', {});
  return [
    atMost(30, 'ms', 'coverage.city-p95-ms', 'Coverage board of the city: 30,000 patches × 5 roles', percentile(city, 0.95)),
    told('ms', 'coverage.city-ms', 'Coverage board of the city, median', median(city)),
    told('ms', 'coverage.district-ms', 'Coverage board of a district, median', median(district)),
    told('ms', 'coverage.people-ms', 'Beside it: who carries too many, is absent, stands in (150,000 links), median', median(people)),
  ];
};
