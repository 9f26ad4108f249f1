import { z } from 'zod';
import { attentionSchema } from '../attention/attention.operations.ts';
import { attentionStates } from '../attention/attention.ts';
import { fileSchema } from '../files/files.ts';
import { command, view } from '../operation.ts';
import { areaCode, commandInput, empty, instant, pageInput, pageOf, uuid } from '../schemas.ts';
import { answerSchema, questionSchema } from './answers.ts';
import { groundThingSchema } from './ground.ts';
import { aboutSchema, countsSchema, orderSummarySchema, revisionSchema, supportSchema } from './orders.operations.ts';
import { receiptStates } from './receipt-machine.ts';

const feature = 'orders';

export const receiptRowSchema = z
  .object({
    id: uuid,
    orderId: uuid,
    recipient: z.enum(['desk', 'person', 'unit']),
    areaCode,
    areaName: z.string(),
    /** The person or unit, when it is not a desk. */
    recipientName: z.string().nullable(),
    state: z.enum(receiptStates),
    attention: attentionSchema,
    sentAt: instant,
    deliveredCount: z.number().int(),
    deliveredAt: instant.nullable(),
    openedBy: z.string().nullable(),
    openedAt: instant.nullable(),
    acknowledgedBy: z.string().nullable(),
    acknowledgedAt: instant.nullable(),
    /** When it reached the server, where that was more than two minutes after it was done (a phone without network). */
    acknowledgedReceivedAt: instant.nullable(),
    /** 代签: the desk above that signed for it. */
    signedForBy: z.string().nullable(),
    remindedCount: z.number().int(),
    remindedAt: instant.nullable(),
    escalatedTo: z.string().nullable(),
    escalatedAt: instant.nullable(),
    /** Its child order, when delegated, with the progress of the children. */
    delegated: z.object({ orderId: uuid, total: z.number().int(), done: z.number().int(), counts: countsSchema }).nullable(),
    answer: answerSchema.nullable(),
    answeredBy: z.string().nullable(),
    answeredAt: instant.nullable(),
    answeredReceivedAt: instant.nullable(),
    sentBackReason: z.string().nullable(),
    sentBackBy: z.string().nullable(),
    /** Support that this desk asked for on this order; null without any. */
    support: supportSchema.nullable(),
    /** The revision of the order that stands here. */
    revision: z.number().int(),
    /** Until when a change of the order is to be acknowledged; null when none is owed. */
    changeBy: instant.nullable(),
    /** The revision that had been acknowledged when the change came; null when none is owed, or when it came with the change. */
    changedFrom: z.number().int().nullable(),
    changeAcknowledgedBy: z.string().nullable(),
    changeAcknowledgedAt: instant.nullable(),
    version: z.number().int(),
    may: z.object({
      acknowledge: z.boolean(),
      delegate: z.boolean(),
      answer: z.boolean(),
      signFor: z.boolean(),
      accept: z.boolean(),
      sendBack: z.boolean(),
      remind: z.boolean(),
      requestSupport: z.boolean(),
    }),
  })
  .meta({ id: 'ReceiptRow' });

export type ReceiptRow = z.infer<typeof receiptRowSchema>;

/** A receipt as its recipient sees it: with the order itself, what is asked, and who of the desk has seen it. */
export const receiptDetailSchema = receiptRowSchema
  .extend({
    order: orderSummarySchema.extend({
      body: z.string(),
      questions: z.array(questionSchema),
      attachments: z.array(fileSchema),
      about: aboutSchema.nullable(),
    }),
    chain: z.array(
      z.object({ orderId: uuid, numberText: z.string(), issuerName: z.string(), acknowledgeBy: instant, answerBy: instant.nullable() }),
    ),
    /** The areas below, to delegate to and to answer about; itself where none is. */
    things: z.array(z.object({ code: areaCode, name: z.string() })),
    /** What its questions ask about one by one, as it is at this desk now, and what else was answered about. Empty when none does. */
    ground: z.array(groundThingSchema),
    /** What was changed since this desk acknowledged: the revision it knows, and each step since. Null when no change is owed. */
    change: z
      .object({
        before: revisionSchema,
        steps: z.array(z.object({ revision: z.number().int(), reason: z.string().nullable(), byName: z.string(), at: instant })),
        /** The order that it was broken down into can be brought to the new text with one tap. */
        mayPassOn: z.boolean(),
      })
      .nullable(),
    /** The answer to the questions as they were before a change, to start from. */
    formerAnswer: answerSchema.nullable(),
    /** What the areas below have answered to the child order, to start from. */
    proposedAnswer: answerSchema.nullable(),
    desk: z.array(
      z.object({
        personId: uuid,
        name: z.string(),
        deliveredAt: instant.nullable(),
        openedAt: instant.nullable(),
        acknowledgedAt: instant.nullable(),
      }),
    ),
    /** Seconds that this answer takes, median of real answers; null without any. */
    answerSecondsMedian: z.number().nullable(),
  })
  .meta({ id: 'ReceiptDetail' });

