import { z } from 'zod';
import { limitKinds } from '../attention/attention.ts';
import { fileIds, fileSchema } from '../files/files.ts';
import { command, view } from '../operation.ts';
import { areaCode, commandInput, day, instant, pageInput, pageOf, uuid } from '../schemas.ts';
import { markedSchema } from '../search/search.operations.ts';
import { questionSchema } from './answers.ts';
import { audienceSchema, copyTermSchema } from './audience.ts';
import { knownFactSchema } from './known-fact.ts';
import { urgencies } from './limits.ts';
import { orderStates } from './order-machine.ts';
import { changedParts } from './orders.events.ts';
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
export const supportSchema = z.object({ total: z.number().int(), open: z.number().int() }).meta({ id: 'Support' });

export const aboutSchema = z.object({ orderId: uuid, numberText: z.string(), title: z.string() }).meta({ id: 'About' });

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
    /** Which limit it is about, and how many owe it now. */
    nextEscalationOf: z.object({ limit: z.enum(limitKinds), owing: z.number().int() }).nullable(),
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

export const writtenTitle = z.string().trim().min(2).max(60);

export const writtenBody = z.string().trim().min(2).max(4000);

export const questionsSchema = z
  .array(questionSchema)
  .max(12)
  .refine((list) => new Set(list.map((q) => q.key)).size === list.length, 'question-keys-twice');

/** What may be wrong with what an order says and whom it is for, whether it goes out or is amended. */
export const writtenOrderProblems = [
  'order.audience-empty',
  'order.nobody-meets',
  'order.each-not-theirs',
  'order.audience-outside-scope',
  'order.limit-passed',
  'order.limit-too-far',
  'order.answer-before-acknowledge',
  'area.unknown',
] as const;

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
  problems: ['order.audience-empty', 'order.nobody-meets', 'order.each-not-theirs', 'order.audience-outside-scope', 'area.unknown'],
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
    /** Of its questions about each compound: how many of them these desks have, and how many desks have none. */
    ground: z.array(z.object({ questionKey: z.string(), things: z.number().int(), desksWithout: z.number().int() })),
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
  problems: ['incident.none-active', ...writtenOrderProblems, 'file.not-arrived'],
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
