import { isWithin } from '@muster/contract/areas/area-code';
import type { ParsedInputOf, ResultOf } from '@muster/contract/operation';
import { placeKey, type ZonePlace } from '@muster/contract/zones/zone-places';
import type { ZoneRegime } from '@muster/contract/zones/zone-regimes';
import type { previewZoneNotice } from '@muster/contract/zones/zones.operations';
import type { ZoneItem } from '@muster/contract/zones/zones.schemas';
import type { Tx } from '../../platform/db/scope.ts';
import { Problem } from '../../platform/problem.ts';
import { compoundsUnder, type Ground, placeName, readGround, requirePlaces, sharesOf } from './ground.store.ts';
import { type Begun, checkItem, checkOnce, type Naming, planCompound, type Span, sameLevel, type Turn } from './notice-plan.rules.ts';
import { levelOf, regimeInForce, regimesById } from './regimes.store.ts';
import { refuseLaterChanges, spansOf } from './spans.store.ts';

type Drafted = Pick<ParsedInputOf<typeof previewZoneNotice>, 'regimeId' | 'effectiveAt' | 'items'>;
type Preview = ResultOf<typeof previewZoneNotice>;

const dayMs = 86_400_000;
/** Entered later than it was posted at the gate, or ahead of its hour. */
const daysBackMost = 90;
const daysAheadMost = 30;
const compoundsMost = 10_000;

export interface ResolvedNotice {
  regime: ZoneRegime;
  at: Date;
  ground: Ground;
  ends: string[];
  begins: (Begun & { communityCode: string })[];
  /** Communities in which anything changes. */
  communities: string[];
  /** Compounds of which anything changes. */
  compoundIds: string[];
  /** What each named place has afterwards, to see which proposals it follows. */
  after: Map<string, string | null>;
  preview: Preview;
}

/** What a notice changes, from what holds at its hour: the same for who previews and who issues, who locks the compounds besides. */
export async function resolveNotice(tx: Tx, areaCode: string, drafted: Drafted, now: Date, lock: boolean): Promise<ResolvedNotice> {
  const at = new Date(drafted.effectiveAt);
  requireHour(at, now);
  const regime = await regimeInForce(
    tx,
    drafted.regimeId,
    areaCode,
    at,
    drafted.items.every(({ level }) => level === null),
  );
  const regimes = await regimesById(tx);
  for (const { level, until } of drafted.items) {
    if (level !== null) levelOf(regime, level);
    if (until !== null && new Date(until) <= at) throw new Problem('zone.end-before-start');
  }
  const areas = await readAreas(tx, areaCode, drafted.items);
  const named = drafted.items.flatMap(({ include, except }) => [
    ...include.flatMap((one) => (one.kind === 'place' ? [one] : [])),
    ...except,
  ]);
  const compoundIds = [...new Set([...[...areas.values()].flat(), ...named.map((place) => place.compoundId)])];
  if (compoundIds.length === 0) throw new Problem('zone.nothing-named');
  if (compoundIds.length > compoundsMost) throw new Problem('zone.too-many', { most: compoundsMost });
  const spans = await spansAfterLock(tx, compoundIds, lock, at, regimes);
  const buildingIds = [...new Set([...named, ...spans.map((span) => span.place)].flatMap(({ buildingId }) => buildingId ?? []))];
  const ground = await readGround(tx, compoundIds, buildingIds, false);
  requirePlaces(ground, named);
  await refuseLaterChanges(tx, compoundIds, at);
  const namings = nameEach(drafted.items, areas, regime, spans, ground);
  return planAll({ regime, regimes, at, ground, spans, namings });
}

async function spansAfterLock(
  tx: Tx,
  ids: readonly string[],
  lock: boolean,
  at: Date,
  regimes: ReadonlyMap<string, ZoneRegime>,
): Promise<Span[]> {
  if (lock) await readGround(tx, ids, [], true);
  return spansOf(tx, ids, at, regimes);
}

function requireHour(at: Date, now: Date): void {
  const [earliest, latest] = [new Date(now.getTime() - daysBackMost * dayMs), new Date(now.getTime() + daysAheadMost * dayMs)];
  if (at < earliest || at > latest)
    throw new Problem('zone.effective-out-of-range', { earliest: earliest.toISOString(), latest: latest.toISOString() });
}

/** Compounds of each area that is named; never one outside of who issues. */
async function readAreas(tx: Tx, own: string, items: readonly ZoneItem[]): Promise<Map<string, string[]>> {
  const codes = new Set(items.flatMap(({ include }) => include.flatMap((one) => (one.kind === 'area' ? [one.areaCode] : []))));
  const found = new Map<string, string[]>();
  for (const code of codes) {
    if (!isWithin(code, own)) throw new Problem('area.unknown', { areaCode: code });
    found.set(code, await compoundsUnder(tx, code));
  }
  return found;
}

const whole = (compoundId: string): ZonePlace => ({ compoundId, buildingId: null, unit: null });

