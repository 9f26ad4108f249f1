import { codeLength } from '@muster/contract/areas/area-code';
import { outlinesExported } from '@muster/contract/areas/areas.events';
import { exportAreaOutlines as operation, type Shape } from '@muster/contract/areas/outlines.operations';
import { cityDay } from '@muster/contract/city-time';
import { command, event, noEvent, notKept } from '../../../platform/command.ts';
import { shapeIn } from '../../../platform/geo/outline.ts';
import { authorize } from '../../../platform/policy.ts';
import { answeredBefore } from '../../journal/index.ts';
import { areaNames } from '../area-tree.ts';
import { areasPolicy } from '../areas.policy.ts';
import { outlinesUnder } from '../outlines.store.ts';

/** GeoJSON with `code` and `name`, so that the same file can be loaded again and changes nothing. */
export const exportAreaOutlines = command(operation, {
  action: 'area:export',
  async run({ tx, principal, input, now }) {
    const permit = authorize(areasPolicy, principal, 'area:export', {});
    const before = await answeredBefore(tx, { name: operation.name, commandId: input.commandId, principal });
    const outlines = await outlinesUnder(tx, input.code, input.level ? codeLength(input.level) : null);
    const names = await areaNames(tx, [input.code]);
    const geojson = {
      type: 'FeatureCollection' as const,
      features: outlines.map(({ code, name, shape }) => ({
        type: 'Feature' as const,
        properties: { code, name, coordinates: input.coordinates },
        geometry: { type: 'MultiPolygon' as const, coordinates: shapeIn(shape, input.coordinates) as Shape },
      })),
    };
    const fileName = `${names.get(input.code) ?? input.code}_轮廓_${cityDay(now)}.geojson`;
    const place = { areaCode: principal.areaCode, unitId: principal.unitId };
    return {
      permit,
      result: { fileName, geojson },
      kept: notKept,
      events: before
        ? noEvent('this very command told of it')
        : [event(outlinesExported, place, { of: 'areas', features: outlines.length })],
    };
  },
});
