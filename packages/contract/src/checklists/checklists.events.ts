import { z } from 'zod';
import { eventKind } from '../event.ts';
import { uuid } from '../schemas.ts';

const checklist = { checklistId: uuid, title: z.string() };

export const checklistSaved = eventKind('checklist.saved', 1, z.object(checklist));
export const checklistSent = eventKind('checklist.sent', 1, z.object({ ...checklist, desks: z.number().int() }));
export const checklistChanged = eventKind(
  'checklist.changed',
  1,
  z.object({ ...checklist, revision: z.number().int(), added: z.number().int(), removed: z.number().int(), reason: z.string() }),
);
/** `open`: desks that had not ticked everything. */
export const checklistClosed = eventKind('checklist.closed', 1, z.object({ ...checklist, open: z.number().int() }));
export const checklistEnded = eventKind('checklist.ended', 1, z.object({ ...checklist, open: z.number().int() }));
export const checklistTicked = eventKind(
  'checklist.ticked',
  1,
  z.object({ ...checklist, item: z.string(), left: z.number().int(), inTime: z.boolean() }),
);
export const checklistUnticked = eventKind('checklist.unticked', 1, z.object({ ...checklist, item: z.string(), reason: z.string() }));
/** Behind for longer than its desk has to put it right: those above have it now. */
export const checklistEscalated = eventKind('checklist.escalated', 1, z.object({ ...checklist, desks: z.number().int() }));

export const checklistEvents = [
  checklistSaved,
  checklistSent,
  checklistChanged,
  checklistClosed,
  checklistEnded,
  checklistTicked,
  checklistUnticked,
  checklistEscalated,
] as const;
