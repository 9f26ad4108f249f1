import { outlinesImported } from '@muster/contract/areas/areas.events';
import type { ImportReport } from '@muster/contract/areas/areas.operations';
import { importCompoundOutlines as operation } from '@muster/contract/compounds/ground.operations';
import type { Bounds, CoordinateSystem } from '@muster/contract/geo/coordinates';
import { command, event, noEvent } from '../../../platform/command.ts';
import { readGeojson } from '../../../platform/geo/geojson-file.ts';
import { type Fault, readPosition, readShape } from '../../../platform/geo/outline.ts';
import { outlineReport } from '../../../platform/geo/outline-report.ts';
import { readFeatures } from '../../../platform/geo/read-features.ts';
import { authorize } from '../../../platform/policy.ts';
import { cityBounds, lockArea } from '../../areas/index.ts';
import { answeredBefore } from '../../journal/index.ts';
import { compoundMatcher } from '../compound-match.ts';
import { compoundsPolicy } from '../compounds.policy.ts';
import { compoundsUnder, type Ground, type PlacedCompound, placeCompounds, placedBy } from '../ground.store.ts';
import { groundUnder } from '../in-sight.ts';

/** Outlines and positions of compounds from a file: all, or the good features if that was asked for, or nothing. */
export const importCompoundOutlines = command(operation, {
  action: 'compound:outline',
  async run({ tx, principal, input }) {
    const under = groundUnder(principal, undefined);
    const permit = authorize(compoundsPolicy, principal, 'compound:outline', { communityCode: under });
    await lockArea(tx, under);
    const before = await answeredBefore<ImportReport>(tx, { name: operation.name, commandId: input.commandId, principal });
    if (before) return { permit, ...before, events: noEvent('this very command did it before') };
    const bounds = await cityBounds(tx);
    const compounds = await compoundsUnder(tx, under);
    const byId = new Map(compounds.map((one) => [one.id, one]));
    const { good, errors } = readFeatures(readGeojson(input.geojson), compoundMatcher(compounds), (geometry) =>
      readGround(geometry, input.coordinates, bounds),
    );
    const placed = good.map(({ key, ground }) => {
      const was = byId.get(key) as PlacedCompound;
      return { was, is: { id: key, ...placedBy(was, ground) } };
    });
    const writes = placed.filter(({ was, is }) => text(was) !== text(is));
    const added = writes.filter(({ was, is }) => (is.outline ? was.outline === null : was.longitude === null)).length;
    const changed = writes.length - added;
    const report = outlineReport({ good: good.length, errors }, { added, changed }, input.goodFeaturesOnly);
    if (report.held > 0) return { permit, result: report, events: noEvent('nothing was stored') };
    if (writes.length === 0) return { permit, result: report, events: noEvent('nothing to change') };
    await placeCompounds(
      tx,
      writes.map(({ is }) => is),
    );
    const counts = { of: 'compounds' as const, features: report.rows, added, changed };
    return { permit, result: report, events: [event(outlinesImported, { areaCode: principal.areaCode }, counts)] };
  },
});

const text = (one: Pick<PlacedCompound, 'longitude' | 'latitude' | 'outline'>) =>
  JSON.stringify([one.longitude, one.latitude, one.outline]);

function readGround(geometry: unknown, given: CoordinateSystem, bounds: Bounds): Ground | Fault {
  const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown };
  if (type === 'Point') {
    const position = readPosition(coordinates, given, bounds);
    return 'code' in position ? position : { position };
  }
  const shape = readShape(geometry, given, bounds);
  return 'code' in shape ? shape : { shape };
}
