import { outlinesExported } from '@muster/contract/areas/areas.events';
import type { FeatureCollection, Shape } from '@muster/contract/areas/outlines.operations';
import { cityDay } from '@muster/contract/city-time';
import { exportCompoundOutlines as operation } from '@muster/contract/compounds/ground.operations';
import { type CoordinateSystem, fromWgs84, rounded } from '@muster/contract/geo/coordinates';
import { command, event, noEvent, notKept } from '../../../platform/command.ts';
import { shapeIn } from '../../../platform/geo/outline.ts';
import { authorize } from '../../../platform/policy.ts';
import { areaNames } from '../../areas/index.ts';
import { answeredBefore } from '../../journal/index.ts';
import { compoundsPolicy } from '../compounds.policy.ts';
import { compoundsUnder, type PlacedCompound } from '../ground.store.ts';
import { groundUnder } from '../in-sight.ts';

type ExportedFeature = FeatureCollection['features'][number];

/** Outlines where there are any, positions where there are not; with the id, so that the same file can be loaded again. */
export const exportCompoundOutlines = command(operation, {
  action: 'compound:export',
  async run({ tx, principal, input, now }) {
    const under = groundUnder(principal, input.under);
    const permit = authorize(compoundsPolicy, principal, 'compound:export', { communityCode: under });
    const before = await answeredBefore(tx, { name: operation.name, commandId: input.commandId, principal });
    const compounds = (await compoundsUnder(tx, under)).filter((one) => one.longitude !== null);
    const names = await areaNames(tx, [under]);
    return {
      permit,
      result: {
        fileName: `${names.get(under) ?? under}_小区轮廓_${cityDay(now)}.geojson`,
        geojson: { type: 'FeatureCollection' as const, features: compounds.map((one) => feature(one, input.coordinates)) },
      },
      kept: notKept,
      events: before
        ? noEvent('this very command told of it')
        : [event(outlinesExported, { areaCode: principal.areaCode }, { of: 'compounds', features: compounds.length })],
    };
  },
});

function feature(one: PlacedCompound, system: CoordinateSystem): ExportedFeature {
  const [longitude, latitude] = rounded(fromWgs84([one.longitude ?? 0, one.latitude ?? 0], system));
  return {
    type: 'Feature',
    properties: { id: one.id, name: one.name, communityCode: one.community_code, community: one.community_name, coordinates: system },
    geometry: one.outline
      ? { type: 'MultiPolygon', coordinates: shapeIn(one.outline, system) as Shape }
      : { type: 'Point', coordinates: [longitude, latitude] },
  };
}
