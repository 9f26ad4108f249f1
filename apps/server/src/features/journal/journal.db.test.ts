import { personAdded } from '@muster/contract/people/people.events';
import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type EventPlace, event, internalCommand } from '../../platform/command.ts';
import { newId } from '../../platform/ids.ts';
import type { Permit } from '../../platform/policy.ts';
import type { Principal } from '../../platform/principal.ts';
import { readSealed } from './sealed-events.store.ts';
import { isVisible } from './visibility.rules.ts';

let city: TestCity;
beforeAll(async () => {
  city = await testCity({ territory: null });
});
afterAll(() => city.stop());
beforeEach(async () => {
  await city.sql('truncate city.events');
  await city.sql(`update city.journal_heads set position = 0, hash = repeat('0', 64)`);
});

const tell = internalCommand('tell', {
  action: 'journal:tell',
  async run({ input }: { input: EventPlace }) {
    return { permit: {} as Permit<'journal:tell'>, result: {}, events: [event(personAdded, input, { personId: newId(), name: '张三' })] };
  },
});
const told = (place: EventPlace = { areaCode: places.shubei }, by: Principal = city.system) => city.run(tell, by, place as never);
const verify = () => city.runtime.sealer.verify();

describe('the sealer', () => {
  test('gives every committed event one dense position, whatever the number of sealers', async () => {
    await Promise.all(Array.from({ length: 60 }, () => told()));
    await Promise.all([city.runtime.sealer.sealAll(), city.runtime.sealer.sealAll()]);
    await told();
    await city.runtime.sealer.sealAll();
    const rows = await city.sql<{ position: number }>('select position from city.events order by position');
    expect(rows.map((row) => Number(row.position))).toEqual(Array.from({ length: 61 }, (_, i) => i + 1));
    expect(await verify()).toMatchObject({ intact: true, events: 61, head: { position: 61 } });
  });
});

describe('verification finds and locates', () => {
  beforeEach(async () => {
    for (let i = 0; i < 6; i++) await told();
    await city.runtime.sealer.sealAll();
  });

  test('a changed event', async () => {
    await city.sql(`update city.events set payload = jsonb_set(payload, '{name}', '"李四"') where position = 3`);
    expect(await verify()).toMatchObject({ intact: false, fault: { position: 3, kind: 'changed' } });
  });

  test('a removed event, in the middle and at the end', async () => {
    await city.sql('delete from city.events where position = 6');
    expect(await verify()).toMatchObject({ fault: { position: 6, kind: 'removed' } });
    await city.sql('delete from city.events where position = 2');
    expect(await verify()).toMatchObject({ fault: { position: 2, kind: 'removed' } });
  });

  test('an inserted event, beside another and beyond the head', async () => {
    const insert = (position: number) =>
      city.sql(
        `insert into city.events (id, recorded_at, done_at, type, version, payload, position, hash) values ($1, now(), now(), 'person.added', 1, '{}', $2, repeat('f', 64))`,
        [newId(), position],
      );
    await insert(7);
    expect(await verify()).toMatchObject({ fault: { position: 7, kind: 'inserted' } });
    await insert(4);
    expect(await verify()).toMatchObject({ fault: { position: 4, kind: 'inserted' } });
  });
});

test('the program may neither change nor remove what it has told', async () => {
  await told();
  for (const statement of [`update events set type = 'x'`, 'delete from events', 'update events set position = 9']) {
    await expect(
      city.as(city.system, (tx) => tx.executeQuery({ sql: statement, parameters: [], query: {} as never, queryId: {} as never })),
    ).rejects.toMatchObject({ code: '42501' });
  }
});

test('what the live stream shows to whom is what row-level security shows to whom', async () => {
  const unitId = newId();
  const readers = [
    await city.principal('dutyOfficer', null, { unitId: await unit(unitId) }),
    ...[places.city, places.xinhua, places.shuguang, places.shubei, places.weidong, places.donghuan].map((areaCode) => ({
      ...city.system,
      kind: 'person' as const,
      personId: newId(),
      areaCode,
    })),
  ];
  const someone = readers[3] as Principal;
  const placesOfEvents: EventPlace[] = [
    { areaCode: places.shubei },
    { areaCode: places.xinhua },
    { areaCode: places.city, reachDown: [places.xinhua], reachUp: [places.city] },
    { areaCode: places.city, reachDown: [places.shubei], reachUp: [places.city, places.xinhua, places.shuguang] },
    { areaCode: places.donghuan, personId: someone.personId },
    { areaCode: null, unitId },
    { areaCode: places.donghuan, reachUnits: [newId(), unitId] },
    { areaCode: null },
  ];
  for (const place of placesOfEvents) await told(place);
  await told({ areaCode: places.donghuan }, someone);
  await city.runtime.sealer.sealAll();
  const all = await readAll();
  for (const reader of readers) {
    const byDatabase = await city.as(reader, (tx) => readSealed(tx, 0, 100));
    const byRule = all.filter((one) => isVisible(one, reader));
    expect(
      byRule.map((one) => one.position),
      `${reader.areaCode}`,
    ).toEqual(byDatabase.map((one) => one.position));
  }

  /** As everybody together: each event is visible to one of the readers, or to the system. */
  async function readAll() {
    const seen = new Map(
      (await Promise.all([city.system, ...readers].map((reader) => city.as(reader, (tx) => readSealed(tx, 0, 100)))))
        .flat()
        .map((one) => [one.position, one]),
    );
    return [...seen.values()].sort((a, b) => a.position - b.position);
  }
});

async function unit(id: string): Promise<string> {
  await city.sql(
    `insert into city.areas (id, code, name, short_name, level, kind, search_text, valid_from) values ($1, '4104', '平顶山市', '平顶山市', 'city', 'city', '', now()) on conflict do nothing`,
    [newId()],
  );
  await city.sql(`insert into city.units (id, name, area_code) values ($1, '示例局', '4104')`, [id]);
  return id;
}
