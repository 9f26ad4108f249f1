import { z } from 'zod';
import { command, view } from '../operation.ts';
import { areaCode, commandInput, day, instant, pageInput, pageOf, uuid } from '../schemas.ts';
import { areaLevels } from './area-code.ts';
import { areaNameMost } from './area-file.rules.ts';
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
    may: z.object({ addGrid: z.boolean(), issueOrder: z.boolean(), grant: z.boolean(), change: z.boolean() }),
    /** Who goes on with it, where it is no more: another code, or the area that it was merged into. */
    successor: z.object({ code: areaCode, shortName: z.string() }).nullable(),
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

// Territory that changes. Each act says beforehand what it moves (`previewAreaChange`), and keeps what was.

const changedName = z.string().trim().min(1).max(areaNameMost);
const rename = { code: areaCode, name: changedName, shortName: changedName.optional() };
const recode = { code: areaCode, newCode: areaCode };
/** `into` is one of them, which then goes on with the others, or a new code. */
const merge = { codes: z.array(areaCode).min(2).max(50), into: areaCode, name: changedName.optional() };
const split = {
  code: areaCode,
  newCode: areaCode,
  name: changedName,
  /** Areas directly below that go to the new one, with all that is theirs. */
  children: z.array(areaCode).max(999).default([]),
  /** Of the people of the desk those who go, by their assignment. */
  assignmentIds: z.array(uuid).max(500).default([]),
  /** What the desk owes now: stays where it is, unless it is said to go. */
  openReceipts: z.enum(['stay', 'move']).default('stay'),
};

/** What a change of the territory moves. */
export const areaMovedSchema = z
  .object({
    /** Areas that get another code. */
    areas: z.number().int(),
    desks: z.number().int(),
    people: z.number().int(),
    units: z.number().int(),
    receipts: z.number().int(),
    openReceipts: z.number().int(),
    /** Receipts that meet another one of the same order: one goes on, the other is kept as merged. */
    mergedReceipts: z.number().int(),
    runningOrders: z.number().int(),
    /** Days of figures that go along. */
    figureDays: z.number().int(),
  })
  .meta({ id: 'AreaMoved' });
export type AreaMoved = z.infer<typeof areaMovedSchema>;

const namedArea = z.object({ code: areaCode, name: z.string() });
export const areaChangeKinds = ['renamed', 'recoded', 'merged', 'split'] as const;

const areaChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('renamed'), ...rename }),
  z.object({ kind: z.literal('recoded'), ...recode }),
  z.object({ kind: z.literal('merged'), ...merge }),
  z.object({ kind: z.literal('split'), ...split }),
]);
export type AreaChange = z.infer<typeof areaChange>;

const areaChangeResult = z.object({ changeId: uuid, from: z.array(namedArea), to: z.array(namedArea), moved: areaMovedSchema });
export type AreaChangeResult = z.infer<typeof areaChangeResult>;
const changeProblems = [
  'area.unknown',
  'area.closed',
  'area.code-taken',
  'area.code-level',
  'area.code-parent',
  'area.merge-levels',
  'area.merge-itself',
  'area.not-below',
  'area.not-of-desk',
  'area.unchanged',
  'area.whole-city',
  'area.no-room',
] as const;

export const previewAreaChange = view({
  name: 'previewAreaChange',
  feature,
  path: '/area-changes/preview',
  method: 'POST',
  summary: 'What a change of the territory would move: areas, desks, people, open receipts, figures. Changes nothing',
  input: z.object({ change: areaChange }),
  result: z.object({
    from: z.array(namedArea),
    to: z.array(namedArea),
    moved: areaMovedSchema,
    /** Single areas with their new code, those above first; the first hundred. */
    codes: z.array(z.object({ from: areaCode, to: areaCode, name: z.string() })),
  }),
  problems: [...changeProblems],
});

export const renameArea = command({
  name: 'renameArea',
  feature,
  path: '/areas/:code/rename',
  summary: 'Give an area another name; it is still found by the former one, and the journal shows what it was called then',
  input: commandInput.extend(rename),
  result: areaChangeResult,
  problems: [...changeProblems],
});

export const recodeArea = command({
  name: 'recodeArea',
  feature,
  path: '/areas/:code/recode',
  summary: 'Give an area another code of its level, with all below it: moved to another parent, or changed nationally',
  input: commandInput.extend(recode),
  result: areaChangeResult,
  problems: [...changeProblems],
});

export const mergeAreas = command({
  name: 'mergeAreas',
  feature,
  path: '/areas/merge',
  summary: 'Make one area of several of the same level: desks, people, open receipts and figures come together',
  input: commandInput.extend(merge),
  result: areaChangeResult,
  problems: [...changeProblems],
});

export const splitArea = command({
  name: 'splitArea',
  feature,
  path: '/areas/:code/split',
  summary: 'Make a new area out of a part of one: with some of the areas below it and some of its people',
  input: commandInput.extend(split),
  result: areaChangeResult,
  problems: [...changeProblems],
});

export const listAreaChanges = view({
  name: 'listAreaChanges',
  feature,
  path: '/areas/:code/changes',
  summary: 'What became of an area and of what it was made of, newest first (沿革)',
  input: z.object({ code: areaCode }),
  result: z.object({
    items: z.array(
      z.object({
        changeId: uuid,
        kind: z.enum(areaChangeKinds),
        at: instant,
        byName: z.string().nullable(),
        from: z.array(namedArea),
        to: z.array(namedArea),
      }),
    ),
  }),
});
