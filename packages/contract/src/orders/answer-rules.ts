import type { Answer, Question } from './answers.ts';
import type { GroundThing } from './ground.ts';

// Apart from the schemas, so that the phone, which does not carry zod, judges by the same rules.

/** Something that a question asks about: an area by its code, a piece of the ground by its id. */
export interface Thing {
  code: string;
  name: string;
  /** Where it is, in a line. */
  at?: string | null;
}

/** What a desk can be asked about one by one. A receipt has both. */
export interface About {
  things: readonly Thing[];
  ground: readonly GroundThing[];
}

/** Whether a question is asked of several things, area by area or piece by piece. */
export function asksEach(question: Pick<Question, 'perArea' | 'each'>): boolean {
  return question.perArea || question.each !== undefined;
}

/** The things that a question asks about; null for one that is asked once. */
export function thingsOf(question: Pick<Question, 'perArea' | 'each'>, about: About): readonly Thing[] | null {
  const { each } = question;
  if (each)
    return about.ground
      .filter((thing) => thing.of === each.of && !thing.isGone && (each.kind === undefined || each.kind === thing.kind))
      .map(({ id, name, at }) => ({ code: id, name, at }));
  return question.perArea ? about.things : null;
}

/** The name of whatever was answered about, also where it is asked about no more; null for what nothing is known of. */
export function nameOfThing(about: About, code: string): string | null {
  return about.things.find((thing) => thing.code === code)?.name ?? about.ground.find((thing) => thing.id === code)?.name ?? null;
}

/**
 * What one has still to say before an answer can be sent: the words of the button (“还差 3 号采样点”). `seen`: the pieces of the
 * ground that whoever answers had before him; what came since is not asked of him.
 */
export function missingAnswers(
  questions: readonly Question[],
  answer: Answer,
  about: About,
  seen?: ReadonlySet<string>,
): { question: Question; thing: Thing | null }[] {
  const missing: { question: Question; thing: Thing | null }[] = [];
  for (const question of questions) {
    if (!question.required || !isAsked(question, answer)) continue;
    const given = givenTo(question, answer);
    const things = thingsOf(question, about);
    if (things === null) {
      if (!isGiven(given)) missing.push({ question, thing: null });
      continue;
    }
    for (const thing of things) {
      if (question.each && seen && !seen.has(thing.code)) continue;
      const one = typeof given === 'object' ? given[thing.code] : undefined;
      if (!isGiven(one)) missing.push({ question, thing });
    }
  }
  return missing;
}

/** Whether a question is asked at all, by what was chosen before it. */
export function isAsked(question: Question, answer: Answer): boolean {
  if (!question.when) return true;
  const chosen = Object.hasOwn(answer.values, question.when.key) ? answer.values[question.when.key] : undefined;
  return typeof chosen === 'string' && question.when.in.includes(chosen);
}

/** What was answered to a question. Its own: a key may be called like something that every object has. */
export function givenTo(question: Question, answer: Answer): Answer['values'][string] | undefined {
  return Object.hasOwn(answer.values, question.key) ? answer.values[question.key] : undefined;
}

function isGiven(value: unknown): boolean {
  return typeof value === 'boolean' || typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
}

/** Whether one value fits its question. */
export function fitsQuestion(question: Question, value: unknown): boolean {
  switch (question.kind) {
    case 'tick':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && (question.options ?? []).some((option) => option.key === value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= 1e9;
    case 'time':
      return typeof value === 'string' && (/^([01]\d|2[0-3]):[0-5]\d$/.test(value) || !Number.isNaN(Date.parse(value)));
    case 'text':
      return typeof value === 'string';
  }
}
