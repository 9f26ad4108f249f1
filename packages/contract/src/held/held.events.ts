import { z } from 'zod';
import { eventKind } from '../event.ts';

/** What a person did that the server has and cannot apply yet. `operation` names it; the number, where it is about an order. */
const held = { operation: z.string(), personName: z.string(), numberText: z.string().nullable() };

export const heldFlagged = eventKind(
  'held.flagged',
  1,
  z.object({ ...held, waitsFor: z.enum(['command', 'file']), minutes: z.number().int() }),
);
export const heldRefused = eventKind('held.refused', 1, z.object({ ...held, code: z.string() }));
export const heldDiscarded = eventKind('held.discarded', 1, z.object(held));

export const heldEvents = [heldFlagged, heldRefused, heldDiscarded] as const;
