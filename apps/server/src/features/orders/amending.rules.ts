import type { Question } from '@muster/contract/orders/answers';
import { limitAtMost } from '@muster/contract/orders/limits';
import type { changedParts } from '@muster/contract/orders/orders.events';
import { Problem } from '../../platform/problem.ts';
import { checkLimits, type Limits } from './orders.rules.ts';

export type ChangedPart = (typeof changedParts)[number];

/** What an order says, as far as an amendment may change it. */
export interface OrderText {
  title: string;
  body: string;
  questions: readonly Question[];
  acknowledgeBy: Date;
  answerBy: Date | null;
}

export interface AmendmentInput {
  title?: string | undefined;
  body?: string | undefined;
  questions?: readonly Question[] | undefined;
  acknowledgeBy?: string | undefined;
  answerBy?: string | null | undefined;
}

export interface Amendment extends OrderText {
  /** Of what is written; who is added is none of it. */
  changed: ChangedPart[];
  /** Until when the change is to be acknowledged, and by whom is added. */
  changeBy: Date;
}

interface Standing {
  now: Date;
  /** Milliseconds to acknowledge, by the urgency of the order. */
  window: number;
  /** The limits set above, for an order that was delegated. */
  parent: Limits | null;
  adds: boolean;
  /** Limit of a change before this one. */
  changeBy: Date | null;
}

/**
 * What an amendment makes of an order. Time to acknowledge it runs anew, a full window from now, for those who had
 * acknowledged; those who had not keep their limit, unless the issuer moves it himself: a correction must not make the late
 * ones punctual. Whoever owes an answer has at least as long to give it as to acknowledge the change, so that no limit
 * comes earlier than the law of limits allows (ADR 0016).
 */
export function planAmendment(
  order: OrderText,
  input: AmendmentInput,
  { now, window, parent, adds, changeBy: before }: Standing,
): Amendment {
  const questions = input.questions ?? order.questions;
  const acknowledgeBy = input.acknowledgeBy ? new Date(input.acknowledgeBy) : order.acknowledgeBy;
  const asked = later(new Date(now.getTime() + window), acknowledgeBy);
  const changeBy = adds && before ? later(asked, before) : asked;
  const written: ChangedPart[] = [];
  if (input.title !== undefined && input.title !== order.title) written.push('title');
  if (input.body !== undefined && input.body !== order.body) written.push('body');
  if (!isSame(questions, order.questions)) written.push('questions');
  if (acknowledgeBy.getTime() !== order.acknowledgeBy.getTime()) written.push('acknowledgeBy');
  let answerBy = input.answerBy === undefined ? order.answerBy : input.answerBy === null ? null : new Date(input.answerBy);
  const isSaid = input.answerBy !== undefined && answerBy?.getTime() !== order.answerBy?.getTime();
  // Left as it was, it moves by as much as the change takes; said, it is held to the law.
  if (!isSaid && written.length > 0 && answerBy && answerBy < changeBy) answerBy = changeBy;
  if (answerBy?.getTime() !== order.answerBy?.getTime()) written.push('answerBy');
  if (written.length === 0 && !adds) throw new Problem('order.nothing-changed');
  if (questions.length > 0 && answerBy === null)
    throw new Problem('input.invalid', {}, [{ pointer: '/answerBy', code: 'required', detail: 'needed when something is asked' }]);
  if (written.includes('acknowledgeBy')) checkLimits({ acknowledgeBy, answerBy: null }, now, parent && { ...parent, answerBy: null });
  checkAnswerBy(answerBy, changeBy, now, parent);
  return {
    changed: written,
    title: input.title ?? order.title,
    body: input.body ?? order.body,
    questions,
    acknowledgeBy,
    answerBy,
    changeBy,
  };
}

function checkAnswerBy(answerBy: Date | null, changeBy: Date, now: Date, parent: Limits | null): void {
  if (answerBy === null) return;
  const fault = (
    code: 'order.answer-before-acknowledge' | 'order.limit-too-far' | 'order.child-limit-earlier',
    at: Date,
    name = 'earliest',
  ) => new Problem(code, { [name]: at.toISOString() }, [{ pointer: '/answerBy', code, detail: 'limit to answer' }]);
  if (parent?.answerBy && answerBy < parent.answerBy) throw fault('order.child-limit-earlier', parent.answerBy);
  if (answerBy < changeBy) throw fault('order.answer-before-acknowledge', changeBy);
  const latest = new Date(now.getTime() + limitAtMost);
  if (answerBy > latest) throw fault('order.limit-too-far', latest, 'latest');
}

/** Whether the same is asked: kind, words, options, of whom. The order of questions counts too, as answers are read by it. */
function isSame(a: readonly Question[], b: readonly Question[]): boolean {
  const said = (questions: readonly Question[]) =>
    JSON.stringify(
      questions.map(({ key, kind, text, perArea, each, options, required, fact, when }) => [
        key,
        kind,
        text,
        perArea,
        each ? [each.of, each.kind ?? null] : null,
        (options ?? []).map((option) => [option.key, option.text]),
        required,
        fact ?? null,
        when ? [when.key, when.in] : null,
      ]),
    );
  return said(a) === said(b);
}

export function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}

/**
 * The text of a delegated order brought to what the one above says now: its own words, added at the end, stay. Null where
 * it cannot be told what is its own, because it was changed itself: then a person writes it.
 */
export function passedOn(child: { title: string; body: string; questions: readonly Question[] }, from: OrderText, to: OrderText) {
  if (!child.body.startsWith(from.body)) return null;
  const asksOwn = !isSame(child.questions, from.questions);
  if (asksOwn && !isSame(from.questions, to.questions)) return null;
  return {
    title: child.title === from.title ? to.title : child.title,
    body: to.body + child.body.slice(from.body.length),
    questions: asksOwn ? child.questions : to.questions,
  };
}
