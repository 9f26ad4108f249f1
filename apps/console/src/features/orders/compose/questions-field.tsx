import type { Question } from '@muster/contract/orders/answers';
import type { Audience } from '@muster/contract/orders/audience';
import type { Each } from '@muster/contract/orders/ground';
import { formatNumber, formatShortTime } from '@muster/ui/format';
import { eachCount } from '@muster/ui/words/ground.words';
import { Dropdown, Input, Select } from 'antd';
import { useState } from 'react';
import { useNow } from '../../../app/clock.ts';
import { Icon } from '../../../app/icons.tsx';
import styles from './compose.module.css';
import { composeWords as words } from './compose.words.ts';
import type { Draft, DraftQuestion, FaultField } from './draft.ts';
import { FactField } from './fact-field.tsx';
import { FactAnswers, type KnownNumber, KnownNumberLine } from './known-number.tsx';
import { eachText, type KindKey, keyOf, kindGroups, kindText, levelBelow, ofKey, type Whom } from './question-kinds.ts';

/** What is asked back: ticks and choices on what is known; a bare number only where no record exists, and marked so. */
export function QuestionsField({
  draft,
  byLevel,
  faults,
  known,
  ground,
  audience,
  onChange,
  onAskRest,
}: {
  draft: Draft;
  /** How many desks of each level it reaches: a question per area asks about what lies below them. */
  byLevel: Readonly<Record<string, number>> | undefined;
  faults: ReadonlyMap<FaultField, string>;
  /** Of questions about each compound: how many of them there are. */
  ground: readonly { questionKey: string; things: number; desksWithout: number }[];
  /** Numbers that the desks of the audience have given today already. */
  known: readonly KnownNumber[];
  audience: Audience;
  onChange: (questions: DraftQuestion[]) => void;
  /** Asks only those who have not given it. */
  onAskRest: (desks: { code: string; name: string }[]) => void;
}) {
  const { questions } = draft;
  // A kind of compound can be asked about where the order goes by it, or where it is asked about already.
  const kinds = [
    ...draft.where.flatMap((one) => ('kind' in one ? [one.kind] : [])),
    ...questions.flatMap((question) => question.each?.kind ?? []),
  ];
  const groups = kindGroups(byLevel, kinds);
  const change = (key: string, to: Partial<DraftQuestion>) => onChange(questions.map((one) => (one.key === key ? { ...one, ...to } : one)));

  function add(kind: Question['kind'], whom: Whom) {
    const used = new Set(questions.map((one) => one.key));
    let n = 1;
    while (used.has(`q${n}`)) n++;
    onChange([...questions, { key: `q${n}`, kind, text: '', ...whom, options: '' }]);
  }

  return (
    <fieldset className={styles.field}>
      <legend>
        {words.questions} <span className="t3">{questions.length === 0 ? words.questionsNone : ''}</span>
      </legend>
      <div className={styles.questions}>
        {questions.map((question, i) =>
          question.used ? (
            <UsedNumber
              key={question.key}
              question={question}
              audience={audience}
              onAskAgain={() => change(question.key, { used: null })}
            />
          ) : (
            <div key={question.key} className={styles.question}>
              <span className="t3">{i + 1}</span>
              <Input
                id={`field-question:${question.key}`}
                aria-label={words.questionText(i + 1)}
                autoFocus={question.text === ''}
                variant="borderless"
                maxLength={80}
                placeholder={words.questionPlaceholder[question.kind]}
                value={question.text}
                aria-invalid={faults.has(`question:${question.key}`) || undefined}
                aria-describedby={`about-${question.key}`}
                onChange={(event) => change(question.key, { text: event.target.value })}
              />
              <Select<KindKey>
                aria-label={`${words.questionHow} ${i + 1}`}
                variant="borderless"
                popupMatchSelectWidth={false}
                value={keyOf(question.kind, question)}
                labelRender={() => kindText(question.kind, question, levelBelow(byLevel))}
                options={groups.map((group) => ({
                  label: group.title,
                  title: group.key,
                  options: group.kinds.map(({ key, text, note }) => ({ value: key, label: <KindLabel text={text} note={note} /> })),
                }))}
                onChange={(key) => change(question.key, ofKey(key))}
              />
              <button
                type="button"
                className={styles.cross}
                aria-label={words.remove(question.text || words.questionText(i + 1))}
                onClick={() => onChange(questions.filter((one) => one.key !== question.key))}
              >
                <Icon name="cross" size={12} />
              </button>
              <div id={`about-${question.key}`} className={styles.about}>
                {question.kind === 'choice' ? (
                  <>
                    <Input
                      id={`field-options:${question.key}`}
                      aria-label={words.options}
                      maxLength={140}
                      placeholder={words.optionsPlaceholder}
                      value={question.options}
                      aria-invalid={faults.has(`options:${question.key}`) || undefined}
                      onChange={(event) => change(question.key, { options: event.target.value })}
                    />
                    <div className="s12 t3">{words.options}</div>
                  </>
                ) : null}
                {question.each ? (
                  <GroundLine each={question.each} counted={ground.find((one) => one.questionKey === question.key)} />
                ) : null}
                {question.perArea ? <div className="s12 t3">{eachText(byLevel)}</div> : null}
                {question.kind === 'number' ? (
                  <FactField
                    id={`field-fact:${question.key}`}
                    value={question.fact ?? ''}
                    onChange={(fact) => change(question.key, { fact })}
                  />
                ) : null}
                <Known
                  known={question.kind === 'number' ? known.find((one) => one.questionKey === question.key) : undefined}
                  audience={audience}
                  onUse={(one) => change(question.key, { used: { sum: one.sum, latestAt: one.latestAt } })}
                  onAskRest={(one) => onAskRest(one.missing)}
                />
                {question.kind === 'number' && !known.some((one) => one.questionKey === question.key) ? (
                  <div className="s12 wait">{words.numberNote}</div>
                ) : null}
                <Fault text={faults.get(`question:${question.key}`) ?? faults.get(`options:${question.key}`)} />
              </div>
            </div>
          ),
        )}
        {questions.length < 12 ? (
          <Dropdown
            trigger={['click']}
            menu={{
              items: groups.map((group) => ({
                key: group.key,
                // What can be asked of each compound or place opens beside: five kinds of six things would be a list nobody reads.
                ...(group.isGround ? {} : { type: 'group' as const }),
                label: (
                  <>
                    {group.title} <span className="s12 t3">{group.note}</span>
                  </>
                ),
                children: group.kinds.map(({ key, text, note }) => ({
                  key,
                  label: <KindLabel text={text} note={note} />,
                  onClick: () => {
                    const { kind, ...whom } = ofKey(key);
                    add(kind, whom);
                  },
                })),
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

/** 一共 41 个三无小区；3 个席位没有登记，会直接反馈 */
function GroundLine({ each, counted }: { each: Each; counted: { things: number; desksWithout: number } | undefined }) {
  if (!counted) return <div className="s12 t3">{words.groundNote}</div>;
  return (
    <div className="s12 t3">
      {words.groundCount(eachCount(each, formatNumber(counted.things)))}
      {counted.desksWithout > 0 ? <span className="wait">{words.groundWithout(formatNumber(counted.desksWithout))}</span> : null}
    </div>
  );
}

function Known({
  known,
  audience,
  onUse,
  onAskRest,
}: {
  known: KnownNumber | undefined;
  audience: Audience;
  onUse: (known: KnownNumber) => void;
  onAskRest: (known: KnownNumber) => void;
}) {
  if (!known) return null;
  return <KnownNumberLine known={known} audience={audience} onUse={() => onUse(known)} onAskRest={() => onAskRest(known)} />;
}

/** 采样点有几个 已有记录：241，今天 07:40 · 仍要问 */
function UsedNumber({ question, audience, onAskAgain }: { question: DraftQuestion; audience: Audience; onAskAgain: () => void }) {
  const now = useNow(60_000);
  const [isOpen, setOpen] = useState(false);
  if (!question.used) return null;
  return (
    <div className={styles.used}>
      <span className="t3">–</span>
      <span>
        <s className="t3">{question.text}</s> {words.known.used}{' '}
        <button type="button" className="n" onClick={() => setOpen(true)}>
          {formatNumber(question.used.sum)}
        </button>{' '}
        <span className="t3">{formatShortTime(question.used.latestAt, now)}</span>
      </span>
      <button type="button" className="lnk" onClick={onAskAgain}>
        {words.known.askAgain}
      </button>
      {isOpen ? <FactAnswers name={question.fact ?? ''} audience={audience} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function KindLabel({ text, note }: { text: string; note: string }) {
  return note ? (
    <>
      {text} <span className="s12 wait">{note}</span>
    </>
  ) : (
    text
  );
}

function Fault({ text }: { text: string | undefined }) {
  return text ? <div className={styles.fault}>{text}</div> : null;
}
