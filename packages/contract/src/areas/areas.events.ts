import { z } from 'zod';
import { eventKind } from '../event.ts';
import { areaCode, uuid } from '../schemas.ts';

export const areasImported = eventKind(
  'areas.imported',
  1,
  z.object({ rows: z.number().int(), added: z.number().int(), changed: z.number().int() }),
);
export const gridAdded = eventKind('area.gridAdded', 1, z.object({ name: z.string() }));

/** Of areas or of compounds: how many features a file had, and what came of them. */
export const outlinesImported = eventKind(
  'outlines.imported',
  1,
  z.object({ of: z.enum(['areas', 'compounds']), features: z.number().int(), added: z.number().int(), changed: z.number().int() }),
);
export const outlinesExported = eventKind(
  'outlines.exported',
  1,
  z.object({ of: z.enum(['areas', 'compounds']), features: z.number().int() }),
);

/** Of every change of the territory: which, what was called how, and how much moved. */
const change = { changeId: uuid, areas: z.number().int(), people: z.number().int(), openReceipts: z.number().int() };
export const areaRenamed = eventKind('area.renamed', 1, z.object({ changeId: uuid, name: z.string(), formerName: z.string() }));
export const areaRecoded = eventKind('area.recoded', 1, z.object({ ...change, name: z.string(), code: areaCode, formerCode: areaCode }));
export const areasMerged = eventKind(
  'areas.merged',
  1,
  z.object({ ...change, name: z.string(), code: areaCode, formerNames: z.string(), mergedReceipts: z.number().int() }),
);
export const areaSplit = eventKind('area.split', 1, z.object({ ...change, name: z.string(), code: areaCode, formerName: z.string() }));
/** Sessions of people there act in the code of now: their screens begin anew. */
export const areaSessionsFollowed = eventKind('area.sessionsFollowed', 1, z.object({ changeId: uuid, sessions: z.number().int() }));

export const areaEvents = [
  areasImported,
  gridAdded,
  outlinesImported,
  outlinesExported,
  areaRenamed,
  areaRecoded,
  areasMerged,
  areaSplit,
  areaSessionsFollowed,
] as const;
