import { type About, fitsQuestion, givenTo, isAsked, missingAnswers, type Thing, thingsOf } from '@muster/contract/orders/answer-rules';
import type { Answer, Question } from '@muster/contract/orders/answers';
import { Problem } from '../../platform/problem.ts';

/**
 * Checks an answer against what was asked, all faults at once; gives it back without what was not asked. `seen`: the pieces of
 * the ground that stood on the screen when it was written. What came since is not held against it; what has gone since is kept.
 */
export function checkAnswer(questions: readonly Question[], answer: Answer, about: About, seen?: readonly string[]): Answer {
  const missing = missingAnswers(questions, answer, about, seen && new Set(seen));
  const faults = missing.map(({ question, thing }) => ({
    pointer: pointer(question, thing),
    code: 'order.answer-incomplete',
    detail: thing ? `${question.text} ${thing.name}` : question.text,
  }));
  const values: Answer['values'] = {};
  for (const question of questions) {
    const given = givenTo(question, answer);
    // What another choice made needless is not kept: a number beside "granted" would say two things.
    if (given === undefined || !isAsked(question, answer)) continue;
    const things = thingsOf(question, about);
    if (things !== null) {
      const known = new Map([...things, ...goneThings(question, about)].map((thing) => [thing.code, thing]));
      const each: Record<string, string | number | boolean> = {};
      for (const [code, value] of Object.entries(typeof given === 'object' ? given : {})) {
        const thing = known.get(code);
        if (!thing)
          throw new Problem('order.answer-unknown-thing', { code }, [
            { pointer: `/answer/values/${question.key}/${code}`, code: 'order.answer-unknown-thing', detail: code },
          ]);
        if (fitsQuestion(question, value)) each[code] = value;
        else faults.push({ pointer: pointer(question, thing), code: 'answer-kind', detail: question.text });
      }
      values[question.key] = each;
    } else if (typeof given !== 'object' && fitsQuestion(question, given)) values[question.key] = given;
    else if (given !== '') faults.push({ pointer: pointer(question, null), code: 'answer-kind', detail: question.text });
  }
  if (faults.length > 0) throw new Problem('order.answer-incomplete', { missing: missing.length, first: faults[0]?.detail ?? '' }, faults);
  const photos = answer.photos ?? [];
  return { values, ...(answer.note ? { note: answer.note } : {}), ...(photos.length > 0 ? { photos } : {}) };
}

/** What a question asked about and asks about no more: it was closed, or became another kind. */
function goneThings(question: Question, about: About): Thing[] {
  const { each } = question;
  return each ? about.ground.filter((thing) => thing.of === each.of).map(({ id, name }) => ({ code: id, name })) : [];
}

function pointer(question: Question, thing: Thing | null): string {
  return `/answer/values/${question.key}${thing ? `/${thing.code}` : ''}`;
}

const summaryMost = 120;

/** An answer in one line for feeds: 3 清楚、1 要补；几点前补齐 11:30. Made of what was chosen, never typed. */
export function answerSummary(questions: readonly Question[], answer: Answer, about: About): string {
  const parts: string[] = [];
  for (const question of questions) {
    const given = givenTo(question, answer);
    if (given === undefined) continue;
    if (typeof given === 'object') {
      const counts = new Map<string, number>();
      for (const value of Object.values(given)) counts.set(valueWord(question, value), (counts.get(valueWord(question, value)) ?? 0) + 1);
      if (counts.size > 0)
        parts.push(
          (thingsOf(question, about)?.length ?? 0) === 1
            ? [...counts.keys()].join('、')
            : [...counts].map(([word, n]) => `${n} 个${word}`).join('、'),
        );
    } else parts.push(valueWord(question, given));
  }
  if (answer.note) parts.push(answer.note);
  if (answer.photos?.length) parts.push(`${answer.photos.length} 张照片`);
  const text = parts.join('；');
  return text.length <= summaryMost ? text : `${text.slice(0, summaryMost - 1)}…`;
}

function valueWord(question: Question, value: string | number | boolean): string {
  if (question.kind === 'tick') return value ? '是' : '否';
  if (question.kind === 'choice') return question.options?.find((option) => option.key === value)?.text ?? String(value);
  return String(value);
}
