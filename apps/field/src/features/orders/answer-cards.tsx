import { type About, asksEach, isAsked, thingsOf } from '@muster/contract/orders/answer-rules';
import type { Answer, Question } from '@muster/contract/orders/answers';
import { useState } from 'preact/hooks';
import s from '../../pieces/pieces.module.css';
import { noAnswer, saidTo, withValue } from './answer-draft.ts';
import type { LocalReceipt } from './local-receipt.ts';
import o from './orders.module.css';
import { QuestionField } from './question-field.tsx';

interface CardsProps {
  receipt: LocalReceipt;
  /** What is asked about one by one, as it was when the answer was begun. */
  about: About;
  draft: Answer;
  onDraft: (draft: Answer) => void;
  now: Date;
}

/** A card a thing, with all that is asked about it; then a card for each question that is asked once. */
export function AnswerCards({ receipt, about, draft, onDraft, now }: CardsProps) {
  const { questions } = receipt.order;
  const once = questions.filter((question) => !asksEach(question) && isAsked(question, draft));
  const isOneself = receipt.things.length === 1 && receipt.things[0]?.code === receipt.areaCode;
  const common = { draft, onDraft, now, answerBy: receipt.order.answerBy };
  return (
    <div class={o.cards}>
      {groupsOf(questions).map((asked) => {
        const [first] = asked;
        if (!first) return null;
        return (thingsOf(first, about) ?? []).map((thing) => {
          const isOwn = isOneself && !first.each;
          return (
            <section key={`${first.key} ${thing.code}`} class={s.card} data-about={thing.code} aria-label={thing.name}>
              <div class={o.answerHead}>
                <b>{isOwn ? first.text : thing.name}</b>
                {!isOwn && <span class={s.sub}>{thing.at ?? first.text}</span>}
              </div>
              <Questions questions={asked} thingCode={thing.code} isNamed={!thing.at} {...common} />
            </section>
          );
        });
      })}
      {once.map((question) => (
        <section key={question.key} class={s.card} data-about={question.key} aria-label={question.text}>
          <b>{question.text}</b>
          <Questions questions={[question]} thingCode={null} {...common} />
        </section>
      ))}
    </div>
  );
}

/** Questions about the same things stand on one card: of an area, of a compound, of a compound of one kind. */
function groupsOf(questions: readonly Question[]): Question[][] {
  const groups = new Map<string, Question[]>();
  for (const question of questions.filter(asksEach)) {
    const of = JSON.stringify(question.each ?? null);
    groups.set(of, [...(groups.get(of) ?? []), question]);
  }
  return [...groups.values()];
}

interface QuestionsProps {
  questions: Question[];
  thingCode: string | null;
  draft: Answer;
  onDraft: (draft: Answer) => void;
  now: Date;
  answerBy: string | null;
  /** The card says what the first one asks. */
  isNamed?: boolean;
}

/**
 * The first question is named by its card. One that need not be answered waits behind its name, and opens by itself
 * where the question before it was answered with anything but its first, good, option (要补 → 几点前补齐).
 */
function Questions({ questions, thingCode, draft, onDraft, now, answerBy, isNamed = true }: QuestionsProps) {
  const [opened, setOpened] = useState<string[]>([]);
  return (
    <>
      {questions.map((question, i) => {
        const value = saidTo(draft, question, thingCode);
        const before = questions[i - 1];
        const isFolded =
          i > 0 &&
          !question.required &&
          value === undefined &&
          !opened.includes(question.key) &&
          !(before && callsForMore(before, saidTo(draft, before, thingCode)));
        if (isFolded) {
          // Nothing is in question yet, or all is well: “by when” would only be noise.
          if (question.kind === 'time' || (before && saidTo(draft, before, thingCode) === undefined)) return null;
          return (
            <button key={question.key} type="button" class={s.link} onClick={() => setOpened([...opened, question.key])}>
              {question.text}
            </button>
          );
        }
        return (
          <QuestionField
            key={question.key}
            question={question}
            value={value}
            isNamed={i === 0 && isNamed}
            now={now}
            answerBy={answerBy}
            onChange={(next) => onDraft(withValue(draft ?? noAnswer, question, thingCode, next))}
          />
        );
      })}
    </>
  );
}

function callsForMore(question: Question, value: unknown): boolean {
  if (question.kind === 'tick') return value === false;
  if (question.kind === 'choice') return value !== undefined && value !== question.options?.[0]?.key;
  return value !== undefined;
}
