import type { Question } from '@muster/contract/orders/answers';
import { Dropdown, Input, Select } from 'antd';
import { Icon } from '../../../app/icons.tsx';
import styles from './compose.module.css';
import { composeWords as words } from './compose.words.ts';
import type { Draft, DraftQuestion, FaultField } from './draft.ts';
import { questionKinds } from './question-kinds.ts';

/** What is asked back: ticks and choices on what is known; a bare number only where no record exists, and marked so. */
export function QuestionsField({
  draft,
  faults,
  onChange,
}: {
  draft: Draft;
  faults: ReadonlyMap<FaultField, string>;
  onChange: (questions: DraftQuestion[]) => void;
}) {
  const { questions } = draft;
  const change = (key: string, to: Partial<DraftQuestion>) => onChange(questions.map((one) => (one.key === key ? { ...one, ...to } : one)));

  function add(kind: Question['kind'], perArea: boolean) {
    const used = new Set(questions.map((one) => one.key));
    let n = 1;
    while (used.has(`q${n}`)) n++;
    onChange([...questions, { key: `q${n}`, kind, text: '', perArea, options: '' }]);
  }

  return (
    <fieldset className={styles.field}>
      <legend>
        {words.questions} <span className="t3">{questions.length === 0 ? words.questionsNone : ''}</span>
      </legend>
      <div className={styles.questions}>
        {questions.map((question, i) => (
          <div key={question.key} className={styles.question}>
            <span className="t3">{i + 1}</span>
            <div>
              <Input
                id={`field-question:${question.key}`}
                aria-label={words.questionText(i + 1)}
                autoFocus={question.text === ''}
                variant="borderless"
                maxLength={80}
                placeholder={words.questionPlaceholder[question.kind]}
                value={question.text}
                aria-invalid={faults.has(`question:${question.key}`) || undefined}
                onChange={(event) => change(question.key, { text: event.target.value })}
              />
              {question.kind === 'choice' ? (
                <Input
                  id={`field-options:${question.key}`}
                  aria-label={words.options}
                  className={styles.options}
                  maxLength={140}
                  placeholder={`${words.options}：${words.optionsPlaceholder}`}
                  value={question.options}
                  onChange={(event) => change(question.key, { options: event.target.value })}
                />
              ) : null}
              <Fault text={faults.get(`question:${question.key}`) ?? faults.get(`options:${question.key}`)} />
            </div>
            <Select
              aria-label={`${words.questionHow} ${i + 1}`}
              variant="borderless"
              value={question.perArea}
              options={[true, false].map((value) => ({
                value,
                label: (value ? words.questionEach : words.questionKind)[question.kind],
              }))}
              onChange={(perArea) => change(question.key, { perArea })}
            />
            <button
              type="button"
              className={styles.cross}
              aria-label={words.remove(question.text || words.questionText(i + 1))}
              onClick={() => onChange(questions.filter((one) => one.key !== question.key))}
            >
              <Icon name="cross" size={12} />
            </button>
            {question.kind === 'number' ? <div className={`s12 wait ${styles.marked}`}>{words.numberNote}</div> : null}
          </div>
        ))}
        {questions.length < 12 ? (
          <Dropdown
            trigger={['click']}
            menu={{
              items: questionKinds.map(({ kind, perArea }) => ({
                key: `${kind}${perArea}`,
                label: (perArea ? words.questionEach : words.questionKind)[kind],
                onClick: () => add(kind, perArea),
              })),
            }}
          >
            <button type="button" className={`lnk ${styles.addQuestion}`}>
              <Icon name="plus" size={13} />
              {words.addQuestion}
            </button>
          </Dropdown>
        ) : null}
      </div>
    </fieldset>
  );
}

function Fault({ text }: { text: string | undefined }) {
  return text ? <div className={styles.fault}>{text}</div> : null;
}
