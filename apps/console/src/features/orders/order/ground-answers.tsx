import type { Question } from '@muster/contract/orders/answers';
import type { OrderDetail } from '@muster/contract/orders/orders.operations';
import { formatCount, formatNumber } from '@muster/ui/format';
import { eachThing, groundWords } from '@muster/ui/words/ground.words';
import { shared } from '@muster/ui/words/shared.words';
import { Drawer } from 'antd';
import { useState } from 'react';
import { useView } from '../../../app/query.ts';
import { Empty, Loaded } from '../../../app/states/states.tsx';
import table from '../../../app/table.module.css';
import { Table } from '../../../app/table.tsx';
import { useReturnFocus } from '../../../app/use-return-focus.ts';
import { valueText } from '../receipt-sentence.ts';
import { groundAnswersWords as words } from './ground-answers.words.ts';
import { GroundAnswersList } from './ground-answers-list.tsx';

interface Place {
  code: string;
  name: string;
}

/** What was answered about each compound: counted by area, one level at a time, and below it the compounds themselves. */
export function GroundAnswers({
  order,
  question,
  first,
  onClose,
}: {
  order: OrderDetail;
  question: Question;
  /** The value whose number was opened; null for all. */
  first: string | null;
  onClose: () => void;
}) {
  const [path, setPath] = useState<Place[]>([]);
  const [value, setValue] = useState(first);
  useReturnFocus();
  const under = path.at(-1)?.code;
  const summary = useView(
    'summariseGroundAnswers',
    { orderId: order.id, question: question.key, ...(under ? { under } : {}) },
    { keep: true },
  );
  const columns = valuesOf(question);
  const open = (place: Place) => setPath([...path, place]);
  return (
    <Drawer
      open
      title={words.title(question.text, question.each ? groundWords.each(eachThing(question.each)) : '')}
      onClose={onClose}
      size={720}
    >
      {path.length > 0 ? (
        <nav className="crumb">
          {[{ code: '', name: words.whole }, ...path].map((place, i) =>
            i === path.length ? (
              place.name
            ) : (
              <span key={place.code}>
                <button type="button" className="lnk" onClick={() => setPath(path.slice(0, i))}>
                  {place.name}
                </button>
                <span aria-hidden="true"> › </span>
              </span>
            ),
          )}
        </nav>
      ) : null}
      <Loaded query={summary} lines={4}>
        {({ areas, under: shown }) =>
          areas.length === 0 ? (
            <Empty title={words.noneAsked} />
          ) : (
            <Table
              label={question.text}
              columns={[
                words.area,
                ...columns.map((one) => ({ text: one.text, right: true })),
                question.kind === 'number' && { text: words.sum, right: true },
                { text: words.all, right: true },
              ]}
            >
              {areas.map((area) => (
                <tr key={area.code}>
                  <td>
                    {area.code.length > shown.length && area.code.length < 15 ? (
                      <button type="button" className="lnk" onClick={() => open(area)}>
                        {area.name}
                      </button>
                    ) : (
                      area.name
                    )}
                  </td>
                  {columns.map((one) => {
                    const count = area.values.find((each) => each.key === one.key)?.count ?? 0;
                    return (
                      <td key={one.key} className={table.right}>
                        {count === 0 ? (
                          <span className="t3">{shared.none}</span>
                        ) : (
                          <button
                            type="button"
                            className={`n ${one.key === 'false' ? 'late' : ''}`}
                            aria-label={words.show(one.text, area.name, formatNumber(count))}
                            onClick={() => {
                              setValue(one.filter);
                              if (area.code.length > shown.length) open(area);
                            }}
                          >
                            {formatNumber(count)}
                          </button>
                        )}
                      </td>
                    );
                  })}
                  {question.kind === 'number' ? <td className={table.right}>{formatNumber(area.sum ?? 0)}</td> : null}
                  <td className={`${table.right} t2`}>{formatCount(area.total)}</td>
                </tr>
              ))}
            </Table>
          )
        }
      </Loaded>
      <GroundAnswersList
        order={order}
        question={question}
        under={under}
        value={value}
        values={columns.flatMap((one) => (one.filter === null ? [] : [{ key: one.filter, text: one.text }]))}
        onValue={setValue}
      />
    </Drawer>
  );
}

/** The columns of counts: what can be said, and what was not said yet. `filter` names the compounds behind one. */
function valuesOf(question: Question): { key: string; text: string; filter: string | null }[] {
  const open = { key: 'open', text: words.notSaid, filter: 'open' };
  if (question.kind === 'tick')
    return [...['true', 'false'].map((key) => ({ key, text: valueText(question, key === 'true'), filter: key })), open];
  if (question.kind === 'choice') return [...(question.options ?? []).map(({ key, text }) => ({ key, text, filter: key })), open];
  return [open];
}
