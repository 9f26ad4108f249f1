import type { Recipient } from './adapters/adapter.ts';
import type { DueMessage } from './delivering.store.ts';
import type { Parcel } from './wording.ts';

/** What leaves as one: the message, what is settled with it, and to whom it goes. */
export interface Bundle {
  parcel: Parcel;
  messages: DueMessage[];
  recipients: { recipient: Recipient; ids: string[]; subscriptionId: string | null }[];
}

/**
 * Immediate ones each by itself. Of the rest, what waits for one recipient at the same moment is one message. Several
 * persons who get the very same are one request, where the channel takes many.
 */
export function bundlesOf(
  due: readonly DueMessage[],
  personal: boolean,
  recipientsMost: number,
  frame: { now: Date; publicUrl: string | null },
  recipientOf: (message: DueMessage) => Recipient,
): Bundle[] {
  const piles = new Map<string, DueMessage[]>();
  for (const one of due) {
    const whose = personal ? (one.subscriptionId ?? one.personId ?? '') : '';
    const key = one.urgency === 'immediate' ? `${whose} ${one.id}` : whose;
    piles.set(key, [...(piles.get(key) ?? []), one]);
  }
  const bundles: Bundle[] = [];
  const open = new Map<string, Bundle>();
  for (const messages of piles.values()) {
    const things = messages.map(({ facts, urgency, targetId }) => ({ facts, urgency, targetId, count: facts.count ?? null }));
    const [first] = messages;
    if (!first) continue;
    // The link of one's own part differs from person to person: only where it is left out are they the same.
    const same =
      recipientsMost > 1 ? things.map(({ facts, urgency }) => `${facts.headline} ${facts.number} ${urgency}`).join('|') : first.id;
    const known = open.get(same);
    const to = { recipient: recipientOf(first), ids: messages.map((one) => one.id), subscriptionId: first.subscriptionId };
    if (known && known.recipients.length < recipientsMost) {
      known.recipients.push(to);
      known.messages.push(...messages);
      // Several people, several parts: the link leads to what they share.
      known.parcel = { ...known.parcel, things: known.parcel.things.map((thing) => ({ ...thing, targetId: null })) };
      continue;
    }
    const bundle = { parcel: { ...frame, things }, messages: [...messages], recipients: [to] };
    open.set(same, bundle);
    bundles.push(bundle);
  }
  return bundles;
}

/** Whose server a push goes to; '' where it is none. */
export const serviceOf = (bundle: Bundle) => {
  const endpoint = bundle.recipients[0]?.recipient.push?.endpoint;
  return endpoint === undefined ? '' : new URL(endpoint).host;
};

/** Several messages to one group as one. */
export function gathered(bundles: readonly Bundle[]): Bundle {
  const [first] = bundles;
  if (!first) throw new Error('nothing to gather');
  const messages = bundles.flatMap((bundle) => bundle.messages);
  return {
    parcel: { ...first.parcel, things: bundles.flatMap((bundle) => bundle.parcel.things) },
    messages,
    recipients: [{ recipient: { mobile: null, push: null }, ids: messages.map((one) => one.id), subscriptionId: null }],
  };
}
