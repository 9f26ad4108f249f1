import { z } from 'zod';
import { view } from '../operation.ts';
import { areaCode, day, instant, pageInput, pageOf, uuid } from '../schemas.ts';

const feature = 'tallies';

/** The figures, each derived: `count` of records, or `minutes` as sum over count. Words and definitions in packages/ui under `figure.*`. */
export const figureKeys = [
  'ordersIssued',
  'receiptsSent',
  'receiptsAcknowledged',
  'receiptsAcknowledgedInTime',
  'receiptsAnswered',
  'receiptsAccepted',
  'minutesToAcknowledge',
  'remindersSent',
  'escalations',
  'changesAcknowledged',
] as const;
export type FigureKey = (typeof figureKeys)[number];

const figure = z.object({ key: z.enum(figureKeys), group: z.string(), unit: z.enum(['count', 'minutes']), value: z.number().nullable() });

export const listFigures = view({
  name: 'listFigures',
  feature,
  path: '/figures',
  summary: 'All figures of an area and period',
  input: z.object({ areaCode: areaCode.optional(), from: day.optional(), to: day.optional() }),
  result: z.object({ asOf: instant, position: z.number().int(), areaCode, from: day, to: day, items: z.array(figure) }),
});

export const getFigure = view({
  name: 'getFigure',
  feature,
  path: '/figures/:key',
  summary: 'One figure by day and by the areas below, and the same figure counted again from the records',
  input: z.object({ key: z.enum(figureKeys), areaCode: areaCode.optional(), from: day.optional(), to: day.optional() }),
  result: figure.extend({
    asOf: instant,
    areaCode,
    from: day,
    to: day,
    byDay: z.array(z.object({ day, value: z.number().nullable() })),
    byArea: z.array(z.object({ areaCode, name: z.string(), value: z.number().nullable() })),
    recount: z.object({ at: instant, value: z.number().nullable(), difference: z.number() }),
  }),
});

export const listFigureRecords = view({
  name: 'listFigureRecords',
  feature,
  path: '/figures/:key/records',
  summary: 'The records behind a figure that one may see, newest first',
  input: pageInput.extend({ key: z.enum(figureKeys), areaCode: areaCode.optional(), from: day.optional(), to: day.optional() }),
  result: pageOf(
    z.object({
      at: instant,
      areaCode,
      areaName: z.string(),
      orderId: uuid,
      numberText: z.string(),
      title: z.string(),
      receiptId: uuid.nullable(),
      personName: z.string().nullable(),
      minutes: z.number().nullable(),
      /** How much of the figure it is: a reminder of nine desks counts nine. */
      count: z.number().int(),
    }),
  ),
});
