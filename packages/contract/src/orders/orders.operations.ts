import { z } from 'zod';
import { attentionSchema } from '../attention/attention.operations.ts';
import { attentionStates } from '../attention/attention.ts';
import { fileIds, fileSchema } from '../files/files.ts';
import { command, view } from '../operation.ts';
import { areaCode, commandInput, day, empty, instant, pageInput, pageOf, uuid } from '../schemas.ts';
import { markedSchema } from '../search/search.operations.ts';
import { answerSchema, questionSchema } from './answers.ts';
import { audienceSchema, audienceTermSchema, copyTermSchema } from './audience.ts';
import { knownFactSchema } from './known-fact.ts';
import { urgencies } from './limits.ts';
import { orderStates } from './order-machine.ts';
import { changedParts } from './orders.events.ts';
import { receiptStates } from './receipt-machine.ts';
import { askSchema, orderKinds } from './support.ts';

const feature = 'orders';

/** How many receipts stand in each of the five states now. */
export const countsSchema = z
  .object({
    late: z.number().int(),
    waiting: z.number().int(),
    inHand: z.number().int(),
    forReview: z.number().int(),
    done: z.number().int(),
    /** Of the done: open when their order was closed or withdrawn. */
    ended: z.number().int(),
    escalated: z.number().int(),
  })
  .meta({ id: 'Counts' });
export type Counts = z.infer<typeof countsSchema>;

export const orderSummarySchema = z
  .object({
    id: uuid,
    number: z.number().int(),
    /** 市指〔2022〕47号 */
    numberText: z.string(),
    urgency: z.enum(urgencies),
    title: z.string(),
    state: z.enum(orderStates),
    issuerCode: areaCode,
    /** 市指挥部, 新华区指挥部, 天湖苑社区 */
    issuerName: z.string(),
    issuerPersonName: z.string(),
    issuedAt: instant,
    acknowledgeBy: instant,
    answerBy: instant.nullable(),
    asksAnswer: z.boolean(),
    counts: countsSchema,
    /** The next automatic escalation while something is late or could become so. */
    nextEscalationAt: instant.nullable(),
    parentOrderId: uuid.nullable(),
    isDrill: z.boolean(),
    kind: z.enum(orderKinds),
    /** What a support request asks for; null for an order. */
    ask: askSchema.nullable(),
    /** 1 as sent; each amendment makes the next one. */
    revision: z.number().int(),
    amendedAt: instant.nullable(),
    /** Until when the last change is to be acknowledged by those who had acknowledged before. */
    changeBy: instant.nullable(),
    closedAt: instant.nullable(),
    closeNote: z.string().nullable(),
    /** Who closed or withdrew it; null where it ended with the order above it. */
    closedBy: z.string().nullable(),
  })
  .meta({ id: 'OrderSummary' });
export type OrderSummary = z.infer<typeof orderSummarySchema>;

/** Support that is asked for on an order: how many requests, and how many of them still wait for an answer. */
const supportSchema = z.object({ total: z.number().int(), open: z.number().int() }).meta({ id: 'Support' });
const aboutSchema = z.object({ orderId: uuid, numberText: z.string(), title: z.string() }).meta({ id: 'About' });
/** One revision of an order, in full. Kept for ever; the first one is what was sent. */
export const revisionSchema = z
  .object({
    revision: z.number().int(),
    title: z.string(),
    body: z.string(),
    questions: z.array(questionSchema),
    acknowledgeBy: instant,
    answerBy: instant.nullable(),
    changeBy: instant.nullable(),
    audienceText: z.string(),
    /** What differs from the revision before; empty for the first. */
    changed: z.array(z.enum(changedParts)),
    reason: z.string().nullable(),
    byName: z.string(),
    at: instant,
  })
  .meta({ id: 'OrderRevision' });
export type OrderRevision = z.infer<typeof revisionSchema>;

const derivedSums = z.array(
  z.object({
    questionKey: z.string(),
    /** For ticks and choices: how many things got which value. `null` key = not answered yet. */
    values: z.array(z.object({ key: z.string().nullable(), text: z.string().nullable(), count: z.number().int() })),
    /** For numbers: the sum over all answers. */
    sum: z.number().nullable(),
  }),
);

