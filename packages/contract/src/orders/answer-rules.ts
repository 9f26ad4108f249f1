import type { Answer, Question } from './answers.ts';

// Apart from the schemas, so that the phone, which does not carry zod, judges by the same rules.

/** What one has still to say before an answer can be sent: the words of the button (“还差 3 号采样点”). */
export function missingAnswers(
  questions: readonly Question[],
  answer: Answer,
  things: readonly { code: string; name: string }[],
): { question: Question; thing: { code: string; name: string } | null }[] {
  const missing: { question: Question; thing: { code: string; name: string } | null }[] = [];
  for (const question of questions) {
    if (!question.required || !isAsked(question, answer)) continue;
    const given = givenTo(question, answer);
    if (!question.perArea) {
      if (!isGiven(given)) missing.push({ question, thing: null });
      continue;
    }
    for (const thing of things) {
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
