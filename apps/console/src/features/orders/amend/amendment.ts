import type { Question } from '@muster/contract/orders/answers';
import type { AudienceTerm } from '@muster/contract/orders/audience';
import type { OrderDetail } from '@muster/contract/orders/orders.operations';
import { type Draft, type DraftQuestion, emptyDraft, type PickedArea, questionsOf } from '../compose/draft.ts';

/** An order as it is being amended. */
export interface Amending {
  title: string;
  body: string;
  questions: DraftQuestion[];
  acknowledgeBy: string;
  answerBy: string | null;
  addAreas: PickedArea[];
  addUnits: { id: string; name: string }[];
  reason: string;
}

export function amendingOf(order: OrderDetail): Amending {
  return {
    title: order.title,
    body: order.body,
    questions: order.questions.map(draftQuestion),
    acknowledgeBy: order.acknowledgeBy,
    answerBy: order.answerBy,
    addAreas: [],
    addUnits: [],
    reason: '',
  };
}

function draftQuestion(question: Question): DraftQuestion {
  return {
    key: question.key,
    kind: question.kind,
    text: question.text,
    perArea: question.perArea,
    ...(question.each ? { each: question.each } : {}),
    options: (question.options ?? []).map((option) => option.text).join('、'),
    ...(question.fact ? { fact: question.fact } : {}),
  };
}

/** For the field of questions, which is that of the form that composes. */
export function asDraft(amending: Amending): Draft {
  return { ...emptyDraft(), title: amending.title, body: amending.body, questions: amending.questions };
}

/** What is asked now. A question that was not touched stays the very same one, with its keys: what was answered to it holds. */
export function askedNow(order: OrderDetail, amending: Amending): Question[] {
  const made = questionsOf(asDraft(amending));
  return made.map((question) => {
    const was = order.questions.find((one) => one.key === question.key);
    const draft = amending.questions.find((one) => one.key === question.key);
    return was && draft && JSON.stringify(draftQuestion(was)) === JSON.stringify(draft) ? was : question;
  });
}

/** What is sent: only what is another now. */
export function amendmentOf(order: OrderDetail, amending: Amending) {
  const questions = askedNow(order, amending);
  const isAsked = JSON.stringify(questions) !== JSON.stringify(order.questions);
  const add: AudienceTerm[] = [
    ...(amending.addAreas.length > 0 ? [{ kind: 'areas' as const, codes: amending.addAreas.map((area) => area.code) }] : []),
    ...(amending.addUnits.length > 0 ? [{ kind: 'units' as const, unitIds: amending.addUnits.map((unit) => unit.id) }] : []),
  ];
  return {
    orderId: order.id,
    ...(amending.title.trim() !== order.title ? { title: amending.title.trim() } : {}),
    ...(amending.body.trim() !== order.body ? { body: amending.body.trim() } : {}),
    ...(isAsked ? { questions } : {}),
    ...(amending.acknowledgeBy !== order.acknowledgeBy ? { acknowledgeBy: amending.acknowledgeBy } : {}),
    ...(amending.answerBy !== order.answerBy ? { answerBy: amending.answerBy } : {}),
    ...(add.length > 0 ? { add } : {}),
  };
}

/** Whether anything is another now. */
export function changesAnything(amendment: ReturnType<typeof amendmentOf>): boolean {
  return Object.keys(amendment).length > 1;
}
