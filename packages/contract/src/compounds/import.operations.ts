import { z } from 'zod';
import { command, view } from '../operation.ts';
import { areaCode, commandInput, instant, pageInput, pageOf, uuid } from '../schemas.ts';
import { importColumns, importFaultCodes, importRefusalCodes } from './import-faults.ts';

const feature = 'compounds';

/**
 * `reading` and `running` go on by themselves, whoever looks; `ready` waits for its person. `refused` is a file that could not be
 * read; `dropped` was given up before anything was stored.
 */
export const importStates = ['reading', 'ready', 'running', 'done', 'refused', 'dropped'] as const;
export const importOutcomes = ['add', 'change', 'same', 'faulty'] as const;

const params = z.record(z.string(), z.string());
const faultSchema = z
  .object({
    /** As the sheet counts: leaf and row from 1, column by its letters; null where the whole row is meant. */
    leaf: z.number().int(),
    row: z.number().int(),
    column: z.string().nullable(),
    code: z.enum(importFaultCodes),
    params,
  })
  .meta({ id: 'CompoundImportFault' });
export type ImportFault = z.infer<typeof faultSchema>;

const readLeafSchema = z.object({
  name: z.string(),
  /** Null: there is no header on this leaf, and nothing of it is read. */
  headerRow: z.number().int().nullable(),
  rows: z.number().int(),
  columns: z.array(
    z.object({
      letters: z.string(),
      header: z.string(),
      /** Null: not used. */
      means: z.enum(importColumns).nullable(),
      isHidden: z.boolean(),
    }),
  ),
  isHidden: z.boolean(),
  hiddenRows: z.number().int(),
  formulas: z.number().int(),
  totalRows: z.number().int(),
  exampleRows: z.number().int(),
});
export type ReadLeaf = z.infer<typeof readLeafSchema>;

const counts = z.object({
  rows: z.number().int(),
  add: z.number().int(),
  change: z.number().int(),
  same: z.number().int(),
  faulty: z.number().int(),
  /** May be the same place as one that is here, and nobody has said yet. */
  undecided: z.number().int(),
  buildingsAdd: z.number().int(),
  buildingsChange: z.number().int(),
});

export const compoundImportSchema = z
  .object({
    id: uuid,
    fileName: z.string(),
    state: z.enum(importStates),
    area: z.object({ code: areaCode, name: z.string() }),
    startedAt: instant,
    startedBy: z.string(),
    endedAt: instant.nullable(),
    refusal: z.object({ code: z.enum(importRefusalCodes), params }).nullable(),
    counts,
    /** Of the lines that are stored: how many there are, how many are through, and what could not be stored after all. */
    todo: z.number().int(),
    done: z.number().int(),
    failed: z.number().int(),
    /** Lines that carry a reason in the report. */
    reported: z.number().int(),
    may: z.object({ decide: z.boolean(), run: z.boolean(), drop: z.boolean() }),
  })
  .meta({ id: 'CompoundImport' });
export type CompoundImport = z.infer<typeof compoundImportSchema>;

export const importLineSchema = z
  .object({
    n: z.number().int(),
    leaf: z.number().int(),
    row: z.number().int(),
    name: z.string(),
    community: z.object({ code: areaCode, name: z.string() }).nullable(),
    outcome: z.enum(importOutcomes),
    /** Of a compound that is here: what would be written over what. */
    changes: z.array(z.object({ field: z.enum(importColumns), building: z.string().nullable(), before: z.string(), after: z.string() })),
    buildingsAdd: z.number().int(),
    buildingsChange: z.number().int(),
    households: z.number().int(),
    faults: z.array(faultSchema),
    /** Compounds that may be the same place. */
    candidates: z.array(
      z.object({
        id: uuid,
        name: z.string(),
        communityName: z.string(),
        address: z.string(),
        why: z.enum(['sound', 'alias', 'address', 'nearby']),
      }),
    ),
    /** `new`, or the compound that it is; null while nobody has said. */
    decision: z.union([z.literal('new'), uuid]).nullable(),
    result: z.enum(['done', 'failed']).nullable(),
  })
  .meta({ id: 'CompoundImportLine' });
export type ImportLine = z.infer<typeof importLineSchema>;

export const startCompoundImport = command({
  name: 'startCompoundImport',
  feature,
  path: '/compound-imports',
  summary: 'Read a sheet of compounds and buildings that was uploaded; nothing is stored before it is run',
  input: commandInput.extend({
    importId: uuid,
    fileId: uuid,
    /** Where rows belong that name no community. */
    communityCode: areaCode.optional(),
  }),
  result: z.object({ importId: uuid }),
  problems: ['file.not-arrived', 'import.not-a-sheet', 'area.unknown', 'compound.not-in-community'],
});

export const getCompoundImport = view({
  name: 'getCompoundImport',
  feature,
  path: '/compound-imports/:importId',
  summary: 'How far an import is, and what was found in the file',
  input: z.object({ importId: uuid }),
  result: compoundImportSchema.extend({ leaves: z.array(readLeafSchema) }).meta({ id: 'CompoundImportDetail' }),
});

export const listCompoundImports = view({
  name: 'listCompoundImports',
  feature,
  path: '/compound-imports',
  summary: 'Imports of one’s own territory, the newest first',
  input: pageInput,
  result: pageOf(compoundImportSchema),
});

export const listImportLines = view({
  name: 'listImportLines',
  feature,
  path: '/compound-imports/:importId/lines',
  summary: 'The compounds of a file by what would become of them, in the order of the file',
  input: pageInput.extend({
    importId: uuid,
    /** `undecided`: may be one that is here. `failed`: could not be stored after all. */
    show: z.enum([...importOutcomes, 'undecided', 'failed']).optional(),
  }),
  result: pageOf(importLineSchema),
});

export const decideImportLines = command({
  name: 'decideImportLines',
  feature,
  path: '/compound-imports/:importId/decisions',
  summary: 'Say of compounds of a file whether they are new or one that is here',
  input: commandInput.extend({
    importId: uuid,
    decisions: z
      .array(z.object({ n: z.number().int(), decision: z.union([z.literal('new'), uuid]).nullable() }))
      .max(500)
      .default([]),
    /** All that nobody has said anything of. */
    rest: z.enum(['new', 'first']).optional(),
  }),
  result: z.object({ undecided: z.number().int() }),
  problems: ['state.moved-on'],
});

export const runCompoundImport = command({
  name: 'runCompoundImport',
  feature,
  path: '/compound-imports/:importId/run',
  summary: 'Store what was read; goes on by itself, also when nobody looks',
  input: commandInput.extend({ importId: uuid }),
  result: z.object({ importId: uuid, todo: z.number().int() }),
  problems: ['state.moved-on', 'import.undecided', 'import.nothing-good'],
});

export const dropCompoundImport = command({
  name: 'dropCompoundImport',
  feature,
  path: '/compound-imports/:importId/drop',
  summary: 'Give an import up before anything of it is stored',
  input: commandInput.extend({ importId: uuid }),
  result: z.object({ importId: uuid }),
  problems: ['state.moved-on'],
});
