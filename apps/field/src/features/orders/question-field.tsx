import type { Question } from '@muster/contract/orders/answers';
import { cityDay, formatClock } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { useId, useState } from 'preact/hooks';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { TimeField } from '../../pieces/time-field.tsx';
import { answerWords as w } from './answer.words.ts';
import { type AnswerValue, proposedTimes } from './answer-draft.ts';
import o from './orders.module.css';

interface FieldProps {
  question: Question;
  value: AnswerValue | undefined;
  onChange: (value: AnswerValue | undefined) => void;
  now: Date;
  answerBy: string | null;
  /** Named by the card already; else the question's text stands above. */
  isNamed?: boolean;
}

/** One question: buttons where one tap can say it, a field only where it cannot. */
export function QuestionField({ question, value, onChange, now, answerBy, isNamed }: FieldProps) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out as the pictures ask
    <div role="group" aria-labelledby={id} class={isNamed ? undefined : o.question}>
      <span id={id} class={isNamed ? 'visually-hidden' : s.label}>
        {question.text}
        {question.kind === 'number' && ` · ${w.noRecord}`}
      </span>
      {question.kind === 'tick' && (
        <Choices
          options={[
            { value: true, text: shared.yes },
            { value: false, text: shared.no },
          ]}
          value={value}
          onChange={onChange}
        />
      )}
      {question.kind === 'choice' && (
        <Choices
          options={(question.options ?? []).map((option) => ({ value: option.key, text: option.text }))}
          value={value}
          onChange={onChange}
        />
      )}
      {question.kind === 'time' && <TimeQuestion name={question.text} value={value} onChange={onChange} now={now} answerBy={answerBy} />}
      {question.kind === 'text' && (
        <textarea
          class={s.input}
          aria-labelledby={id}
          maxLength={2000}
          value={String(value ?? '')}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
      {question.kind === 'number' && (
        <input
          class={s.input}
          aria-labelledby={id}
          inputMode="numeric"
          pattern="[0-9]*"
          value={String(value ?? '')}
          onInput={(event) => onChange(numberOf(event.currentTarget.value))}
        />
      )}
    </div>
  );
}

function numberOf(text: string): number | undefined {
  const digits = text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).replace(/[^\d.]/g, '');
  return digits === '' ? undefined : Number(digits);
}

interface ChoicesProps {
  options: { value: AnswerValue; text: string }[];
  value: AnswerValue | undefined;
  onChange: (value: AnswerValue | undefined) => void;
}

/** The first option is the good one (清楚), the others call for something (要补). A second tap takes it back. */
function Choices({ options, value, onChange }: ChoicesProps) {
  return (
    <div class={o.choices}>
      {options.map((option, i) => {
        const isChosen = value === option.value;
        return (
          <button
            key={String(option.value)}
            type="button"
            class={`${o.choice} ${i === 0 ? o.good : ''}`}
            aria-pressed={isChosen}
            onClick={() => onChange(isChosen ? undefined : option.value)}
          >
            {isChosen && i === 0 && <Icon name="check" />}
            {option.text}
          </button>
        );
      })}
    </div>
  );
}

function TimeQuestion({
  name,
  value,
  onChange,
  now,
  answerBy,
}: {
  name: string;
  value: AnswerValue | undefined;
  onChange: FieldProps['onChange'];
  now: Date;
  answerBy: string | null;
}) {
  const limit = answerBy && cityDay(answerBy) === cityDay(now) ? minutesOf(formatClock(answerBy)) : null;
  const proposed = proposedTimes(minutesOf(formatClock(now)), limit);
  const isOther = typeof value === 'string' && value !== '' && !proposed.includes(value);
  const [isTyping, setTyping] = useState(false);
  return (
    <>
      <div class={s.chips} style={{ marginTop: '6px' }}>
        {proposed.map((time) => (
          <button
            key={time}
            type="button"
            class={s.chip}
            aria-pressed={value === time}
            onClick={() => onChange(value === time ? undefined : time)}
          >
            {time}
          </button>
        ))}
        <button type="button" class={s.chip} aria-pressed={isOther} onClick={() => setTyping(true)}>
          {isOther ? value : w.otherTime}
        </button>
      </div>
      {(isTyping || isOther) && (
        <TimeField name={name} value={typeof value === 'string' && value !== '' ? value : (proposed[0] ?? '12:00')} onChange={onChange} />
      )}
    </>
  );
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
