import type { Question } from '@muster/contract/orders/answers';
import type { OrderDetail } from '@muster/contract/orders/orders.operations';
import { formatShortTime } from '@muster/ui/format';
import { kindName } from '@muster/ui/words/ground.words';
import { shared } from '@muster/ui/words/shared.words';
import { Link } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useNow } from '../../../app/clock.ts';
import { useList } from '../../../app/query.ts';
import { Empty, Listed } from '../../../app/states/states.tsx';
import { Table } from '../../../app/table.tsx';
import { ExportButton } from '../../exports/export-button.tsx';
import { valueText } from '../receipt-sentence.ts';
import { groundAnswersWords as words } from './ground-answers.words.ts';
import styles from './order-page.module.css';

/** The compounds themselves, those that say no first named: by community, with who said it and when. */
export function GroundAnswersList({
  order,
  question,
  under,
  value,
  values,
  onValue,
}: {
  order: OrderDetail;
  question: Question;
  under: string | undefined;
  value: string | null;
  values: readonly { key: string; text: string }[];
  onValue: (value: string | null) => void;
}) {
  const now = useNow(60_000);
  const filters = { orderId: order.id, question: question.key, ...(under ? { under } : {}), ...(value ? { value } : {}) };
  const list = useList('listGroundAnswers', { ...filters, limit: 100 });
  return (
    <>
      <div className={styles.groundHead}>
        <Segmented
          aria-label={words.columns.value}
          value={value ?? ''}
          options={[{ value: '', label: words.every }, ...values.map((one) => ({ value: one.key, label: one.text }))]}
          onChange={(next) => onValue(next === '' ? null : String(next))}
        />
        <ExportButton list="listGroundAnswers" filters={filters} />
      </div>
      <Listed list={list} lines={5} empty={<Empty title={words.none} />}>
        {(items) => (
          <Table columns={[words.columns.thing, words.columns.community, words.columns.value, words.columns.by]}>
            {items.map((item) => (
              <tr key={`${item.receiptId} ${item.id}`}>
                <td>
                  {item.of === 'compound' ? (
                    <Link to="/compounds/$compoundId" params={{ compoundId: item.id }}>
                      <b>{item.name}</b>
                    </Link>
                  ) : (
                    <b>{item.name}</b>
                  )}{' '}
                  <span className="t3 s12">{[kindName(item.kind), item.at].filter(Boolean).join(shared.listJoin)}</span>
                  {item.isGone ? <div className="t3 s12">{words.gone}</div> : null}
                </td>
                <td className="t2">
                  {item.communityName} <span className="t3 s12">{item.subdistrictName}</span>
                </td>
                <td>
                  {item.value === null ? (
                    <span className="t3">{words.notSaid}</span>
                  ) : (
                    <b className={item.value === false ? 'late' : undefined}>{valueText(question, item.value)}</b>
                  )}
                </td>
                <td className="t2">
                  {item.answeredBy} <span className="t3 s12">{item.answeredAt ? formatShortTime(item.answeredAt, now) : ''}</span>
                </td>
              </tr>
            ))}
          </Table>
        )}
      </Listed>
    </>
  );
}