export type ReceiptDetail = z.infer<typeof receiptDetailSchema>;

/**
 * The revision of the order that the person had before him. Said, an act on an older one is not done in silence: an
 * acknowledgement counts for what was read and leaves the change owed, anything else is 409 `order.changed-meanwhile`.
 */
export const seenRevision = z.number().int().min(1).optional();

export const delegateReceipt = command({
  name: 'delegateReceipt',
  feature,
  path: '/receipts/:receiptId/delegate',
  summary: 'Break an order down for areas below: a child order, whose limits are never earlier than the parent’s',
  input: commandInput.extend({
    receiptId: uuid,
    orderId: uuid,
    areaCodes: z.array(areaCode).max(3000),
    /** Units of one's own territory that can help. */
    unitIds: z.array(uuid).max(500).optional(),
    note: z.string().trim().max(2000).optional(),
    acknowledgeBy: instant.optional(),
    answerBy: instant.optional(),
    revision: seenRevision,
  }),
  result: z.object({ orderId: uuid, numberText: z.string(), number: z.number().int(), desks: z.number().int(), units: z.number().int() }),
  problems: [
    'incident.none-active',
    'order.audience-empty',
    'order.each-not-theirs',
    'order.audience-outside-scope',
    'order.delegate-to-asker',
    'order.child-limit-earlier',
    'order.limit-passed',
    'order.limit-too-far',
    'order.answer-before-acknowledge',
    'order.delegate-not-below',
    'area.unknown',
    'order.delegated-already',
    'order.changed-meanwhile',
  ],
});

export const getReceiptTree = view({
  name: 'getReceiptTree',
  feature,
  path: '/orders/:orderId/tree',
  summary: 'The receipts of an order by district and subdistrict, a letter a desk and a tick an acknowledgement',
  input: z.object({ orderId: uuid }),
  result: z.object({
    asOf: instant,
    issuedAt: instant,
    acknowledgeBy: instant,
    answerBy: instant.nullable(),
    /** Branches in code order: districts, then their subdistricts; `code` of 6 or 9 digits (4 for the city's own desk). */
    branches: z.array(
      z.object({
        code: areaCode,
        name: z.string(),
        level: z.enum(['city', 'district', 'subdistrict']),
        total: z.number().int(),
        counts: countsSchema,
        /** A letter a desk (`E L W H R D`), worst first; only on the lowest branch. */
        tiles: z.string(),
        /** Minutes from sending to acknowledging, one for each that did. */
        acknowledgedAfter: z.array(z.number().int()),
      }),
    ),
  }),
});

export const listReceipts = view({
  name: 'listReceipts',
  feature,
  path: '/orders/:orderId/receipts',
  summary: 'Receipts of an order, in code order',
  input: pageInput.extend({ orderId: uuid, under: areaCode.optional(), attention: z.enum(attentionStates).optional() }),
  result: pageOf(receiptRowSchema),
});

export const listInbox = view({
  name: 'listInbox',
  feature,
  path: '/inbox',
  summary: 'What was sent to this desk (or to me, or to my unit): open first, nearest limit first; or what is settled, newest first',
  input: pageInput.extend({ open: z.enum(['true', 'false']).default('true') }),
  result: pageOf(receiptDetailSchema),
});

export const getInboxSummary = view({
  name: 'getInboxSummary',
  feature,
  path: '/inbox/summary',
  summary: 'Badges: what is late, open and for review for this desk; what was asked of it today',
  input: empty,
  result: z.object({
    open: z.number().int(),
    late: z.number().int(),
    issuedLate: z.number().int(),
    forReview: z.number().int(),
    askedToday: z.number().int(),
    askedSecondsToday: z.number().nullable(),
    /** Copies for information that nobody of this desk (or unit) has read. */
    copiesUnread: z.number().int(),
  }),
});

export const getReceipt = view({
  name: 'getReceipt',
  feature,
  path: '/receipts/:receiptId',
  summary: 'One receipt with its order, for who has to act on it',
  input: z.object({ receiptId: uuid }),
  result: receiptDetailSchema,
});

const receiptResult = z.object({ receiptId: uuid, state: z.enum(receiptStates), version: z.number().int() });

