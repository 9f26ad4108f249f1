import { thingsOf } from '@muster/contract/orders/answer-rules';
import type { Answer, Question } from '@muster/contract/orders/answers';
import type { GroundThing } from '@muster/contract/orders/ground';
import { Problem } from '../../platform/problem.ts';

/** Sorts of ground that questions ask about one by one. */
export function asksOfGround(questions: readonly Question[]): string[] {
  return [...new Set(questions.flatMap((question) => (question.each ? [question.each.of] : [])))];
}

/** Ids that answers name. */
export function answeredIds(questions: readonly Question[], answers: readonly (Answer | null)[]): string[] {
  const keys = questions.filter((question) => question.each).map((question) => question.key);
  const ids = answers.flatMap((answer) =>
    keys.flatMap((key) => {
      const given = answer && Object.hasOwn(answer.values, key) ? answer.values[key] : undefined;
      return typeof given === 'object' ? Object.keys(given) : [];
    }),
  );
  return [...new Set(ids)].filter((id) => id.includes('-'));
}

export interface Reached {
  desks: readonly string[];
  people: readonly unknown[];
  units: readonly unknown[];
}

/**
 * Who can be asked about each compound: desks that have a list of them a person can go through. A district would have
 * hundreds, and a person or a unit has no ground: they are asked once, or the desks below are.
 */
export function checkEach(questions: readonly Question[], recipients: Reached): void {
  const index = questions.findIndex((question) => question.each);
  if (index < 0) return;
  if (recipients.people.length + recipients.units.length === 0 && recipients.desks.every((code) => code.length >= 9)) return;
  throw new Problem('order.each-not-theirs', {}, [
    { pointer: `/questions/${index}/each`, code: 'order.each-not-theirs', detail: 'desks of subdistricts, communities and grids only' },
  ]);
}

/**
 * What was said of a compound that became part of another goes to that one, unless something was said of it too: two phones
 * and a merge between them lose nothing.
 */
export function followMerges(
  questions: readonly Question[],
  answer: Answer,
  ground: readonly (GroundThing & { mergedInto: string | null })[],
): Answer {
  const merged = ground.filter((thing) => thing.isGone && thing.mergedInto !== null);
  if (merged.length === 0) return answer;
  const values = { ...answer.values };
  for (const question of questions) {
    const given = Object.hasOwn(values, question.key) ? values[question.key] : undefined;
    if (!question.each || typeof given !== 'object') continue;
    const current = new Set((thingsOf(question, { things: [], ground }) ?? []).map((thing) => thing.code));
    const moved = { ...given };
    for (const { id, mergedInto } of merged) {
      const value = moved[id];
      if (value === undefined || mergedInto === null || !current.has(mergedInto)) continue;
      moved[mergedInto] ??= value;
      delete moved[id];
    }
    values[question.key] = moved;
  }
  return { ...answer, values };
}
