/** Arithmetic of the two limits: acknowledge by (签收限) and answer by (反馈限). Pure; server, console and phone agree by it. */
export const urgencies = ['routine', 'urgent', 'immediate'] as const;
export type Urgency = (typeof urgencies)[number];

const minute = 60_000;
const hour = 60 * minute;

/** Milliseconds by urgency. */
export type Windows = Record<Urgency, number>;

/** Time to acknowledge unless the city has set others (`MUSTER_ACKNOWLEDGE_MINUTES`): 常规 24 h, 紧急 2 h, 特急 30 min. */
export const acknowledgeWithin: Windows = { routine: 24 * hour, urgent: 2 * hour, immediate: 30 * minute };

/** Time to answer that the compose page proposes; never less than there is to acknowledge. */
export const answerWithin: Windows = { routine: 48 * hour, urgent: 6 * hour, immediate: 150 * minute };

/** No limit may lie further ahead: an order without an end in sight is not an order. */
export const limitAtMost = 30 * 24 * hour;

/** How many levels up a late receipt is escalated: the desk above, the one above that, and so on to the issuer. */
export const escalationDepthMax = 3;

export function acknowledgeBy(urgency: Urgency, issuedAt: Date, windows: Windows): Date {
  return new Date(issuedAt.getTime() + windows[urgency]);
}

/** Remind those who have not acknowledged when half of their time is gone. */
export function acknowledgeRemindAt(issuedAt: Date, by: Date): Date {
  return new Date(issuedAt.getTime() + (by.getTime() - issuedAt.getTime()) / 2);
}

/** Remind those who have not answered when three quarters of their time is gone. */
export function answerRemindAt(issuedAt: Date, by: Date): Date {
  return new Date(issuedAt.getTime() + ((by.getTime() - issuedAt.getTime()) * 3) / 4);
}

/**
 * When a late receipt goes one more level up: first at the limit itself, then again after each half of the time there
 * was to acknowledge (特急: 10:00, 10:15, 10:30), at most `escalationDepthMax` times. `depth` counts from 1.
 */
export function escalateAt(limit: Date, order: { issuedAt: Date; acknowledgeBy: Date }, depth: number): Date {
  const half = (order.acknowledgeBy.getTime() - order.issuedAt.getTime()) / 2;
  return new Date(limit.getTime() + (depth - 1) * half);
}

/** One may remind the same desks again after this long (DING: 5 min). */
export const remindAgainAfter = 5 * minute;
