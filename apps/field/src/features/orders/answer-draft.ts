import { type About, asksEach, isAsked, thingsOf } from '@muster/contract/orders/answer-rules';
import type { Answer, Question } from '@muster/contract/orders/answers';

export type AnswerValue = boolean | string | number;

/** Where the half-written answer to a receipt is kept: one's own, also on a phone that several share. */
export const answerDraftKey = (personId: string, receiptId: string) => `answer:${personId}:${receiptId}`;

/** Ids of the photos of an answer. */
export function photosOf(answer: Answer | null | undefined): string[] {
  return (answer as { photos?: string[] } | null | undefined)?.photos ?? [];
}

/** The answer with these photos; without any it says nothing of them. */
export function withPhotos(answer: Answer, photos: readonly string[]): Answer {
  const { photos: _before, ...rest } = answer as Answer & { photos?: string[] };
  return photos.length > 0 ? ({ ...rest, photos: [...photos] } as Answer) : rest;
}

export const noAnswer: Answer = { values: {} };

/** What was said to one question; about one thing where it asks for each. */
export function saidTo(answer: Answer, question: Question, thingCode: string | null): AnswerValue | undefined {
  const given = answer.values[question.key];
  if (!asksEach(question) || thingCode === null) return typeof given === 'object' ? undefined : given;
  return typeof given === 'object' ? given[thingCode] : undefined;
}

/** The answer with one value said, or taken back (`undefined`). */
export function withValue(answer: Answer, question: Question, thingCode: string | null, value: AnswerValue | undefined): Answer {
  const values = { ...answer.values };
  if (!asksEach(question) || thingCode === null) {
    if (value === undefined) delete values[question.key];
    else values[question.key] = value;
    return { ...answer, values };
  }
  const given = values[question.key];
  const byThing: Record<string, AnswerValue> = typeof given === 'object' ? { ...given } : {};
  if (value === undefined) delete byThing[thingCode];
  else byThing[thingCode] = value;
  values[question.key] = byThing;
  return { ...answer, values };
}

/** What those below have reported since is filled in where nothing was said yet; what was said stays. */
export function completed(answer: Answer, proposed: Answer | null): Answer {
  if (!proposed) return answer;
  const values = { ...answer.values };
  for (const [key, given] of Object.entries(proposed.values)) {
    const said = values[key];
    if (typeof given === 'object' && (said === undefined || typeof said === 'object')) values[key] = { ...given, ...said };
    else if (said === undefined) values[key] = given;
  }
  return { ...answer, values };
}

/**
 * Only what is still asked, about areas that are still there: a draft may be older than the order’s areas. What was said of a
 * compound stays, also where it is none any more: the server knows what became of it.
 */
export function tidied(answer: Answer, questions: readonly Question[], about: About): Answer {
  let tidy: Answer = { values: {}, ...(answer.note?.trim() ? { note: answer.note.trim() } : {}) };
  for (const question of questions) {
    if (!isAsked(question, answer)) continue;
    for (const code of codesOf(question, about)) {
      const value = saidTo(answer, question, code);
      const isSaid = value !== undefined && !(typeof value === 'string' && value.trim() === '');
      if (isSaid) tidy = withValue(tidy, question, code, value);
    }
  }
  return tidy;
}

function codesOf(question: Question, about: About): readonly (string | null)[] {
  const things = thingsOf(question, about);
  if (things === null) return [null];
  const codes = things.map((thing) => thing.code);
  return question.each ? [...codes, ...about.ground.filter((thing) => !codes.includes(thing.id)).map((thing) => thing.id)] : codes;
}

/**
 * Times worth one tap: in half an hour or so, the limit itself, and two hours on (DESIGN 11b). `now` and `limit` are
 * minutes of the day; times that have passed or repeat are left out.
 */
export function proposedTimes(now: number, limit: number | null): string[] {
  const soon = Math.ceil((now + 30) / 30) * 30;
  const list = [soon, limit !== null && limit > now ? limit : soon + 30, soon + 150];
  return [...new Set(list)]
    .filter((minutes) => minutes < 24 * 60)
    .sort((a, b) => a - b)
    .map((minutes) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`);
}
