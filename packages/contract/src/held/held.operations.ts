import { z } from 'zod';
import { command, view } from '../operation.ts';
import { commandInput, empty, instant, uuid } from '../schemas.ts';

const feature = 'held';

/**
 * The answer (202) to a command that came before what it follows: kept, and applied by itself in the same name when that
 * comes. Sent again with the same `commandId` it is answered so again, then with the result or with the refusal.
 */
export const heldAnswerSchema = z
  .object({
    held: z.literal(true),
    commandId: uuid,
    waitsFor: z.object({ kind: z.enum(['command', 'file']), id: uuid }),
    heldAt: instant,
    flaggedAt: instant.nullable(),
  })
  .meta({ id: 'HeldAnswer' });
export type HeldAnswer = z.infer<typeof heldAnswerSchema>;

export const heldCommandSchema = z
  .object({
    commandId: uuid,
    operation: z.string(),
    personId: uuid,
    personName: z.string(),
    isMine: z.boolean(),
    /** Of the order that it is about, where there is one. */
    orderId: uuid.nullable(),
    receiptId: uuid.nullable(),
    numberText: z.string().nullable(),
    title: z.string().nullable(),
    waitsFor: z.enum(['command', 'file']),
    doneAt: instant,
    heldAt: instant,
    /** Since when it has been waiting longer than the limit. */
    flaggedAt: instant.nullable(),
    state: z.enum(['waiting', 'refused']),
    problem: z
      .object({ code: z.string(), status: z.number().int(), params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])) })
      .nullable(),
    may: z.object({ discard: z.boolean() }),
  })
  .meta({ id: 'HeldCommand' });
export type HeldCommand = z.infer<typeof heldCommandSchema>;

export const listHeldCommands = view({
  name: 'listHeldCommands',
  feature,
  path: '/held',
  summary: 'What this person and this desk have sent and the server cannot apply yet, or refused when it could; oldest first',
  input: empty,
  result: z.object({ items: z.array(heldCommandSchema), flagAfterMinutes: z.number().int() }),
});

export const discardHeldCommand = command({
  name: 'discardHeldCommand',
  feature,
  path: '/held/:heldCommandId/discard',
  summary: 'Give up a held command of one’s own: it will not be applied, whatever comes',
  input: commandInput.extend({ heldCommandId: uuid }),
  result: z.object({ heldCommandId: uuid }),
});
