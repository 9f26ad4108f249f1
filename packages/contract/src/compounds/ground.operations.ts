import { z } from 'zod';
import { importReportSchema } from '../areas/areas.operations.ts';
import { coordinates, exported, outlineFile, shapeSchema } from '../areas/outlines.operations.ts';
import { command, view } from '../operation.ts';
import { areaCode, commandInput, uuid } from '../schemas.ts';
import { compoundKinds } from './compound-kinds.ts';
import { positionSchema } from './compounds.operations.ts';

const feature = 'compounds';

export const listCompoundGround = view({
  name: 'listCompoundGround',
  feature,
  path: '/compound-ground',
  summary: 'Where the compounds of a district or less lie: those with a position or an outline, for a map',
  input: z.object({ under: areaCode.refine((code) => code.length >= 6, 'area-code') }),
  result: z.object({
    items: z.array(
      z.object({
        id: uuid,
        communityCode: areaCode,
        name: z.string(),
        kind: z.enum(compoundKinds),
        isMadeUp: z.boolean(),
        position: z.tuple([z.number(), z.number()]),
        outline: shapeSchema.nullable(),
      }),
    ),
  }),
});

export const placeCompound = command({
  name: 'placeCompound',
  feature,
  path: '/compounds/:compoundId/position',
  summary: 'Say where a compound is, as typed from a map or as a phone measured it there; null takes it back',
  input: commandInput.extend({
    compoundId: uuid,
    version: z.number().int(),
    position: z.object({ longitude: z.number().min(-180).max(180), latitude: z.number().min(-90).max(90) }).nullable(),
    coordinates,
    source: z.enum(['entered', 'device']).default('entered'),
    /** Metres, as the device says. */
    accuracy: z.number().int().min(0).max(100_000).nullable().default(null),
  }),
  result: z.object({ compoundId: uuid, version: z.number().int(), position: positionSchema.nullable() }),
  problems: ['compound.closed', 'compound.place-far'],
});

export const importCompoundOutlines = command({
  name: 'importCompoundOutlines',
  feature,
  path: '/compound-outlines/import',
  summary:
    'Load outlines (polygons) or positions (points) of compounds from GeoJSON; a feature says by `id`, else by `name` and perhaps `communityCode`, which compound it is',
  input: commandInput.extend(outlineFile),
  result: importReportSchema,
  problems: ['outline.unreadable', 'outline.other-system'],
});

export const exportCompoundOutlines = command({
  name: 'exportCompoundOutlines',
  feature,
  path: '/compound-outlines/export',
  summary: 'Outlines and positions of the compounds of an area as GeoJSON; recorded',
  input: commandInput.extend({ under: areaCode.optional(), coordinates }),
  result: exported,
});
