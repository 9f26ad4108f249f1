import { ancestorCodes } from '@muster/contract/areas/area-code';
import type { ResultOf } from '@muster/contract/operation';
import { receiptAnswered } from '@muster/contract/orders/orders.events';
import { answerReceipt as operation } from '@muster/contract/orders/receipts.operations';
import { command, event, noEvent } from '../../../platform/command.ts';
import type { Tx } from '../../../platform/db/scope.ts';
import { authorize } from '../../../platform/policy.ts';
import type { Principal } from '../../../platform/principal.ts';
import { Problem } from '../../../platform/problem.ts';
import { attachFiles } from '../../files/index.ts';
import { answeredBefore } from '../../journal/index.ts';
import { putEntries } from '../../search/index.ts';
import { answerSummary, checkAnswer } from '../answers.rules.ts';
import { factWrites } from '../facts.store.ts';
import { followMerges } from '../ground.rules.ts';
import { knownGround } from '../ground.store.ts';
import { orderPolicy } from '../orders.policy.ts';
import { answerEntry, answerText } from '../orders.search.ts';
import { type LockedReceipt, lockReceipt, markWrite, movedOn, moveReceipt, stepWrites } from '../receipts.store.ts';
import { knownThings } from '../things.store.ts';
import { changeSeen, requireCurrent } from './changes.ts';
import { acknowledging, isUnacknowledged, receiptFacts, receiptPlace } from './receipt-events.ts';

/** Answers what the order asks for. Answering acknowledges; answering again before it was accepted corrects. */
export const answerReceipt = command(operation, {
  action: 'receipt:answer',
  async run({ tx, principal, input, now, doneAt }) {
    const receipt = await lockReceipt(tx, input.receiptId);
    const permit = authorize(orderPolicy, principal, 'receipt:answer', receipt);
    // Answering again is a move, so a repeat would undo what came after it: a correction, a sending back.
    const before =
      receipt.answeredAt &&
      (await answeredBefore<ResultOf<typeof operation>>(tx, { name: operation.name, commandId: input.commandId, principal }));
    if (before) return { permit, ...before, events: noEvent('this very answer was given before') };
    const state = moveReceipt(receipt, 'answer');
    requireCurrent(receipt, input.revision);
    if (!receipt.asksAnswer) throw new Problem('state.moved-on', { state: receipt.state, by: null, at: null });
    // Two of a desk answered, one of them without network: neither is overwritten unseen.
    if (input.seenAnsweredAt !== undefined && !isSameInstant(receipt.answeredAt, input.seenAnsweredAt)) throw movedOn(receipt);
    const things = await knownThings(tx, receipt.areaCode, receipt.recipient);
    const { questions } = receipt.order;
    const ground = await knownGround(tx, receipt.areaCode, questions, [input.answer]);
    const about = { things, ground };
    const answer = checkAnswer(questions, followMerges(questions, input.answer, ground), about, input.groundSeen);
    if (answer.photos || receipt.answeredAt) await attachPhotos(tx, principal, receipt, answer.photos ?? [], now);
    const first = isUnacknowledged(receipt);
    const { at, receivedAt, seconds, inTime } = acknowledging(receipt, doneAt, now);
    const seen = changeSeen(receipt, principal, doneAt);
    const change = {
      ...seen.change,
      ...(first
        ? {
            acknowledged_at: at,
            acknowledged_by: principal.personId,
            acknowledged_by_name: principal.personName,
            acknowledged_received_at: receivedAt,
          }
        : {}),
      answered_at: at,
      answered_received_at: receivedAt,
      answered_by_name: principal.personName,
      answer: JSON.stringify(answer),
      answer_seconds: input.spentSeconds ?? null,
    };
    // What was written can be found; an answer of ticks has no words, unless it takes the place of one that had.
    const hasWords = receipt.answeredAt !== null || answerText(receipt.order.questions, answer) !== '';
    const words = () =>
      answerEntry({
        receiptId: receipt.id,
        answeredAt: at,
        areaCode: receipt.areaCode,
        askerCode: receipt.order.kind === 'supportRequest' ? receipt.order.issuerCode : null,
        personId: receipt.personId,
        unitId: receipt.unitId,
        questions: receipt.order.questions,
        answer,
      });
    return {
      permit,
      result: { receiptId: receipt.id, state, version: receipt.version + 1 },
      writes: [
        ...stepWrites(tx, receipt, state, now, change),
        markWrite(tx, receipt, principal, first ? { acknowledged: at } : { opened: at }),
        ...(hasWords ? [putEntries(tx, [words()])] : []),
        ...factWrites(tx, receipt, answer, at),
      ],
      events: [
        event(receiptAnswered, receiptPlace(receipt, at), {
          ...receiptFacts(receipt),
          summary: answerSummary(questions, answer, about),
          again: receipt.answeredAt !== null,
          seconds: first ? seconds : null,
          inTime,
        }),
        ...seen.events,
      ],
    };
  },
});

/** Whoever sees the receipt sees the photos of its answer. A correction takes those off that it does not name. */
async function attachPhotos(tx: Tx, principal: Principal, receipt: LockedReceipt, photos: readonly string[], now: Date): Promise<void> {
  const { areaCode, personId, unitId, order } = receipt;
  // Who asked for support stands below whoever answers him.
  const reachUp = order.kind === 'supportRequest' ? [...ancestorCodes(order.issuerCode), order.issuerCode] : [];
  const reach = { areaCode, personId, reachUp, reachUnits: unitId ? [unitId] : [] };
  await attachFiles(
    tx,
    principal,
    { subject: 'answer', subjectId: receipt.id, fileIds: photos, reach, onlyPictures: true, pointer: '/answer/photos' },
    now,
  );
}

function isSameInstant(at: Date | null, said: string | null): boolean {
  return (at?.getTime() ?? null) === (said === null ? null : Date.parse(said));
}