export const orderDetailSchema = orderSummarySchema
  .extend({
    body: z.string(),
    audience: audienceSchema,
    /** The audience in words, made of area names. */
    audienceText: z.string(),
    questions: z.array(questionSchema),
    /** Those of the orders above come first: what was broken down carries them along. */
    attachments: z.array(fileSchema),
    sums: derivedSums,
    /** Median seconds from acknowledging to answering over the answers so far; null without any. */
    answerSecondsMedian: z.number().nullable(),
    answeredCount: z.number().int(),
    receiptCount: z.number().int(),
    /** Who gets it for information, in words; null when nobody does. */
    copiesText: z.string().nullable(),
    copiesSeeProgress: z.boolean(),
    /** This desk's (or unit's) own copy. `seesProgress` false: its counts are left at nought, because the issuer keeps them. */
    myCopy: z.object({ id: uuid, readAt: instant.nullable(), readBy: z.string().nullable(), seesProgress: z.boolean() }).nullable(),
    version: z.number().int(),
    /** The recurring order that it belongs to. */
    scheduleId: uuid.nullable(),
    /** The chain upwards: who set which limit. Topmost first; empty for an order that was not delegated. */
    chain: z.array(
      z.object({ orderId: uuid, numberText: z.string(), issuerName: z.string(), acknowledgeBy: instant, answerBy: instant.nullable() }),
    ),
    /** Names of the desks to which late receipts go next. */
    nextEscalationTo: z.array(z.string()),
    /** This desk's own receipt on it, when it has one. */
    myReceiptId: uuid.nullable(),
    /** The order that a support request is about, as far as one sees it. */
    about: aboutSchema.nullable(),
    /** Support asked for on this order, by whomever and at whatever level below. */
    support: supportSchema,
    may: z.object({
      remind: z.boolean(),
      escalate: z.boolean(),
      accept: z.boolean(),
      close: z.boolean(),
      withdraw: z.boolean(),
      requestSupport: z.boolean(),
      amend: z.boolean(),
    }),
  })
  .meta({ id: 'OrderDetail' });
export type OrderDetail = z.infer<typeof orderDetailSchema>;

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

export const writtenTitle = z.string().trim().min(2).max(60);
export const writtenBody = z.string().trim().min(2).max(4000);
export const questionsSchema = z
  .array(questionSchema)
  .max(12)
  .refine((list) => new Set(list.map((q) => q.key)).size === list.length, 'question-keys-twice');

/**
 * The revision of the order that the person had before him. Said, an act on an older one is not done in silence: an
 * acknowledgement counts for what was read and leaves the change owed, anything else is 409 `order.changed-meanwhile`.
 */
const seenRevision = z.number().int().min(1).optional();

const writtenOrder = z.object({
  urgency: z.enum(urgencies),
  title: writtenTitle,
  body: writtenBody,
  audience: audienceSchema,
  questions: questionsSchema.default([]),
  /** Answer by; needed when something is asked. Acknowledge by follows from the urgency. */
  answerBy: instant.optional(),
  /** Who gets a copy for information: reads it, owes nothing. */
  copies: z.array(copyTermSchema).max(20).optional(),
  /** Whether those who get a copy see how far it is. */
  copiesSeeProgress: z.boolean().optional(),
});

export const previewOrder = view({
  name: 'previewOrder',
  feature,
  method: 'POST',
  path: '/orders/preview',
  summary: 'Whom an audience reaches, which desks have nobody on duty, and what it costs them, before sending',
  problems: ['order.audience-empty', 'order.audience-outside-scope', 'area.unknown'],
  input: writtenOrder.pick({ urgency: true, audience: true, copies: true }).extend({ questions: questionsSchema.default([]) }),
  result: z.object({
    desks: z.number().int(),
    persons: z.number().int(),
    units: z.number().int(),
    /** Who gets a copy for information; whoever is addressed anyway is not among them. */
    copies: z.object({ desks: z.number().int(), units: z.number().int() }),
    /** People who will see it: those on duty at the desks, and the single recipients. */
    people: z.number().int(),
    byLevel: z.record(z.string(), z.number().int()),
    /** Reached desks by district, in code order. */
    byDistrict: z.array(z.object({ code: areaCode, name: z.string(), desks: z.number().int() })),
    /** Minimal cover of the communities that are addressed themselves, to paint the mosaic. */
    codes: z.array(areaCode),
    /** Desks above the communities that are addressed themselves: marked at their headings. */
    headings: z.array(areaCode),
    staffedDesks: z.number().int(),
    unstaffed: z.array(z.object({ code: areaCode, name: z.string(), aboveCode: areaCode.nullable(), aboveName: z.string().nullable() })),
    unstaffedCount: z.number().int(),
    /** Subdistricts and districts that see it at once without being addressed. */
    alsoSee: z.object({ districts: z.number().int(), subdistricts: z.number().int() }),
    acknowledgeBy: instant,
    answerByProposed: instant,
    cost: z.object({
      secondsPerDesk: z.number().nullable(),
      /** How many real answers the figure was learnt from; 0 = no experience yet, secondsPerDesk is null. */
      learntFrom: z.number().int(),
      /** From orders that asked for things of the same kinds, or, where there are none, from all that asked for something. */
      learntFromLike: z.boolean(),
      askedTodayPerDesk: z.number(),
      /** What answering has taken each of them today, measured on the screens. */
      askedTodaySecondsPerDesk: z.number(),
      askedTodayMost: z.object({ code: areaCode, name: z.string(), count: z.number().int() }).nullable(),
      /** What these desks were asked today: those that most of them got come first, at most 20. */
      askedToday: z.array(
        z.object({
          orderId: uuid,
          numberText: z.string(),
          title: z.string(),
          issuerName: z.string(),
          issuedAt: instant,
          asksAnswer: z.boolean(),
          desks: z.number().int(),
        }),
      ),
    }),
    /** Named numbers of its questions that these desks have given today already, by the key of the question. */
    known: z.array(knownFactSchema.extend({ questionKey: z.string() })),
  }),
});

