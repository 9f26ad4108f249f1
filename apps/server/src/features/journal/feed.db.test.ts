import { isWithin, lineage } from '@muster/contract/areas/area-code';
import { personAdded } from '@muster/contract/people/people.events';
import { type TestCity, testCity } from '@muster/testkit/city';
import { cityCode, places, territory } from '@muster/testkit/territory';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EventPlace, event, internalCommand } from '../../platform/command.ts';
import { newId } from '../../platform/ids.ts';
import type { Permit } from '../../platform/policy.ts';
import { listFeed } from './journal.views.ts';

let city: TestCity;
const orderId = newId();
const codes = territory.map(([code]) => code);

const tell = internalCommand('tell', {
  action: 'journal:tell',
  async run({ input }: { input: EventPlace }) {
    return { permit: {} as Permit<'journal:tell'>, result: {}, events: [event(personAdded, input, { personId: newId(), name: '张三' })] };
  },
});

/** Something happens at every area; every area but the lowest sends something to each area below it. */
const told: EventPlace[] = codes.flatMap((code) => [
  { areaCode: code, orderId },
  ...codes
    .filter((below) => below !== code && isWithin(below, code))
    .map((below) => ({ areaCode: code, reachDown: [below], reachUp: [cityCode] })),
]);

beforeAll(async () => {
  city = await testCity();
  await city.sql('truncate city.events');
  await city.sql(`update city.journal_heads set position = 0, hash = repeat('0', 64)`);
  for (const place of told) {
    await city.run(tell, city.system, place as never);
    city.clock.advance({ seconds: 1 });
  }
  await city.runtime.sealer.sealAll();
});
afterAll(() => city.stop());

async function positions(code: string, input: { orderId?: string; areaCode?: string } = {}, limit = 7): Promise<number[]> {
  const reader = { ...city.system, kind: 'person' as const, role: 'dutyOfficer' as const, personId: newId(), areaCode: code };
  const found: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await city.read(listFeed, reader, { ...input, limit, ...(cursor ? { cursor } : {}) });
    found.push(...page.items.map((item) => item.position));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return found;
}

const expected = (concerns: (place: EventPlace) => boolean) =>
  told.flatMap((place, index) => (concerns(place) ? [index + 1] : [])).reverse();
const concerns = (code: string) => (place: EventPlace) =>
  isWithin(place.areaCode ?? '', code) || lineage(code).some((above) => place.reachDown?.includes(above));

test('the feed of an area, at every level, tells what happened in it and what was sent to it from above, newest first, page by page', async () => {
  for (const code of codes) expect(await positions(code), code).toEqual(expected(concerns(code)));
});

test('the feed of an order tells a desk what happened below it, and of one area what concerns that', async () => {
  const ofOrder = (place: EventPlace) => place.orderId === orderId;
  expect(await positions(places.xinhua, { orderId })).toEqual(
    expected((place) => ofOrder(place) && isWithin(place.areaCode ?? '', places.xinhua)),
  );
  expect(await positions(places.city, { orderId, areaCode: places.jiaodian })).toEqual(
    expected((place) => ofOrder(place) && concerns(places.jiaodian)(place)),
  );
});
