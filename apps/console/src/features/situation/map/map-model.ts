import type { OperationOf, ResultOf } from '@muster/client/types';
import { codeLength, levelOfCode } from '@muster/contract/areas/area-code';
import type { Shape } from '@muster/contract/areas/outlines.operations';
import type { Territory } from '../../../parts/mosaic/use-territory.ts';
import { childrenIn } from '../table-rows.ts';

export type Outlines = ResultOf<OperationOf<'listAreaOutlines'>>;
export type CompoundPlace = ResultOf<OperationOf<'listCompoundGround'>>['items'][number];
export type Place = [longitude: number, latitude: number];

/** An area that has an outline, with the letter of each of its communities that needs somebody. */
export interface MapShape {
  code: string;
  name: string;
  shape: Shape;
  communities: number;
  letters: string;
}

/** A community without an outline, where its compounds are. */
export interface MapTile {
  code: string;
  name: string;
  at: Place;
  letter: string;
}

/** An area that the map cannot show: what is of it stands beside. */
export interface Beside {
  code: string;
  name: string;
  communities: number;
  letters: string;
}

export interface MapModel {
  /** The outline of the area that is shown, where not all below it have their own. */
  ground: Shape | null;
  shapes: MapShape[];
  tiles: MapTile[];
  beside: Beside[];
}

const order = 'ELWHR';
const sorted = (letters: readonly string[]) => [...letters].sort((a, b) => order.indexOf(a) - order.indexOf(b)).join('');

/** Where the compounds of a community are on average, of each that has any with a position. */
export function communityPlaces(compounds: readonly CompoundPlace[]): Map<string, Place> {
  const sums = new Map<string, [number, number, number]>();
  for (const { communityCode, position } of compounds) {
    const [x, y, n] = sums.get(communityCode) ?? [0, 0, 0];
    sums.set(communityCode, [x + position[0], y + position[1], n + 1]);
  }
  return new Map([...sums].map(([code, [x, y, n]]) => [code, [x / n, y / n]]));
}

/**
 * What can be drawn of one area: those below it that have an outline as outlines, communities of the others where their
 * compounds are, and what has neither beside the map. Nothing is left out: every community is in exactly one of the three.
 */
export function mapModel(
  at: string,
  territory: Territory,
  letters: ReadonlyMap<string, string>,
  outlines: Outlines,
  compounds: readonly CompoundPlace[],
): MapModel {
  const shapeOf = new Map(outlines.items.map((one) => [one.code, one.shape]));
  const placeOf = communityPlaces(compounds);
  const communities = territory.areas.filter((area) => area.level === 'community' && area.code.startsWith(at));
  const lettersOf = (codes: readonly string[]) => sorted(codes.flatMap((code) => letters.get(code) ?? []));
  const model: MapModel = { ground: null, shapes: [], tiles: [], beside: [] };
  const isCommunity = levelOfCode(at) === 'community';
  const children = isCommunity ? communities : childrenIn(territory, at);
  for (const child of children) {
    const inside = communities.filter(({ code }) => code.startsWith(child.code));
    const shape = isCommunity ? outlines.own : shapeOf.get(child.code);
    const counted = (some: readonly { code: string }[]) => ({ communities: some.length, letters: lettersOf(some.map(({ code }) => code)) });
    if (shape) {
      model.shapes.push({ code: child.code, name: child.shortName, shape, ...counted(inside) });
      continue;
    }
    const placed = inside.filter(({ code }) => placeOf.has(code));
    for (const { code, shortName } of placed)
      model.tiles.push({ code, name: shortName, at: placeOf.get(code) as Place, letter: letters.get(code) ?? 'D' });
    const unplaced = inside.filter(({ code }) => !placeOf.has(code));
    if (unplaced.length > 0) model.beside.push({ code: child.code, name: child.shortName, ...counted(unplaced) });
  }
  if (model.shapes.length < children.length) model.ground = outlines.own;
  return model;
}

/** One goes deeper into what has communities below it; a community opens. */
export const isOpened = (code: string) => code.length >= codeLength('community');

export type ZonesNow = ResultOf<OperationOf<'listZonesAt'>>;

/** The strictest zone of each compound, with the word of its regime: one building closed and the rest not is still closed. */
export function strictestOf(
  zones: ZonesNow | undefined,
): Map<string, { strictness: 'locked' | 'controlled' | 'precaution'; name: string }> {
  const strict = ['locked', 'controlled', 'precaution'] as const;
  const found = new Map<string, { strictness: (typeof strict)[number]; name: string }>();
  for (const [, compoundId, , , regime, level] of zones?.zones ?? []) {
    const one = zones?.regimes[regime]?.levels[level];
    if (!one) continue;
    const known = found.get(compoundId);
    if (!known || strict.indexOf(one.strictness) < strict.indexOf(known.strictness))
      found.set(compoundId, { strictness: one.strictness, name: one.name });
  }
  return found;
}

export interface TestPoint {
  id: string;
  name: string;
  at: Place;
  queue: 'short' | 'long' | 'closed' | 'unknown';
}

export function placedTestPoints(items: ResultOf<OperationOf<'listTestPoints'>>['items']): TestPoint[] {
  return items.flatMap(({ id, name, communityName, position, queue }) =>
    position ? [{ id, name: `${communityName} ${name}`, at: [position.longitude, position.latitude] as Place, queue }] : [],
  );
}