export const issueOrder = command({
  name: 'issueOrder',
  feature,
  path: '/orders',
  summary: 'Send an order',
  input: commandInput.extend({ orderId: uuid, ...writtenOrder.shape, attachments: fileIds.optional() }),
  result: z.object({
    orderId: uuid,
    numberText: z.string(),
    number: z.number().int(),
    desks: z.number().int(),
    persons: z.number().int(),
    units: z.number().int(),
  }),
  problems: [
    'incident.none-active',
    'order.audience-empty',
    'order.audience-outside-scope',
    'order.limit-passed',
    'order.limit-too-far',
    'order.answer-before-acknowledge',
    'area.unknown',
    'file.not-arrived',
  ],
});

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

export const listOrders = view({
  name: 'listOrders',
  feature,
  path: '/orders',
  summary: 'Orders one may see, newest first',
  input: pageInput.extend({
    state: z.enum(['open', 'closed', 'withdrawn', 'late', 'forReview']).optional(),
    urgency: z.enum(urgencies).optional(),
    kind: z.enum(orderKinds).optional(),
    /** Support requests on this order, or on what it was broken down into. */
    about: uuid.optional(),
    /** Issued by one's own desk only. */
    mine: z.enum(['true', 'false']).optional(),
    issuer: areaCode.optional(),
    /** Of another incident than the current one: an earlier emergency, a drill. */
    incidentId: uuid.optional(),
    /** Sent to one's own desk, unit or oneself only. */
    received: z.enum(['true', 'false']).optional(),
    /** Days on which they were issued, both included. */
    from: day.optional(),
    to: day.optional(),
    /** Words, all of which stand in its texts; pinyin initials of title, issuer and audience; a number alone is the order's. */
    q: z.string().trim().max(60).optional(),
  }),
  result: pageOf(
    orderSummarySchema.extend({
      /** With `q`: where in it that was found. */
      found: z.object({ title: markedSchema, excerpt: markedSchema.nullable() }).nullable(),
    }),
  ),
});

export const getOrder = view({
  name: 'getOrder',
  feature,
  path: '/orders/:orderId',
  summary: 'One order, its sums and what one may do with it',
  input: z.object({ orderId: uuid }),
  result: orderDetailSchema,
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

export const passOnChange = command({
  name: 'passOnChange',
  feature,
  path: '/receipts/:receiptId/pass-on-change',
  summary: 'Acknowledge a change and bring the order that this desk broke it down into to the same text, questions and limits',
  input: commandInput.extend({ receiptId: uuid, revision: seenRevision }),
  result: z.object({ receiptId: uuid, orderId: uuid, revision: z.number().int(), owing: z.number().int() }),
  problems: ['order.changed-meanwhile', 'order.pass-on-by-hand'],
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

export const escalateOrder = command({
  name: 'escalateOrder',
  feature,
  path: '/orders/:orderId/escalate',
  summary: 'Escalate what is late to the desks above now, without waiting for the timer (督办)',
  input: commandInput.extend({ orderId: uuid }),
  result: z.object({ escalated: z.number().int() }),
});

export const closeOrder = command({
  name: 'closeOrder',
  feature,
  path: '/orders/:orderId/close',
  summary: 'Close an order (办结). With receipts still open it needs `closeOpen` and a note',
  input: commandInput.extend({
    orderId: uuid,
    version: z.number().int(),
    closeOpen: z.boolean().default(false),
    note: z.string().trim().max(200).optional(),
  }),
  result: z.object({ orderId: uuid, closed: z.number().int() }),
  problems: ['order.open-receipts'],
});

export const withdrawOrder = command({
  name: 'withdrawOrder',
  feature,
  path: '/orders/:orderId/withdraw',
  summary: 'Withdraw an order; everyone it reached is told',
  input: commandInput.extend({ orderId: uuid, version: z.number().int(), reason: z.string().trim().min(2).max(200) }),
  result: z.object({ orderId: uuid, withdrawn: z.number().int() }),
});

const amendment = z.object({
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
const amendmentProblems = [
  'order.nothing-changed',
  'order.audience-empty',
  'order.audience-outside-scope',
  'order.limit-passed',
  'order.limit-too-far',
  'order.answer-before-acknowledge',
  'order.child-limit-earlier',
  'area.unknown',
] as const;

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
