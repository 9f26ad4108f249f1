/** A city with an incident, headquarters and a community, and compounds to close. */
import type { InputOf } from '@muster/contract/operation';
import type { issueZoneNotice as issueOperation } from '@muster/contract/zones/zones.operations';
import { type TestCity, testCity } from '@muster/testkit/city';
import { places } from '@muster/testkit/territory';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import { addCompound } from '../compounds/commands/add-compound.ts';
import { changeBuildings } from '../compounds/commands/change-buildings.ts';
import { activateIncident } from '../incidents/commands/activate-incident.ts';
import { issueZoneNotice } from './commands/issue-zone-notice.ts';
import { recordZoneFact } from './commands/record-zone-fact.ts';
import { getZone } from './zone.view.ts';
import { listZoneHistory, listZones } from './zones.views.ts';

export const eighth = '01811000-0000-7000-8000-000000000008';
export const ninth = '01811000-0000-7000-8000-000000000009';
type Drafted = InputOf<typeof issueOperation>;
type Item = Drafted['items'][number];
export interface Place {
  compoundId: string;
  buildingId: string | null;
  unit: number | null;
}

export interface ZoneCity {
  city: TestCity;
  commander: Principal;
  district: Principal;
  secretary: Principal;
}

export async function zoneCity(): Promise<ZoneCity> {
  const city = await testCity();
  const commander = await city.principal('commander', places.city);
  const district = await city.principal('dutyOfficer', places.xinhua);
  const secretary = await city.principal('communitySecretary', places.tianhuyuan);
  await city.run(activateIncident, commander, { incidentId: newId(), name: '2022年5月疫情', level: 'II', isDrill: false });
  return { city, commander, district, secretary };
}

export async function compound(
  { city }: ZoneCity,
  name: string,
  buildings = 0,
  communityCode: string = places.tianhuyuan,
): Promise<{ whole: Place; building: (n: number) => Place; unit: (n: number, unit: number) => Place }> {
  const compoundId = newId();
  const address = { road: null, number: null, yard: null };
  const blank = { gridCode: null, aliases: [], address, lacks: [], gates: [], otherHouseholds: 10, otherResidents: 25 };
  await city.run(addCompound, city.system, { ...blank, compoundId, communityCode, name, kind: 'managed' });
  const put = Array.from({ length: buildings }, (_, at) => ({
    id: newId(),
    name: `${at + 1}号楼`,
    units: 2,
    floors: 6,
    households: 24,
    residents: 60,
  }));
  if (buildings > 0) await city.run(changeBuildings, city.system, { compoundId, version: 1, put, remove: [] });
  const building = (n: number): Place => ({ compoundId, buildingId: put[n - 1]?.id ?? null, unit: null });
  return { whole: { compoundId, buildingId: null, unit: null }, building, unit: (n, unit) => ({ ...building(n), unit }) };
}

export const hours = (city: TestCity, n: number) => new Date(city.clock.now().getTime() + n * 3_600_000).toISOString();
export const item = (level: string | null, include: readonly Place[], more: Partial<Item> = {}): Item => ({
  level,
  include: include.map((place) => ({ kind: 'place' as const, ...place })),
  except: [],
  until: null,
  ...more,
});

let serial = 0;
export async function notice(
  { city, commander }: ZoneCity,
  items: Item[],
  more: Partial<Drafted> & { by?: Principal } = {},
): Promise<string> {
  const { by = commander, ...input } = more;
  const noticeId = newId();
  const fixed = {
    noticeId,
    number: `第${++serial}号`,
    reason: '按规定调整',
    text: '',
    regimeId: eighth,
    effectiveAt: city.clock.now().toISOString(),
    proposalIds: [],
  };
  await city.run(issueZoneNotice, by, { ...fixed, items, ...input } as never);
  return noticeId;
}

export async function fact(
  zones: ZoneCity,
  place: Place,
  kind: 'case' | 'contact' | 'round',
  more: { at?: string; count?: number; negative?: boolean; by?: Principal } = {},
) {
  const { city, secretary } = zones;
  const { by = secretary, ...rest } = more;
  const input = {
    factId: newId(),
    ...place,
    kind,
    at: city.clock.now().toISOString(),
    count: 1,
    negative: kind === 'case' ? null : true,
    ...rest,
  };
  return { ...(await city.run(recordZoneFact, by, input)), factId: input.factId };
}

/** What holds, as `place level`, in the order of the ground. */
export async function standing({ city, commander }: ZoneCity, at?: string, who: Principal = commander): Promise<string[]> {
  const { items } = await city.read(listZones, who, { limit: 200, ...(at ? { at } : {}) });
  return items.map(
    (zone) => `${zone.compoundName}${zone.buildingName ?? ''}${zone.unit === null ? '' : `${zone.unit}单元`} ${zone.levelName}`,
  );
}
/** Everything that ever held in the order in which it began. */
export async function past({ city, commander }: ZoneCity): Promise<string[]> {
  const { items } = await city.read(listZoneHistory, commander, { limit: 200 });
  return items.map((one) => `${one.place} ${one.levelName ?? '不管控'}`).reverse();
}
export async function zoneOf({ city, commander }: ZoneCity, place: Place) {
  const { items } = await city.read(listZones, commander, { limit: 200, compoundId: place.compoundId });
  const found = items.find((zone) => zone.buildingId === place.buildingId && zone.unit === place.unit);
  if (!found) throw new Error('no zone there');
  return city.read(getZone, commander, { zoneId: found.id });
}
