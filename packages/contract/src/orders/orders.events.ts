import { z } from 'zod';
import { limitKinds } from '../attention/attention.ts';
import { eventKind } from '../event.ts';
import { areaCode, instant, uuid } from '../schemas.ts';
import { urgencies } from './limits.ts';

/** Every event of an order carries its number, so that a feed line can be read by itself. */
const order = { number: z.number().int(), numberText: z.string() };
/** Receipt events carry the seconds since sending: figures are sums of these, without reading the receipt again. */
const receipt = { ...order, recipient: z.enum(['desk', 'person', 'unit']), recipientName: z.string().nullable() };

export const orderIssued = eventKind(
  'order.issued',
  1,
  z.object({
    ...order,
    title: z.string(),
    urgency: z.enum(urgencies),
    desks: z.number().int(),
    persons: z.number().int(),
    units: z.number().int(),
    unstaffed: z.number().int(),
    acknowledgeBy: instant,
    answerBy: instant.nullable(),
    parentOrderId: uuid.nullable(),
    byCommunity: z.record(areaCode, z.number().int()),
  }),
);
/** Seen where the asker is seen, by the units asked, and above them. The figures count what was sent to whom, as of an order. */
export const supportRequested = eventKind(
  'order.supportRequested',
  1,
  z.object({
    ...order,
    title: z.string(),
    urgency: z.enum(urgencies),
    desks: z.number().int(),
    units: z.number().int(),
    unstaffed: z.number().int(),
    toNames: z.string(),
    acknowledgeBy: instant,
    answerBy: instant.nullable(),
    aboutOrderId: uuid.nullable(),
    byCommunity: z.record(areaCode, z.number().int()),
  }),
);
export const orderReminded = eventKind(
  'order.reminded',
  1,
  z.object({
    ...order,
    count: z.number().int(),
    byTimer: z.boolean(),
    limit: z.enum(limitKinds),
    byCommunity: z.record(areaCode, z.number().int()),
  }),
);
export const orderEscalated = eventKind(
  'order.escalated',
  1,
  z.object({
    ...order,
    count: z.number().int(),
    byTimer: z.boolean(),
    depth: z.number().int(),
    toNames: z.string(),
    limit: z.enum(limitKinds),
    byCommunity: z.record(areaCode, z.number().int()),
  }),
);
/** What of an order a revision changed. */
export const changedParts = ['title', 'body', 'questions', 'acknowledgeBy', 'answerBy', 'recipients', 'copies'] as const;
/** A new revision. `byCommunity` counts who was added by it; `owing` how many acknowledge the change. */
export const orderAmended = eventKind(
  'order.amended',
  1,
  z.object({
    ...order,
    title: z.string(),
    revision: z.number().int(),
    changed: z.array(z.enum(changedParts)),
    reason: z.string(),
    owing: z.number().int(),
    askedAgain: z.number().int(),
    added: z.number().int(),
    acknowledgeBy: instant,
    answerBy: instant.nullable(),
    /** Limit to acknowledge the change; null when nobody has to. */
    changeBy: instant.nullable(),
    byCommunity: z.record(areaCode, z.number().int()),
  }),
);
/** The limits of a delegated order moved later, because those above it did: nobody below has less time than was given above. */
export const orderLimitsMoved = eventKind(
  'order.limitsMoved',
  1,
  z.object({ ...order, acknowledgeBy: instant, answerBy: instant.nullable(), parentNumberText: z.string() }),
);
export const orderClosed = eventKind('order.closed', 1, z.object({ ...order, open: z.number().int(), note: z.string().nullable() }));
export const orderWithdrawn = eventKind('order.withdrawn', 1, z.object({ ...order, open: z.number().int(), reason: z.string() }));
/** Answers accepted together are one event; `byCommunity` counts them for the figures. */
export const answersAccepted = eventKind(
  'order.answersAccepted',
  1,
  z.object({ ...order, count: z.number().int(), byCommunity: z.record(areaCode, z.number().int()) }),
);

export const receiptDelivered = eventKind('receipt.delivered', 1, z.object(receipt));
export const receiptOpened = eventKind('receipt.opened', 1, z.object(receipt));
export const receiptAcknowledged = eventKind(
  'receipt.acknowledged',
  1,
  z.object({ ...receipt, seconds: z.number().int(), inTime: z.boolean(), signedForName: z.string().nullable() }),
);
/** Delegating acknowledges, when nobody had: then `seconds` says after how long. */
export const receiptDelegated = eventKind(
  'receipt.delegated',
  1,
  z.object({
    ...receipt,
    toCount: z.number().int(),
    childOrderId: uuid,
    childNumberText: z.string(),
    seconds: z.number().int().nullable(),
    inTime: z.boolean(),
  }),
);
/** Answering acknowledges, when nobody had. `again` after a sending back or a correction: counted once. */
export const receiptAnswered = eventKind(
  'receipt.answered',
  1,
  z.object({ ...receipt, summary: z.string(), again: z.boolean(), seconds: z.number().int().nullable(), inTime: z.boolean() }),
);
export const receiptSentBack = eventKind('receipt.sentBack', 1, z.object({ ...receipt, reason: z.string() }));
/** A change was acknowledged: by the desk itself, or `signedForName`, or `by` answering or delegating. Never counted as an acknowledgement. */
export const receiptChangeAcknowledged = eventKind(
  'receipt.changeAcknowledged',
  1,
  z.object({ ...receipt, revision: z.number().int(), inTime: z.boolean(), signedForName: z.string().nullable() }),
);
/** People came to or left the desk while the receipt was open. */
export const receiptStaffingChanged = eventKind(
  'receipt.staffingChanged',
  1,
  z.object({ count: z.number().int(), unstaffed: z.boolean() }),
);

/** Two desks became one, and both had this order: this receipt is closed as merged, another goes on. */
export const receiptMerged = eventKind(
  'receipt.merged',
  1,
  z.object({ ...receipt, formerCode: areaCode, formerName: z.string(), intoReceiptId: uuid }),
);

export const orderEvents = [
  orderIssued,
  supportRequested,
  orderReminded,
  orderEscalated,
  orderClosed,
  orderWithdrawn,
  answersAccepted,
  receiptDelivered,
  receiptOpened,
  receiptAcknowledged,
  receiptDelegated,
  receiptAnswered,
  receiptSentBack,
  receiptStaffingChanged,
  receiptMerged,
  orderAmended,
  orderLimitsMoved,
  receiptChangeAcknowledged,
] as const;
