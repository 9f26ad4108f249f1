import type { Thing } from '@muster/contract/orders/answer-rules';
import type { Answer, Question } from '@muster/contract/orders/answers';
import { Input, InputNumber, Segmented } from 'antd';
import { orderWords } from '../orders.words.ts';
import styles from './inbox.module.css';

const words = orderWords.answer;
type Value = string | number | boolean;

/** One question: once, or once for each known thing below. Ticks and choices are taps; a number is asked only where no record exists. */
export function QuestionField({
  question,
  things: each,
  given,
  onChange,
}: {
  question: Question;
  /** What it is asked of one by one; null where it is asked once. */
  things: readonly Thing[] | null;
  given: Answer['values'][string] | undefined;
  onChange: (code: string | null, value: Value | undefined) => void;
}) {
  return (
    <fieldset className={styles.field}>
      <legend>
        {question.text} {question.kind === 'number' ? <span className="t3">{words.numberNote}</span> : null}
        {each && each.length > 1 && question.kind === 'tick' ? (
          <button
            type="button"
            className="lnk s13"
            onClick={() => {
              for (const thing of each) onChange(thing.code, true);
            }}
          >
            {words.allYes}
          </button>
        ) : null}
      </legend>
      {each && each.length === 0 ? <p className="s13 t3">{words.noGround}</p> : null}
      {each ? (
        <ul className={styles.rows}>
          {each.map((thing) => (
            <li key={thing.code}>
              <span className="el">
                {thing.name} {thing.at ? <span className="s12 t3">{thing.at}</span> : null}
              </span>
              <OneValue
                question={question}
                label={`${question.text} ${thing.name}`}
                value={typeof given === 'object' ? given[thing.code] : undefined}
                onChange={(value) => onChange(thing.code, value)}
              />
            </li>
          ))}
        </ul>
      ) : (
        <OneValue
          question={question}
          label={question.text}
          value={typeof given === 'object' ? undefined : given}
          onChange={(value) => onChange(null, value)}
        />
      )}
    </fieldset>
  );
}

function OneValue({
  question,
  label,
  value,
  onChange,
}: {
  question: Question;
  label: string;
  value: Value | undefined;
  onChange: (value: Value | undefined) => void;
}) {
  switch (question.kind) {
    case 'tick':
      return (
        <Segmented
          aria-label={label}
          // No option is chosen before somebody chooses.
          value={value === undefined ? '' : value ? 'yes' : 'no'}
          options={[
            { value: 'yes', label: words.yes },
            { value: 'no', label: words.no },
          ]}
          onChange={(next) => onChange(next === 'yes')}
        />
      );
    case 'choice':
      return (
        <Segmented
          aria-label={label}
          value={typeof value === 'string' ? value : ''}
          options={(question.options ?? []).map((option) => ({ value: option.key, label: option.text }))}
          onChange={(next) => onChange(String(next))}
        />
      );
    case 'time':
      return (
        <Input
          type="time"
          aria-label={label}
          style={{ width: 130 }}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.target.value || undefined)}
        />
      );
    case 'number':
      return (
        <InputNumber
          aria-label={label}
          min={0}
          max={1e9}
          style={{ width: 130 }}
          value={typeof value === 'number' ? value : null}
          onChange={(next) => onChange(next ?? undefined)}
        />
      );
    case 'text':
      return (
        <Input.TextArea
          aria-label={label}
          autoSize={{ minRows: 1, maxRows: 6 }}
          maxLength={2000}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.target.value || undefined)}
        />
      );
  }
}
