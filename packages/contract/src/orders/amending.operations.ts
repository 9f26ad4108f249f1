import { z } from 'zod';
import { command, view } from '../operation.ts';
import { commandInput, instant, uuid } from '../schemas.ts';
import { audienceTermSchema } from './audience.ts';
import { changedParts } from './orders.events.ts';
import { questionsSchema, revisionSchema, writtenBody, writtenOrderProblems, writtenTitle } from './orders.operations.ts';
import { seenRevision } from './receipts.operations.ts';

const feature = 'orders';

export const passOnChange = command({
  name: 'passOnChange',
  feature,
  path: '/receipts/:receiptId/pass-on-change',
  summary: 'Acknowledge a change and bring the order that this desk broke it down into to the same text, questions and limits',
  input: commandInput.extend({ receiptId: uuid, revision: seenRevision }),
  result: z.object({ receiptId: uuid, orderId: uuid, revision: z.number().int(), owing: z.number().int() }),
  problems: ['order.changed-meanwhile', 'order.pass-on-by-hand'],
});

export const amendment = z.object({
  orderId: uuid,
  title: writtenTitle.optional(),
  body: writtenBody.optional(),
  questions: questionsSchema.optional(),
  /** For those who have not acknowledged yet. */
  acknowledgeBy: instant.optional(),
  answerBy: instant.nullable().optional(),
  /** More recipients. Nobody is taken out of an order by amending it: that is withdrawing. */
  add: z.array(audienceTermSchema).max(50).default([]),
});

const amendmentProblems = ['order.nothing-changed', 'order.child-limit-earlier', ...writtenOrderProblems] as const;

export const previewAmendment = view({
  name: 'previewAmendment',
  feature,
  method: 'POST',
  path: '/orders/:orderId/amend/preview',
  summary: 'What an amendment changes, who acknowledges it until when, whose answer is owed again, whom it adds',
  input: amendment,
  result: z.object({
    changed: z.array(z.enum(changedParts)),
    /** Recipients who acknowledge the change. */
    owing: z.number().int(),
    /** Of these, whose answer is owed again. */
    askedAgain: z.number().int(),
    added: z.object({ desks: z.number().int(), persons: z.number().int(), units: z.number().int() }),
    acknowledgeBy: instant,
    answerBy: instant.nullable(),
    changeBy: instant.nullable(),
  }),
  problems: [...amendmentProblems, 'state.moved-on', 'incident.ended'],
});

export const amendOrder = command({
  name: 'amendOrder',
  feature,
  path: '/orders/:orderId/amend',
  summary: 'Amend an order that runs (修订): a new revision, which those who had acknowledged acknowledge too',
  input: commandInput.extend({ ...amendment.shape, version: z.number().int(), reason: z.string().trim().min(2).max(200) }),
  result: z.object({
    orderId: uuid,
    revision: z.number().int(),
    version: z.number().int(),
    owing: z.number().int(),
    askedAgain: z.number().int(),
    added: z.number().int(),
  }),
  problems: [...amendmentProblems],
});

export const listRevisions = view({
  name: 'listRevisions',
  feature,
  path: '/orders/:orderId/revisions',
  summary: 'Every revision of an order in full, newest first',
  input: z.object({ orderId: uuid }),
  result: z.object({ items: z.array(revisionSchema) }),
});
