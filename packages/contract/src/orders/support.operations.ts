import { z } from 'zod';
import { command, view } from '../operation.ts';
import { areaCode, commandInput, empty, uuid } from '../schemas.ts';
import { urgencies } from './limits.ts';
import { askSchema } from './support.ts';

const feature = 'orders';

/**
 * 块抓条保: territory commands, line departments and the levels above see to what it needs. A request goes upwards or to
 * units; downwards one orders. Its limits follow from the urgency alone: nobody below sets a limit for those above.
 */
export const requestSupport = command({
  name: 'requestSupport',
  feature,
  path: '/support-requests',
  summary: 'Ask desks above, or units, for people, goods or a decision, on an order or by itself',
  input: commandInput.extend({
    orderId: uuid,
    ask: askSchema,
    note: z.string().trim().max(2000).optional(),
    urgency: z.enum(urgencies).default('urgent'),
    /** Desks above one's own. */
    areaCodes: z.array(areaCode).max(4).optional(),
    unitIds: z.array(uuid).max(20).optional(),
    /** The order that it is needed for; one that one sees. */
    aboutOrderId: uuid.optional(),
  }),
  result: z.object({
    orderId: uuid,
    numberText: z.string(),
    number: z.number().int(),
    desks: z.number().int(),
    units: z.number().int(),
  }),
  problems: ['incident.none-active', 'order.audience-empty', 'order.audience-outside-scope', 'support.not-above', 'area.unknown'],
});

export const listSupportTargets = view({
  name: 'listSupportTargets',
  feature,
  path: '/support-requests/targets',
  summary: 'Whom this desk may ask: the desks above it, nearest first, and the units of its branch',
  input: empty,
  result: z.object({
    desks: z.array(z.object({ code: areaCode, name: z.string() })),
    units: z.array(z.object({ id: uuid, name: z.string() })),
  }),
});
