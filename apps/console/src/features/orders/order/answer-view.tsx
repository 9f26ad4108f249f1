import { nameOfThing } from '@muster/contract/orders/answer-rules';
import { shownQuestions } from '@muster/ui/words/support.words';
import { useView } from '../../../app/query.ts';
import { Loaded } from '../../../app/states/states.tsx';
import { PhotoList } from '../../files/file-list.tsx';
import { filesWords } from '../../files/files.words.ts';
import { orderWords } from '../orders.words.ts';
import { valueText } from '../receipt-sentence.ts';
import styles from './receipt-tree.module.css';

/** A whole answer, question by question and thing by thing. */
export function AnswerView({ receiptId }: { receiptId: string }) {
  const receipt = useView('getReceipt', { receiptId });
  return (
    <Loaded query={receipt} lines={2}>
      {(receipt) => {
        const { answer, order, areaName, recipientName } = receipt;
        return (
          <dl className={styles.answer}>
            {shownQuestions(order).map((question) => {
              const given = answer?.values[question.key];
              if (given === undefined) return null;
              return (
                <div key={question.key}>
                  <dt>{question.text}</dt>
                  {typeof given === 'object' ? (
                    Object.entries(given).map(([code, value]) => (
                      <dd key={code}>
                        {nameOfThing(receipt, code) ?? code}{' '}
                        <b className={value === false ? 'late' : undefined}>{valueText(question, value)}</b>
                      </dd>
                    ))
                  ) : (
                    <dd>
                      <b className={given === false ? 'late' : undefined}>{valueText(question, given)}</b>
                    </dd>
                  )}
                </div>
              );
            })}
            {answer?.note ? (
              <div>
                <dt>{orderWords.answer.note}</dt>
                <dd>{answer.note}</dd>
              </div>
            ) : null}
            {answer?.photos?.length ? (
              <div>
                <dt>{filesWords.photos}</dt>
                <dd>
                  <PhotoList ids={answer.photos} what={recipientName ?? areaName} />
                </dd>
              </div>
            ) : null}
          </dl>
        );
      }}
    </Loaded>
  );
}
