import { isAsked, missingAnswers, thingsOf } from '@muster/contract/orders/answer-rules';
import type { Answer, Question } from '@muster/contract/orders/answers';
import type { ReceiptDetail } from '@muster/contract/orders/receipts.operations';
import { formatEffort, formatNumber, spokenNumber } from '@muster/ui/format';
import { orderTitle, shownQuestions } from '@muster/ui/words/support.words';
import { Input } from 'antd';
import { useRef, useState } from 'react';
import { Dialog } from '../../../app/dialog.tsx';
import { useCommand } from '../../../app/query.ts';
import { ProblemLine } from '../../../app/states/problem-line.tsx';
import { filesWords } from '../../files/files.words.ts';
import { FilesField } from '../../files/files-field.tsx';
import { useUploads } from '../../files/use-uploads.ts';
import { orderWords } from '../orders.words.ts';
import styles from './inbox.module.css';
import { QuestionField } from './question-field.tsx';

const words = orderWords.answer;
type Value = string | number | boolean;

/** Answers what an order asks for. It begins with what those below have already said, and with what was sent back. */
export function AnswerDialog({ receipt, onClose }: { receipt: ReceiptDetail; onClose: () => void }) {
  const { order } = receipt;
  const openedAt = useRef(Date.now());
  // The list under the pointer stays as it was when the answer was begun.
  const [ground] = useState(receipt.ground);
  const about = { things: receipt.things, ground };
  // The text that it was begun for: changed meanwhile, nothing is sent in silence.
  const [revision] = useState(receipt.revision);
  const [answer, setAnswer] = useState<Answer>(() => receipt.answer ?? receipt.formerAnswer ?? receipt.proposedAnswer ?? { values: {} });
  const send = useCommand('answerReceipt', {
    refresh: ['listInbox', 'getInboxSummary', 'getReceipt', 'getOrder', 'getReceiptTree', 'listReceipts'],
    onDone: onClose,
  });
  const uploads = useUploads('photo', photosOf(receipt));
  const photos = uploads.arrived.map((photo) => photo.fileId);
  const questions = shownQuestions(order);
  const missing = missingAnswers(questions, answer, about);
  const first = missing[0];

  function set(question: Question, code: string | null, value: Value | undefined) {
    setAnswer((old) => {
      const values = { ...old.values };
      if (code === null) {
        if (value === undefined) delete values[question.key];
        else values[question.key] = value;
      } else {
        const given = values[question.key];
        const perArea: Record<string, Value> = typeof given === 'object' ? { ...given } : {};
        if (value === undefined) delete perArea[code];
        else perArea[code] = value;
        values[question.key] = perArea;
      }
      return { ...old, values };
    });
  }

  function actText(): string {
    if (first) return words.missing(first.thing?.name ?? first.question.text);
    return uploads.open > 0 ? filesWords.stillSending(formatNumber(uploads.open)) : words.go;
  }

  return (
    <Dialog
      title={words.title(spokenNumber(order.numberText))}
      act={actText()}
      disabled={first !== undefined || uploads.open > 0 || uploads.failed > 0}
      pending={send.isPending}
      onAct={() =>
        send.mutate({
          receiptId: receipt.id,
          answer: { ...answer, note: answer.note?.trim() || undefined, photos: photos.length > 0 ? photos : undefined },
          seenAnsweredAt: receipt.answeredAt,
          groundSeen: ground.length > 0 ? ground.map((thing) => thing.id) : undefined,
          revision,
          spentSeconds: Math.min(86_400, Math.round((Date.now() - openedAt.current) / 1000)),
        })
      }
      onKeep={onClose}
    >
      <p className="t2">{orderTitle(order)}</p>
      {receipt.sentBackReason && receipt.state === 'sentBack' ? (
        <p className="late">{orderWords.asked.sentBack(receipt.sentBackBy ?? '', receipt.sentBackReason)}</p>
      ) : null}
      {receipt.answer === null && receipt.proposedAnswer ? <p className="s13 t3">{words.proposed}</p> : null}
      {questions
        .filter((question) => isAsked(question, answer))
        .map((question) => (
          <QuestionField
            key={question.key}
            question={question}
            things={thingsOf(question, about)}
            given={answer.values[question.key]}
            onChange={(code, value) => set(question, code, value)}
          />
        ))}
      <div className={styles.field}>
        <label htmlFor="answer-note">{words.note}</label>
        <Input.TextArea
          id="answer-note"
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={2000}
          value={answer.note ?? ''}
          onChange={(event) => setAnswer({ ...answer, note: event.target.value })}
        />
      </div>
      <div className={styles.field}>
        <div>{filesWords.photos}</div>
        <FilesField uploads={uploads} label={filesWords.photos} />
      </div>
      {receipt.answerSecondsMedian ? <p className="s12 t3">{words.cost(formatEffort(receipt.answerSecondsMedian))}</p> : null}
      <ProblemLine problem={send.error} />
    </Dialog>
  );
}

/** Photos of the answer that stands, to be kept or taken off by a correction. */
function photosOf({ answer }: ReceiptDetail) {
  const ids = answer?.photos ?? [];
  return ids.map((fileId, index) => ({ fileId, name: `${filesWords.photos} ${index + 1}`, bytes: 0, type: 'image/jpeg' }));
}