export const confirmDelivery = command({
  name: 'confirmDelivery',
  feature,
  path: '/receipts/delivered',
  summary: 'A device of the desk has them',
  input: commandInput.extend({ receiptIds: z.array(uuid).min(1).max(200) }),
  result: z.object({ delivered: z.number().int() }),
});

export const openReceipt = command({
  name: 'openReceipt',
  feature,
  path: '/receipts/:receiptId/open',
  summary: 'Somebody looks at it',
  input: commandInput.extend({ receiptId: uuid }),
  result: receiptResult,
});

export const acknowledgeReceipt = command({
  name: 'acknowledgeReceipt',
  feature,
  path: '/receipts/:receiptId/acknowledge',
  summary: 'Acknowledge, for the whole desk',
  input: commandInput.extend({ receiptId: uuid, revision: seenRevision }),
  result: receiptResult,
});

export const acknowledgeReceipts = command({
  name: 'acknowledgeReceipts',
  feature,
  path: '/receipts/acknowledge',
  summary: 'Acknowledge several at once, for the whole desk; what others did first, or what is over, is told one by one',
  input: commandInput.extend({
    receipts: z
      .array(z.object({ receiptId: uuid, revision: seenRevision }))
      .min(1)
      .max(200),
  }),
  result: z.object({
    acknowledged: z.number().int(),
    outcomes: z.array(
      z.object({
        receiptId: uuid,
        /** `changed`: the order changed after it was read; `acknowledged` all the same, and the change is owed now. */
        outcome: z.enum(['acknowledged', 'changeAcknowledged', 'changed', 'byOther', 'over', 'notThere']),
        state: z.enum(receiptStates).nullable(),
        version: z.number().int().nullable(),
        by: z.string().nullable(),
        at: instant.nullable(),
      }),
    ),
  }),
});

export const signForReceipt = command({
  name: 'signForReceipt',
  feature,
  path: '/receipts/:receiptId/sign-for',
  summary: 'Acknowledge for a desk below that has nobody on duty (代签)',
  input: commandInput.extend({ receiptId: uuid }),
  result: receiptResult,
});

export const answerReceipt = command({
  name: 'answerReceipt',
  feature,
  path: '/receipts/:receiptId/answer',
  summary: 'Answer what the order asks for; answering acknowledges',
  input: commandInput.extend({
    receiptId: uuid,
    answer: answerSchema,
    /** Seconds from opening the answer form to sending it, measured on the screen; what asking costs is learnt from these. */
    spentSeconds: z.number().int().min(0).max(86_400).optional(),
    /**
     * `answeredAt` of the answer that stood there when this one was written (null: none). Said, another one that has come
     * since is not overwritten silently: 409 `state.moved-on`, and the person decides. Two of a desk, one without network.
     */
    seenAnsweredAt: instant.nullable().optional(),
    revision: seenRevision,
    /**
     * The pieces of the ground that were on the screen when it was written (`ground` of the receipt). Said, one that was added
     * since is not held against the answer: it stays open and is shown so. Without network the list is as old as the reading.
     */
    groundSeen: z.array(uuid).max(3000).optional(),
  }),
  result: receiptResult,
  problems: ['order.answer-incomplete', 'order.answer-unknown-thing', 'file.not-arrived', 'file.not-a-picture', 'order.changed-meanwhile'],
});

export const acceptAnswers = command({
  name: 'acceptAnswers',
  feature,
  path: '/orders/:orderId/accept',
  summary: 'Accept answers: those named, or all that wait within an area',
  input: commandInput.extend({ orderId: uuid, receiptIds: z.array(uuid).min(1).max(3000).optional(), under: areaCode.optional() }),
  result: z.object({ accepted: z.number().int() }),
  problems: ['order.change-not-acknowledged'],
});

export const sendBackAnswer = command({
  name: 'sendBackAnswer',
  feature,
  path: '/receipts/:receiptId/send-back',
  summary: 'Send an answer back with the reason',
  input: commandInput.extend({ receiptId: uuid, reason: z.string().trim().min(2).max(200), version: z.number().int() }),
  result: receiptResult,
  problems: ['order.change-not-acknowledged'],
});

export const remindReceipts = command({
  name: 'remindReceipts',
  feature,
  path: '/orders/:orderId/remind',
  summary: 'Remind those who have not acknowledged or answered (催办): those named, or all late within an area',
  input: commandInput.extend({ orderId: uuid, receiptIds: z.array(uuid).min(1).max(3000).optional(), under: areaCode.optional() }),
  result: z.object({ reminded: z.number().int() }),
  problems: ['order.reminded-recently'],
});
