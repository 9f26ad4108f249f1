import { outlinesImported } from '@muster/contract/areas/areas.events';
import type { ImportReport } from '@muster/contract/areas/areas.operations';
import { importAreaOutlines as operation } from '@muster/contract/areas/outlines.operations';
import { command, event, noEvent } from '../../../platform/command.ts';
import { readGeojson } from '../../../platform/geo/geojson-file.ts';
import { readShape } from '../../../platform/geo/outline.ts';
import { outlineReport } from '../../../platform/geo/outline-report.ts';
import { readFeatures } from '../../../platform/geo/read-features.ts';
import { authorize } from '../../../platform/policy.ts';
import { answeredBefore } from '../../journal/index.ts';
import { areasPolicy } from '../areas.policy.ts';
import { areasUnder, lockArea } from '../areas.store.ts';
import { areaMatcher } from '../outline-match.ts';
import { cityBounds, outlineTexts, replaceOutlines } from '../outlines.store.ts';

/** All of a file, or the good features if that was asked for, or nothing. What is outside of one's own territory is not found. */
export const importAreaOutlines = command(operation, {
  action: 'area:outline',
  async run({ tx, principal, input, now }) {
    const permit = authorize(areasPolicy, principal, 'area:outline', {});
    const scope = principal.areaCode ?? '';
    await lockArea(tx, scope);
    const before = await answeredBefore<ImportReport>(tx, { name: operation.name, commandId: input.commandId, principal });
    if (before) return { permit, ...before, events: noEvent('this very command did it before') };
    const bounds = await cityBounds(tx);
    const { good, errors } = readFeatures(readGeojson(input.geojson), areaMatcher(await areasUnder(tx, scope)), (geometry) =>
      readShape(geometry, input.coordinates, bounds),
    );
    const known = await outlineTexts(
      tx,
      good.map(({ key }) => key),
    );
    const writes = good.filter(({ key, ground }) => known.get(key) !== JSON.stringify(ground));
    const added = writes.filter(({ key }) => !known.has(key)).length;
    const changed = writes.length - added;
    const report = outlineReport({ good: good.length, errors }, { added, changed }, input.goodFeaturesOnly);
    if (report.held > 0) return { permit, result: report, events: noEvent('nothing was stored') };
    if (writes.length === 0) return { permit, result: report, events: noEvent('nothing to change') };
    await replaceOutlines(
      tx,
      writes.map(({ key, ground }) => ({ code: key, shape: ground })),
      input.coordinates,
      now,
    );
    const counts = { of: 'areas' as const, features: report.rows, added, changed };
    return { permit, result: report, events: [event(outlinesImported, { areaCode: principal.areaCode }, counts)] };
  },
});
