import { z } from 'zod';
import { command, view } from '../operation.ts';
import { areaCode, commandInput, day, pageInput, pageOf } from '../schemas.ts';
import { areaLevels } from './area-code.ts';
import { areaKinds } from './area-names.ts';

const feature = 'areas';

export const areaSchema = z
  .object({
    code: areaCode,
    name: z.string(),
    shortName: z.string(),
    level: z.enum(areaLevels),
    kind: z.enum(areaKinds),
    parentCode: areaCode.nullable(),
  })
  .meta({ id: 'Area' });
export type Area = z.infer<typeof areaSchema>;

export const areaDetailSchema = areaSchema
  .extend({
    validFrom: day,
    validTo: day.nullable(),
    ancestors: z.array(areaSchema),
    /** Areas below, by level: `{ subdistrict: 11, community: 67 }`. */
    below: z.record(z.string(), z.number().int()),
    /** May one go up to its parents' pages, send an order to it, add a grid below it. */
    may: z.object({ addGrid: z.boolean(), issueOrder: z.boolean(), grant: z.boolean() }),
  })
  .meta({ id: 'AreaDetail' });

/** One row of a territory file that cannot be taken, with what is wrong and where. `line` counts from 1, header included. */
export const rowErrorSchema = z
  .object({ line: z.number().int(), code: z.string(), params: z.record(z.string(), z.string()), text: z.string() })
  .meta({ id: 'RowError' });
export type RowError = z.infer<typeof rowErrorSchema>;

export const importReportSchema = z
  .object({
    rows: z.number().int(),
    added: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    /** Good rows that were not stored, because other rows were bad and `goodRowsOnly` was not asked for. */
    held: z.number().int(),
    errors: z.array(rowErrorSchema),
  })
  .meta({ id: 'ImportReport' });
export type ImportReport = z.infer<typeof importReportSchema>;

export const listAreas = view({
  name: 'listAreas',
  feature,
  path: '/areas',
  summary: 'The territory as it is today, in code order: all areas under one, down to a level',
  input: z.object({ under: areaCode.optional(), downTo: z.enum(areaLevels).default('community') }),
  result: z.object({ items: z.array(areaSchema) }),
});

export const listChildAreas = view({
  name: 'listChildAreas',
  feature,
  path: '/areas/:code/children',
  summary: 'The areas directly below one, a page at a time, in code order, each with its desk',
  input: pageInput.extend({ code: areaCode }),
  result: pageOf(areaSchema.extend({ deskPeople: z.number().int(), onDuty: z.number().int(), childCount: z.number().int() })),
});

export const getArea = view({
  name: 'getArea',
  feature,
  path: '/areas/:code',
  summary: 'One area with those above it and the numbers of those below',
  input: z.object({ code: areaCode }),
  result: areaDetailSchema,
});

export const searchAreas = view({
  name: 'searchAreas',
  feature,
  path: '/area-search',
  summary: 'Find areas by Chinese name, code or pinyin initials ("jdz" finds 焦店镇)',
  input: z.object({
    q: z.string().trim().min(1).max(50),
    under: areaCode.optional(),
    limit: z.coerce.number().int().min(1).max(50).default(12),
  }),
  result: z.object({ items: z.array(areaSchema.extend({ path: z.string() })) }),
});

export const importAreas = command({
  name: 'importAreas',
  feature,
  path: '/areas/import',
  summary: 'Load a territory file (CSV: code, name). With bad rows nothing is stored, unless the good rows alone are asked for',
  input: commandInput.extend({ csv: z.string().max(8_000_000), goodRowsOnly: z.boolean().default(false) }),
  result: importReportSchema,
  problems: ['import.unreadable'],
});

export const addGrid = command({
  name: 'addGrid',
  feature,
  path: '/areas/:code/grids',
  summary: 'Divide a community: add a grid below it; its code is the next free one',
  input: commandInput.extend({ code: areaCode, name: z.string().trim().min(1).max(40) }),
  result: areaSchema,
  problems: ['area.not-a-community'],
});
