import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeCompound } from '../features/compounds/commands/close-compound.ts';
import { mergeCompounds } from '../features/compounds/commands/merge-compounds.ts';
import { zoneReactions } from '../features/zones/index.ts';
import { compound, fact, item, notice, past, standing, type ZoneCity, zoneCity } from '../features/zones/zones.fixture.ts';
import { createReactor } from './reactor.ts';

let zones: ZoneCity;
let settle: () => Promise<void>;
beforeAll(async () => {
  zones = await zoneCity();
  const faults: string[] = [];
  const reactor = createReactor(zones.city.runtime, zoneReactions, { add: async () => {} }, (fault) => faults.push(fault));
  settle = async () => {
    await zones.city.runtime.sealer.sealAll();
    await reactor.settle();
    expect(faults).toEqual([]);
  };
});
afterAll(() => zones.city.stop());

test('zones go with a compound that is merged into another, and end with one that is closed; nobody stays closed in a place that is no more', async () => {
  const [a, b, c] = [await compound(zones, '甲院', 2), await compound(zones, '乙院', 3), await compound(zones, '丙院')];
  await notice(zones, [item('controlled', [a.whole, b.whole]), item('locked', [b.building(1), b.building(3)]), item('locked', [c.whole])]);
  await fact(zones, b.whole, 'contact', { count: 0 });
  await settle();
  zones.city.clock.advance({ hours: 1 });
  await zones.city.run(mergeCompounds, zones.secretary, {
    compoundId: a.whole.compoundId,
    version: 2,
    otherId: b.whole.compoundId,
    otherVersion: 2,
    keep: 'this',
  });
  await zones.city.run(closeCompound, zones.secretary, { compoundId: c.whole.compoundId, version: 1, reason: '拆了' });
  await settle();
  expect(await standing(zones)).toEqual(['甲院 管控区', '甲院1号楼 封控区', '甲院3号楼 封控区']);
  expect((await past(zones)).filter((one) => one.startsWith('丙院'))).toEqual(['丙院 封控区']);
  expect(await zones.city.sql('select compound_id from city.zone_facts')).toEqual([{ compound_id: a.whole.compoundId }]);
  const events = await zones.city.sql<{ area_code: string }>(`select area_code from city.events where type = 'zone.followed'`);
  expect(events.map((row) => row.area_code)).toEqual([places.tianhuyuan, places.tianhuyuan]);
});
