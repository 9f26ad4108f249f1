import type { Answer, Question } from '@muster/contract/orders/answers';
import { formatNumber, formatShortTime } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';

export interface AnswerLine {
  key: string;
  asked: string;
  said: string;
}

/** An answer in words: one line a question, one line a thing where a question asked for each. */
export function answerLines(questions: readonly Question[], answer: Answer, nameOf: (code: string) => string, now: Date): AnswerLine[] {
  const lines: AnswerLine[] = [];
  for (const question of questions) {
    const value = answer.values[question.key];
    if (value === undefined) continue;
    if (typeof value !== 'object') {
      lines.push({ key: question.key, asked: question.text, said: saidText(question, value, now) });
      continue;
    }
    for (const [code, one] of Object.entries(value)) {
      const name = nameOf(code);
      lines.push({
        key: `${question.key} ${code}`,
        asked: name ? `${name} · ${question.text}` : question.text,
        said: saidText(question, one, now),
      });
    }
  }
  return lines;
}

export function saidText(question: Question, value: boolean | string | number, now: Date): string {
  switch (question.kind) {
    case 'tick':
      return value === true ? shared.yes : shared.no;
    case 'choice':
      return question.options?.find((option) => option.key === value)?.text ?? String(value);
    case 'time':
      return /^\d\d:\d\d$/.test(String(value)) ? String(value) : formatShortTime(String(value), now);
    case 'number':
      return typeof value === 'number' ? formatNumber(value) : String(value);
    case 'text':
      return String(value);
  }
}