/** What the notice says of each compound. A compound that is named itself is not also taken with its area. */
function nameEach(
  items: readonly ZoneItem[],
  areas: ReadonlyMap<string, string[]>,
  regime: ZoneRegime,
  spans: readonly Span[],
  ground: Ground,
): Map<string, Naming[]> {
  const by = new Map<string, Naming[]>();
  const add = (naming: Naming) => {
    const list = by.get(naming.place.compoundId) ?? [];
    by.set(naming.place.compoundId, list);
    list.push(naming);
  };
  const nameOf = (place: ZonePlace) => placeName(ground, place);
  const placesOf = (item: ZoneItem) => item.include.flatMap((one) => (one.kind === 'place' ? [one as ZonePlace] : []));
  const spoken = new Set(items.flatMap((item) => [...placesOf(item), ...item.except].map(placeKey)));
  for (const item of items) {
    const level = item.level === null ? null : levelIn(regime, item.level);
    const until = item.until === null ? null : new Date(item.until);
    const own = placesOf(item);
    const ofAreas = item.include.flatMap((one) =>
      one.kind === 'area' ? (areas.get(one.areaCode) ?? []).map((id) => ({ id, rest: one.rest })) : [],
    );
    const areaIds = new Set(ofAreas.map(({ id }) => id));
    checkItem(
      own,
      item.except.filter((one) => !areaIds.has(one.compoundId)),
      nameOf,
    );
    for (const place of own) add({ kind: 'set', place, level, until });
    for (const place of item.except) add({ kind: 'except', place });
    for (const { id, rest } of ofAreas) {
      if (spoken.has(id)) continue;
      const there = spans.filter(({ place, status }) => place.compoundId === id && status !== null);
      if (rest && there.some(({ place }) => placeKey(place) === id)) continue;
      add({ kind: 'set', place: whole(id), level, until });
      if (rest) for (const { place } of there) if (!spoken.has(placeKey(place))) add({ kind: 'except', place });
    }
  }
  for (const list of by.values()) checkOnce(list, nameOf);
  return by;
}

function levelIn(regime: ZoneRegime, key: string) {
  const level = levelOf(regime, key);
  return { key, strictness: level.strictness, rank: regime.levels.indexOf(level) };
}

function planAll(facts: {
  regime: ZoneRegime;
  regimes: ReadonlyMap<string, ZoneRegime>;
  at: Date;
  ground: Ground;
  spans: readonly Span[];
  namings: ReadonlyMap<string, Naming[]>;
}): ResolvedNotice {
  const { regime, regimes, at, ground } = facts;
  const ranks = Object.fromEntries(regime.levels.map(({ key }, rank) => [key, rank]));
  const spansBy = Map.groupBy(facts.spans, ({ place }) => place.compoundId);
  const resolved: ResolvedNotice = {
    regime,
    at,
    ground,
    ends: [],
    begins: [],
    communities: [],
    compoundIds: [],
    after: new Map(),
    preview: emptyPreview(),
  };
  const communities = new Set<string>();
  const changed: Turn[][] = [];
  for (const [compoundId, namings] of facts.namings) {
    const plan = planCompound(compoundId, spansBy.get(compoundId) ?? [], namings, { id: regime.id, key: regime.key, ranks }, at);
    for (const turn of plan.turns) resolved.after.set(placeKey(turn.place), turn.after?.levelKey ?? null);
    if (plan.ends.length + plan.begins.length === 0) {
      resolved.preview.kept += 1;
      continue;
    }
    const communityCode = ground.compounds.get(compoundId)?.community_code as string;
    communities.add(communityCode);
    resolved.compoundIds.push(compoundId);
    resolved.ends.push(...plan.ends);
    resolved.begins.push(...plan.begins.map((begun) => ({ ...begun, communityCode })));
    changed.push(plan.turns);
  }
  resolved.communities = [...communities].sort();
  resolved.preview = { ...countTurns(changed, regimes, ground), communities: communities.size, kept: resolved.preview.kept };
  return resolved;
}

function emptyPreview(): Preview {
  return { communities: 0, compounds: 0, buildings: 0, households: 0, residents: 0, changes: [], kept: 0 };
}

/** Who is behind the doors that change, by from which level to which; each door once. */
function countTurns(changed: readonly Turn[][], regimes: ReadonlyMap<string, ZoneRegime>, ground: Ground): Preview {
  const preview = emptyPreview();
  const groups = new Map<string, Preview['changes'][number]>();
  for (const turns of changed) {
    const shares = sharesOf(
      ground,
      turns.map(({ place }) => place),
    );
    const touched = new Set<string>();
    for (const { place, before, after } of turns) {
      const share = shares.get(placeKey(place));
      if (!share || sameLevel(before, after)) continue;
      const key = `${before?.regimeId} ${before?.levelKey} ${after?.levelKey}`;
      const named = (status: Turn['before']) =>
        status ? (regimes.get(status.regimeId)?.levels.find((one) => one.key === status.levelKey)?.name ?? null) : null;
      const group = groups.get(key) ?? {
        from: before?.levelKey ?? null,
        to: after?.levelKey ?? null,
        fromName: named(before),
        toName: named(after),
        compounds: 0,
        buildings: 0,
        households: 0,
        residents: 0,
      };
      groups.set(key, group);
      if (!touched.has(key)) group.compounds += 1;
      touched.add(key);
      group.buildings += share.buildings;
      group.households += share.households;
      group.residents += share.residents;
      preview.buildings += share.buildings;
      preview.households += share.households;
      preview.residents += share.residents;
    }
    preview.compounds += 1;
  }
  return { ...preview, changes: [...groups.values()].sort((a, b) => b.households - a.households) };
}
