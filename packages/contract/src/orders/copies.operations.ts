import { z } from 'zod';
import { command, view } from '../operation.ts';
import { commandInput, instant, pageInput, pageOf, uuid } from '../schemas.ts';
import { orderSummarySchema } from './orders.operations.ts';

const feature = 'orders';

export const copySchema = z
  .object({ id: uuid, order: orderSummarySchema, sentAt: instant, readAt: instant.nullable(), readBy: z.string().nullable() })
  .meta({ id: 'Copy' });

export type Copy = z.infer<typeof copySchema>;

export const listCopies = view({
  name: 'listCopies',
  feature,
  path: '/copies',
  summary: 'What this desk (or unit) got for information, newest first',
  input: pageInput.extend({ unread: z.enum(['true', 'false']).optional() }),
  result: pageOf(copySchema),
});

export const readCopy = command({
  name: 'readCopy',
  feature,
  path: '/copies/:copyId/read',
  summary: 'Somebody of the desk has read a copy',
  input: commandInput.extend({ copyId: uuid }),
  result: z.object({ copyId: uuid, readAt: instant }),
});
