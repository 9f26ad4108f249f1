import { z } from 'zod';
import { coordinateSystems } from '../geo/coordinates.ts';
import { command, view } from '../operation.ts';
import { areaCode, commandInput } from '../schemas.ts';
import { areaLevels } from './area-code.ts';
import { importReportSchema } from './areas.operations.ts';

const feature = 'areas';

/** Polygons of rings of [longitude, latitude] in WGS-84: the coordinates of a GeoJSON MultiPolygon. */
export const shapeSchema = z.array(z.array(z.array(z.tuple([z.number(), z.number()])))).meta({ id: 'Shape' });
export type Shape = z.infer<typeof shapeSchema>;

/** In which system the numbers of a file are; nothing in them tells (geo/coordinates.ts). */
export const coordinates = z.enum(coordinateSystems).default('wgs84');

/** A GeoJSON text as it stands in the file, and whether to take what is right where something is wrong. */
export const outlineFile = { geojson: z.string().max(8_000_000), coordinates, goodFeaturesOnly: z.boolean().default(false) };

/** A GeoJSON FeatureCollection, to be saved as it is. */
export const featureCollectionSchema = z
  .object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
        geometry: z.union([
          z.object({ type: z.literal('MultiPolygon'), coordinates: shapeSchema }),
          z.object({ type: z.literal('Point'), coordinates: z.tuple([z.number(), z.number()]) }),
        ]),
      }),
    ),
  })
  .meta({ id: 'FeatureCollection' });
export type FeatureCollection = z.infer<typeof featureCollectionSchema>;

export const exported = z.object({ fileName: z.string(), geojson: featureCollectionSchema });

export const listAreaOutlines = view({
  name: 'listAreaOutlines',
  feature,
  path: '/areas/:code/outlines',
  summary: 'The outline of an area and those of the areas directly below it, as far as there are any',
  input: z.object({ code: areaCode }),
  result: z.object({
    own: shapeSchema.nullable(),
    items: z.array(z.object({ code: areaCode, shortName: z.string(), shape: shapeSchema })),
  }),
});

export const importAreaOutlines = command({
  name: 'importAreaOutlines',
  feature,
  path: '/area-outlines/import',
  summary:
    'Load outlines of areas from GeoJSON; a feature says by `code`, else by `name`, which area it is. With wrong features nothing is stored, unless the good ones alone are asked for',
  input: commandInput.extend(outlineFile),
  result: importReportSchema,
  problems: ['outline.unreadable', 'outline.other-system'],
});

export const exportAreaOutlines = command({
  name: 'exportAreaOutlines',
  feature,
  path: '/areas/:code/outlines/export',
  summary: 'The outlines of an area and of all below it, or of one level, as GeoJSON; recorded',
  input: commandInput.extend({ code: areaCode, level: z.enum(areaLevels).optional(), coordinates }),
  result: exported,
});
