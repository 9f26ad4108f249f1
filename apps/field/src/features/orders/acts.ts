import { newId } from '@muster/client/ids';
import type { Answer } from '@muster/contract/orders/answers';
import type { Urgency } from '@muster/contract/orders/limits';
import type { ReceiptRow } from '@muster/contract/orders/receipts.operations';
import type { Ask } from '@muster/contract/orders/support';
import { askText, supportWords } from '@muster/ui/words/support.words';
import { outbox, photos } from '../../app/device.ts';

/** What is known of a receipt when something is done to it. The outbox names it by this, without network. */
interface About {
  id: string;
  /** What of its order was before the person: an act on an older text is not done in silence. */
  revision: number;
  order: { numberText: string; title: string };
}

export function noteOpened(receipt: About, by: string): void {
  void outbox().add(
    { operation: 'openReceipt', subject: receipt.id, input: { receiptId: receipt.id }, about: { by }, quiet: true },
    { once: true },
  );
}

export async function acknowledge(receipt: About, by: string): Promise<void> {
  await outbox().add(
    {
      operation: 'acknowledgeReceipt',
      subject: receipt.id,
      input: { receiptId: receipt.id, revision: receipt.revision },
      about: named(receipt, by),
    },
    { once: true },
  );
}

/** Several with one tap: one command, about each of them. */
export async function acknowledgeAll(receipts: readonly About[], by: string): Promise<void> {
  const [first] = receipts;
  if (!first) return;
  await outbox().add({
    operation: 'acknowledgeReceipts',
    subject: first.id,
    subjects: receipts.map((receipt) => receipt.id),
    input: { receipts: receipts.map((receipt) => ({ receiptId: receipt.id, revision: receipt.revision })) },
    about: { numberText: first.order.numberText, title: first.order.title, by, count: receipts.length },
  });
}

/** Acknowledges a change and brings the order below to it. */
export async function passOn(receipt: About, by: string): Promise<void> {
  await outbox().add(
    {
      operation: 'passOnChange',
      subject: receipt.id,
      input: { receiptId: receipt.id, revision: receipt.revision },
      about: named(receipt, by),
    },
    { once: true },
  );
}

interface Answering {
  given: Answer;
  /** From opening the form to sending; what asking costs is learnt from these. */
  spentSeconds: number;
  /** The answer that stood there when this one was written. Unknown while an own one is still waiting before it. */
  seenAnsweredAt: string | null | undefined;
  /** The compounds that were on the screen; what came since is not held against the answer. */
  groundSeen?: string[] | undefined;
  /** Photos on this phone that go with it. */
  files?: string[];
}

export async function answer(
  receipt: About,
  { given, spentSeconds, seenAnsweredAt, groundSeen, files = [] }: Answering,
  by: string,
): Promise<void> {
  await outbox().add({
    operation: 'answerReceipt',
    subject: receipt.id,
    input: {
      receiptId: receipt.id,
      answer: given,
      spentSeconds: Math.min(86_400, Math.round(spentSeconds)),
      ...(seenAnsweredAt === undefined ? {} : { seenAnsweredAt }),
      ...(groundSeen === undefined ? {} : { groundSeen }),
      revision: receipt.revision,
    },
    about: named(receipt, by),
    files,
  });
  // Beside it, not before: those above know of the answer while its photos are on their way.
  await photos().queue(files);
}

export async function delegate(receipt: About, areaCodes: string[], note: string, by: string): Promise<void> {
  await outbox().add(
    {
      operation: 'delegateReceipt',
      subject: receipt.id,
      input: { receiptId: receipt.id, orderId: newId(), areaCodes, revision: receipt.revision, ...(note ? { note } : {}) },
      about: { ...named(receipt, by), count: areaCodes.length },
    },
    { once: true },
  );
}

/** Those below: an order that this desk delegated, and its receipts. */
export interface Below {
  orderId: string;
  numberText: string;
  title: string;
}

export async function accept(below: Below, receipts: ReceiptRow[], by: string): Promise<void> {
  await outbox().add({
    operation: 'acceptAnswers',
    subject: below.orderId,
    input: { orderId: below.orderId, receiptIds: receipts.map((receipt) => receipt.id) },
    about: { numberText: below.numberText, title: below.title, by, count: receipts.length, areaName: receipts[0]?.areaName ?? null },
  });
}

export async function sendBack(below: Below, receipt: ReceiptRow, reason: string, by: string): Promise<void> {
  await outbox().add({
    operation: 'sendBackAnswer',
    subject: below.orderId,
    input: { receiptId: receipt.id, reason, version: receipt.version },
    about: { numberText: below.numberText, title: below.title, by, areaName: receipt.areaName },
  });
}

export async function remind(below: Below, receipts: ReceiptRow[], by: string): Promise<void> {
  await outbox().add({
    operation: 'remindReceipts',
    subject: below.orderId,
    input: { orderId: below.orderId, receiptIds: receipts.map((receipt) => receipt.id) },
    about: { numberText: below.numberText, title: below.title, by, count: receipts.length },
  });
}

function named(receipt: About, by: string) {
  return { numberText: receipt.order.numberText, title: receipt.order.title, by };
}

/** Acknowledges for a desk below that has nobody on duty (代签). */
export async function signFor(below: Below, receipt: ReceiptRow, by: string): Promise<void> {
  await outbox().add({
    operation: 'signForReceipt',
    subject: below.orderId,
    input: { receiptId: receipt.id },
    about: { numberText: below.numberText, title: below.title, by, areaName: receipt.areaName },
  });
}

interface Asking {
  ask: Ask;
  note: string;
  urgency: Urgency;
  deskCode: string | null;
  unitId: string | null;
  whom: string;
  about: { id: string; numberText: string; title: string } | null;
}

/** 请求支持. A subject of its own: a request that was refused must not hold back what is done with the order. */
export async function askSupport({ ask, note, urgency, deskCode, unitId, whom, about }: Asking, by: string): Promise<void> {
  const orderId = newId();
  await outbox().add({
    operation: 'requestSupport',
    subject: orderId,
    input: {
      orderId,
      ask,
      urgency,
      ...(note ? { note } : {}),
      ...(deskCode ? { areaCodes: [deskCode] } : {}),
      ...(unitId ? { unitIds: [unitId] } : {}),
      ...(about ? { aboutOrderId: about.id } : {}),
    },
    about: { numberText: about?.numberText ?? '', title: askText(ask), by, name: whom },
  });
}

/** Closes what this desk asked for; with answers still missing that is said. */
export async function closeRequest(request: { id: string; numberText: string; title: string; version: number }, open: number, by: string) {
  await outbox().add(
    {
      operation: 'closeOrder',
      subject: request.id,
      input: {
        orderId: request.id,
        version: request.version,
        closeOpen: open > 0,
        ...(open > 0 ? { note: supportWords.noLongerNeeded } : {}),
      },
      about: { numberText: request.numberText, title: request.title, by },
    },
    { once: true },
  );
}
