import type { Question } from '@muster/contract/orders/answers';
import type { OrderDetail } from '@muster/contract/orders/orders.operations';
import { formatEffort, formatNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { shownQuestions } from '@muster/ui/words/support.words';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { FileList } from '../../files/file-list.tsx';
import { filesWords } from '../../files/files.words.ts';
import { GroundAnswers } from './ground-answers.tsx';
import styles from './order-page.module.css';
import { orderPageWords } from './order-page.words.ts';

const words = orderPageWords.page;

/** The text; long ones begin folded. */
export function OrderBody({ order }: { order: OrderDetail }) {
  if (order.body === '') return null;
  return <Text order={order} />;
}

function Text({ order }: { order: OrderDetail }) {
  const isLong = order.body.length > 140 || order.body.split('\n').length > 5;
  const [full, setFull] = useState(false);
  return (
    <section>
      <h2>
        {words.body}
        {isLong ? (
          <button type="button" className="lnk s13" onClick={() => setFull(!full)}>
            {full ? words.bodyLess : words.bodyFull}
          </button>
        ) : null}
      </h2>
      <p className={isLong && !full ? styles.folded : styles.text}>{order.body}</p>
    </section>
  );
}

/** What came with it, and with the orders above that it was broken down from. */
export function OrderFiles({ order }: { order: OrderDetail }) {
  if (order.attachments.length === 0) return null;
  return (
    <section>
      <h2>{filesWords.attachments}</h2>
      <FileList files={order.attachments} />
    </section>
  );
}

/** 反馈汇总: derived from the answers, never typed; each number opens the desks behind it. */
export function OrderSums({ order }: { order: OrderDetail }) {
  // The few who are asked for support stand with their answers in the list.
  if (!order.asksAnswer || order.kind === 'supportRequest') return null;
  return (
    <section>
      <h2>
        {words.sums}
        <span className="t3 s13">{words.sumsOf(formatNumber(order.answeredCount), formatNumber(order.receiptCount))}</span>
      </h2>
      {shownQuestions(order).map((question) => (
        <QuestionSums key={question.key} order={order} question={question} />
      ))}
      {order.answerSecondsMedian === null ? null : (
        <div className={`${styles.sum} t3`}>
          <span>{words.median}</span>
          <span>{formatEffort(order.answerSecondsMedian)}</span>
        </div>
      )}
    </section>
  );
}

function QuestionSums({ order, question }: { order: OrderDetail; question: Question }) {
  const sums = order.sums.find((one) => one.questionKey === question.key);
  // Of each compound: the number opens the compounds, not the desks.
  const [shown, setShown] = useState<{ value: string | null } | null>(null);
  if (!sums) return null;
  const open = (show: 'forReview' | 'inHand') => ({ to: '/orders/$orderId' as const, params: { orderId: order.id }, search: { show } });
  return (
    <>
      {sums.sum === null ? null : (
        <div className={styles.sum}>
          <span>
            {question.text} {words.total}
          </span>
          <b>{formatNumber(sums.sum)}</b>
        </div>
      )}
      {sums.values.map((value) => (
        <div key={String(value.key)} className={`${styles.sum} ${value.key === null ? 't2' : ''}`}>
          <span>
            {question.text} <span className="t3">{valueName(question, value)}</span>
          </span>
          {value.count === 0 ? (
            <span className="t3">{shared.none}</span>
          ) : question.each ? (
            <button
              type="button"
              className={`n ${value.key === 'false' ? 'late' : ''}`}
              onClick={() => setShown({ value: value.key ?? 'open' })}
            >
              {formatNumber(value.count)}
            </button>
          ) : (
            <Link {...open(value.key === null ? 'inHand' : 'forReview')} className={`n ${value.key === 'false' ? 'late' : ''}`}>
              {formatNumber(value.count)}
            </Link>
          )}
        </div>
      ))}
      {shown ? <GroundAnswers order={order} question={question} first={shown.value} onClose={() => setShown(null)} /> : null}
    </>
  );
}

function valueName(question: Question, value: { key: string | null; text: string | null }): string {
  if (value.key === null) return words.notSaid;
  if (question.kind === 'tick') return value.key === 'true' ? shared.yes : shared.no;
  return value.text ?? question.options?.find((option) => option.key === value.key)?.text ?? value.key;
}
