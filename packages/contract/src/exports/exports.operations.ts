import { z } from 'zod';
import { command, view } from '../operation.ts';
import { commandInput, uuid } from '../schemas.ts';
import { exportEnds } from './exports.events.ts';

const feature = 'exports';

/** Lists that can be taken out as a sheet: operations by name. What one reads is what one exports. */
export const exportLists = [
  'listOrders',
  'listReceipts',
  'listGroundAnswers',
  'listInbox',
  'listPeople',
  'listUnits',
  'listAccounts',
  'listSessions',
  'listIncidents',
  'listAreas',
  'listChildAreas',
  'listCompounds',
  'listPlaces',
  'listAttention',
  'listFigures',
  'listFigureRecords',
  'listFeed',
  'listAudit',
] as const;
export type ExportList = (typeof exportLists)[number];

export const exportFormats = ['xlsx', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** As the address of the list has them: names and texts. Checked against the input of the list itself. */
const filters = z.record(z.string().max(40), z.string().max(200)).refine((all) => Object.keys(all).length <= 20, 'filters-many');

export const startExport = command({
  name: 'startExport',
  feature,
  path: '/exports',
  summary:
    'Take a list out as a sheet: recorded first; the file is then fetched once from /api/exports/:exportId/file. One at a time a person',
  input: commandInput.extend({
    exportId: uuid,
    list: z.enum(exportLists),
    filters: filters.default({}),
    format: z.enum(exportFormats),
    language: z.enum(['zh', 'en']).default('zh'),
  }),
  result: z.object({ exportId: uuid, fileName: z.string() }),
  problems: ['export.running'],
});

export const getExport = view({
  name: 'getExport',
  feature,
  path: '/exports/:exportId',
  summary: 'How far an export of one’s own is',
  input: z.object({ exportId: uuid }),
  result: z.object({ exportId: uuid, fileName: z.string(), state: z.enum(['running', ...exportEnds]), rows: z.number().int() }),
});
