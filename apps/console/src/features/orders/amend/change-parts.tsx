import type { Question } from '@muster/contract/orders/answers';
import type { OrderDifference, Replaced, TextPart } from '@muster/ui/difference';
import { formatDayTime } from '@muster/ui/format';
import { amendWords as words } from '@muster/ui/words/amend.words';
import { eachThing, groundWords } from '@muster/ui/words/ground.words';
import { shared } from '@muster/ui/words/shared.words';
import type { ReactNode } from 'react';
import styles from './amend.module.css';

/** What of an order is another now: texts with what went and what came, limits and questions as 原 → 现. */
export function ChangeParts({ difference, now }: { difference: OrderDifference; now: number }) {
  const { title, body, acknowledgeBy, answerBy, questions } = difference;
  const time = (at: string) => formatDayTime(at, now);
  return (
    <dl className={styles.parts}>
      {title ? (
        <Row name={words.title}>
          <Text parts={title} />
        </Row>
      ) : null}
      {body ? (
        <Row name={words.body}>
          <Text parts={body} />
        </Row>
      ) : null}
      {acknowledgeBy ? (
        <Row name={words.acknowledgeBy}>
          <Becomes replaced={acknowledgeBy} said={time} />
        </Row>
      ) : null}
      {answerBy ? (
        <Row name={words.answerBy}>
          <Becomes replaced={answerBy} said={time} />
        </Row>
      ) : null}
      {questions.map((replaced) => (
        <Row key={(replaced.after ?? replaced.before)?.key} name={words.question}>
          <Becomes replaced={replaced} said={questionText} />
        </Row>
      ))}
    </dl>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Struck out and written anew: seen by line and weight, heard by words. */
function Text({ parts }: { parts: readonly TextPart[] }) {
  return (
    <>
      {parts.map((part, i) => {
        // The place is what a part is: the list is made anew as a whole.
        const key = `${i}`;
        if (part.kind === 'same') return <span key={key}>{part.text}</span>;
        const Tag = part.kind === 'removed' ? 'del' : 'ins';
        const said = part.kind === 'removed' ? words.removed : parts[i - 1]?.kind === 'removed' ? words.added : words.addedOnly;
        return (
          <Tag key={key}>
            <span className="sr">{said}</span>
            {part.text}
            <span className="sr">{words.end}</span>
          </Tag>
        );
      })}
    </>
  );
}

function Becomes<T>({ replaced, said }: { replaced: Replaced<T>; said: (value: T) => string }) {
  const { before, after } = replaced;
  return (
    <>
      <del>{before === null ? words.none : said(before)}</del>
      <span aria-hidden="true"> → </span>
      <span className="sr"> {words.becomes} </span>
      <ins>{after === null ? words.goneQuestion : said(after)}</ins>
    </>
  );
}

/** A question with what can be chosen: 两米线清楚吗 (逐个答、清楚／要补). */
function questionText(question: Question): string {
  const more = [
    question.perArea ? words.perArea : '',
    question.each ? groundWords.each(eachThing(question.each)) : '',
    (question.options ?? []).map((option) => option.text).join('／'),
    question.required ? '' : words.optional,
  ].filter(Boolean);
  return more.length === 0 ? question.text : `${question.text} (${more.join(shared.listJoin)})`;
}
