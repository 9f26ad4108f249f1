import type { Answer, Question } from '@muster/contract/orders/answers';
import { answerLines } from './answer-lines.ts';
import o from './orders.module.css';

interface TextProps {
  questions: readonly Question[];
  answer: Answer;
  /** Empty where the area that answers is the only one it is about. */
  nameOf: (code: string) => string;
  now: Date;
  class?: string;
}

/** An answer as it was given, question by question. */
export function AnswerText({ questions, answer, nameOf, now, class: className }: TextProps) {
  return (
    <dl class={className}>
      {answerLines(questions, answer, nameOf, now).map((line) => (
        <div key={line.key} class={o.said}>
          <dt>{line.asked}</dt>
          <dd>{line.said}</dd>
        </div>
      ))}
      {answer.note && (
        <div class={o.said}>
          <dd>{answer.note}</dd>
        </div>
      )}
    </dl>
  );
}
