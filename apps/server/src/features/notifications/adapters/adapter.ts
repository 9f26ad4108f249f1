import { type Outbound, type OutboundAnswer, OutboundFault, type OutboundRequest } from '../../../platform/outbound.ts';
import type { Parcel } from '../wording.ts';

/** Whom a parcel is for: nobody in particular (a group), a person by his number, a device. */
export interface Recipient {
  mobile: string | null;
  push: { endpoint: string; p256dh: string; auth: string } | null;
}

/**
 * What came of it. `slow`: the channel itself cannot now (no answer, too many, 5xx): nothing more is tried on it for a while.
 * `refused`: this one is not taken, and would not be if it were sent again. `gone`: this device does not exist any more.
 */
export type Outcome = { state: 'sent' } | Failed | { state: 'gone'; code: string; detail: string };
/** `ofRecipient`: he cannot be reached on it; the channel itself is well. */
export type Failed = { state: 'refused'; code: string; detail: string; ofRecipient?: true } | Slow;
export type Slow = { state: 'slow'; code: string; detail: string; afterMs?: number | undefined };

export interface Delivery {
  settings: Record<string, string | number>;
  secrets: Record<string, string>;
  parcel: Parcel;
  recipients: readonly Recipient[];
  outbound: Outbound;
  now: Date;
}

/** One way out. It knows its request, its signature, its quota and what its codes mean; it keeps no state but a token. */
export interface Adapter {
  /** Requests a minute that the other side takes. */
  perMinute: number;
  /** To so many persons in one request; 1 for groups. */
  recipientsMost: number;
  /** One outcome for each recipient, in their order. */
  send: (delivery: Delivery) => Promise<Outcome[]>;
}

export const sent: Outcome = { state: 'sent' };

/** A request whose answer is JSON with a code. No answer, 5xx and 429 are the channel's trouble, not the message's. */
export async function askJson(
  outbound: Outbound,
  request: OutboundRequest,
): Promise<{ body: Record<string, unknown> } | { failed: Failed }> {
  const answered = await ask(outbound, request);
  if ('failed' in answered) return answered;
  try {
    return { body: JSON.parse(answered.answer.text) as Record<string, unknown> };
  } catch {
    return { failed: { state: 'slow', code: `http-${answered.answer.status}`, detail: 'the answer is no JSON' } };
  }
}

export async function ask(outbound: Outbound, request: OutboundRequest): Promise<{ answer: OutboundAnswer } | { failed: Failed }> {
  try {
    const answer = await outbound.send(request);
    if (answer.status >= 500 || answer.status === 429)
      return { failed: { state: 'slow', code: `http-${answer.status}`, detail: '', afterMs: answer.retryAfterMs ?? undefined } };
    return { answer };
  } catch (error) {
    const code = error instanceof OutboundFault ? error.code : 'unreachable';
    return code === 'private' || code === 'protocol' || code === 'address'
      ? { failed: { state: 'refused', code: `address-${code}`, detail: '' } }
      : { failed: { state: 'slow', code, detail: '' } };
  }
}

/** What the other side says of an error, cut short and without what could be a key. */
export function said(text: unknown): string {
  return String(text ?? '')
    .replace(/[A-Za-z0-9_-]{20,}/g, '…')
    .slice(0, 160);
}

export const jsonPost = (url: string, body: unknown): OutboundRequest => ({
  url,
  method: 'POST',
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});
