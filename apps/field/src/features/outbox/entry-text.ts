import type { OutboxEntry } from '@muster/client/outbox/entry';
import type { PlaceCheckKey, PlaceProblemKind, QueueState } from '@muster/contract/places/place-kinds';
import { formatNumber, spokenNumber } from '@muster/ui/format';
import { placeWords } from '@muster/ui/words/places.words';
import { shared } from '@muster/ui/words/shared.words';
import { outboxWords as w } from './outbox.words.ts';

/** What an entry does, in words: 签收 48 号. */
export function entryText({ operation, about, input }: Pick<OutboxEntry, 'operation' | 'about' | 'input'>): string {
  const number = typeof about.numberText === 'string' ? spokenNumber(about.numberText) : '';
  const count = formatNumber(Number(about.count ?? 1));
  const name = String(about.name ?? '');
  switch (operation) {
    case 'acknowledgeReceipt':
    case 'answerReceipt':
    case 'passOnChange':
      return w.what[operation](number);
    case 'delegateReceipt':
    case 'acknowledgeReceipts':
    case 'acceptAnswers':
    case 'remindReceipts':
      return w.what[operation](number, count);
    case 'sendBackAnswer':
    case 'signForReceipt':
      return w.what[operation](number, String(about.areaName ?? ''));
    case 'requestSupport':
      return w.what.requestSupport(String(about.name ?? ''), String(about.title ?? ''));
    case 'closeOrder':
      return w.what.closeOrder(number);
    case 'setDuty':
      return input.onDuty ? w.what.onDuty(String(about.name ?? '')) : w.what.offDuty(String(about.name ?? ''));
    case 'reportQueue':
      return w.what.reportQueue(name, placeWords.queue[input.queue as QueueState]);
    case 'reportPlaceProblem':
      return w.what.reportPlaceProblem(name, String(input.text ?? placeWords.problem[input.kind as PlaceProblemKind]));
    case 'seePlaceProblem':
    case 'settlePlaceProblem':
      return w.what[operation](name, String(about.what ?? ''));
    case 'recordPlaceCheck':
      return w.what.recordPlaceCheck(name, placeWords.check[input.key as PlaceCheckKey], input.isMet ? shared.yes : shared.no);
    case 'openRound':
    case 'closeRound':
      return w.what[operation](name, String(about.round ?? ''));
    case 'addRoundCount':
    case 'correctRoundCount':
      return w.what[operation](name, formatNumber(Math.abs(Number(input.amount))));
    case 'tickItem':
    case 'untickItem':
      return w.what[operation](name, String(about.item ?? ''));
    case 'setAbsence':
      return w.what.setAbsence[String(input.reason)] ?? w.what.other;
    case 'endAbsence':
      return w.what.endAbsence;
    case 'agreePatchPhone':
      return w.what[input.agrees ? 'agreePatchPhone' : 'hidePatchPhone'](String(about.name ?? ''));
    case 'changeBuildings':
      return w.what.changeBuildings(String(about.name ?? ''), String(about.what ?? ''));
    default:
      return w.what.other;
  }
}

/** What somebody else did first: shown beside one's own, never merged silently. */
export function conflictText({ operation }: OutboxEntry): string {
  return (w.conflict as Record<string, string>)[operation] ?? w.conflict.other;
}

/** The order is over: there is nothing to decide any more. */
export function endOf({ problem }: OutboxEntry): 'closed' | 'withdrawn' | null {
  const state = problem?.code === 'state.moved-on' ? problem.params.state : null;
  return state === 'closed' || state === 'withdrawn' ? state : null;
}

/** Refused because the thing has moved on: a person decides. Everything else that was refused could not be done at all. */
export function isConflict({ problem }: OutboxEntry): boolean {
  return (
    problem?.status === 409 &&
    problem.code !== 'incident.none-active' &&
    problem.code !== 'incident.ended' &&
    problem.code !== 'command.reused'
  );
}
