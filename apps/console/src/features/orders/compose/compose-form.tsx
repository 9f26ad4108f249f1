import type { ProblemError } from '@muster/client/call';
import { newId } from '@muster/client/ids';
import { formatClock, formatNumber } from '@muster/ui/format';
import { fieldText } from '@muster/ui/words/desk-problems.words';
import { problemText } from '@muster/ui/words/problems.words';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { serverNow, useNow } from '../../../app/clock.ts';
import { useCommand, useView } from '../../../app/query.ts';
import { useSession } from '../../../app/session.tsx';
import { useDebounced } from '../../../app/use-debounced.ts';
import { filesWords } from '../../files/files.words.ts';
import { FilesField } from '../../files/files-field.tsx';
import { useUploads } from '../../files/use-uploads.ts';
import { draftOf } from '../templates/template-draft.ts';
import { TemplatePicker } from '../templates/template-picker.tsx';
import { templatesWords } from '../templates/templates.words.ts';
import { AudienceField } from './audience-field.tsx';
import styles from './compose.module.css';
import { composeWords as words } from './compose.words.ts';
import { ComposePreview, targetText } from './compose-preview.tsx';
import {
  answerByOf,
  audienceOf,
  completeQuestions,
  copiesOf,
  type Draft,
  draftFaults,
  emptyDraft,
  type FaultField,
  fieldOfPointer,
  keepDraft,
  questionsOf,
  type SaidFault,
  standingFaults,
} from './draft.ts';
import { LimitsField } from './limits-field.tsx';
import { QuestionsField } from './questions-field.tsx';
import { UrgencyField } from './urgency-field.tsx';

/** Instead of an order a template is written: a new one, or one that is there. */
export type Editing = { templateId: null } | { templateId: string; version: number };

/** The form of an order on the left, its reach on the right, and one button that says how many it goes to. */
export function ComposeForm({ first, editing }: { first: Draft; editing: Editing | null }) {
  const { acting, incident, settings } = useSession();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(first);
  const within = settings.acknowledgeMinutes[draft.urgency] * 60_000;
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const [said, setSaid] = useState<ReadonlyMap<FaultField, SaidFault>>(new Map());
  const faults = useMemo(() => standingFaults(said, draft), [said, draft]);
  const form = useRef<HTMLDivElement>(null);
  const now = useNow(30_000);
  const set = (change: Partial<Draft>) => setDraft((old) => ({ ...old, ...change }));

  const uploads = useUploads('attachment', first.attachments);
  const arrivedIds = uploads.arrived.map((file) => file.fileId).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list is made at every turn of it; its ids say when it changed
  useEffect(() => set({ attachments: uploads.arrived }), [arrivedIds]);

  const settled = useDebounced(draft, 300);
  const previewInput = useMemo(
    () => ({
      urgency: settled.urgency,
      audience: audienceOf(settled),
      questions: completeQuestions(settled),
      ...(copiesOf(settled).length > 0 ? { copies: copiesOf(settled) } : {}),
    }),
    [settled],
  );
  const preview = useView('previewOrder', previewInput, {
    enabled: previewInput.audience.include.length > 0,
    keep: true,
    staleTime: 10_000,
  });
  const reach = previewInput.audience.include.length > 0 ? preview.data : undefined;

  // Kept on this device as it is typed; the first paint keeps nothing.
  useEffect(() => {
    if (settled === first || editing) return;
    if (keepDraft(acting.id, settled)) setSavedAt(serverNow());
  }, [settled, first, acting.id, editing]);

  const issue = useCommand('issueOrder', {
    refresh: ['listOrders', 'getAttention', 'getInboxSummary'],
    onDone: (result) => {
      keepDraft(acting.id, null);
      void navigate({ to: '/orders/$orderId', params: { orderId: result.orderId }, search: {} });
    },
  });

  // What the server refused is said at its fields, and the first of them gets the focus.
  function showRefusal(problem: ProblemError) {
    const found = new Map<FaultField, string>();
    for (const error of problem.errors) {
      const field = fieldOfPointer(error.pointer, draft);
      if (field && !found.has(field)) found.set(field, fieldText(error, problem.params));
    }
    if (found.size === 0 && problem.code.startsWith('order.audience')) found.set('audience', problemText(problem));
    if (found.size === 0 && /limit|answer-before/.test(problem.code)) found.set('answerBy', problemText(problem));
    setSaid(new Map([...found].map(([field, text]) => [field, { text, refused: draft }])));
    focusFirst(form.current, [...found.keys()]);
  }

  function send() {
    const lacking = draftFaults(draft);
    setSaid(new Map(lacking.map((field) => [field, { text: faultText(field), refused: null }])));
    if (lacking.length > 0) return focusFirst(form.current, lacking);
    const answerBy = answerByOf(draft, serverNow());
    const order = {
      orderId: draft.orderId,
      urgency: draft.urgency,
      title: draft.title.trim(),
      body: draft.body.trim(),
      audience: audienceOf(draft),
      questions: questionsOf(draft),
      ...(copiesOf(draft).length > 0 ? { copies: copiesOf(draft), copiesSeeProgress: draft.copies?.seesProgress ?? false } : {}),
      ...(uploads.arrived.length > 0 ? { attachments: uploads.arrived.map((file) => file.fileId) } : {}),
      ...(answerBy ? { answerBy } : {}),
    };
    issue.mutate(order, { onError: showRefusal });
  }

  /** What a template keeps: the order without its day. */
  function asTemplate() {
    const minutes = draft.answerBy ? Math.max(1, Math.round((Date.parse(draft.answerBy) - serverNow()) / 60_000)) : null;
    return {
      urgency: draft.urgency,
      title: draft.title.trim(),
      body: draft.body.trim(),
      audience: audienceOf(draft),
      questions: questionsOf({ ...draft, questions: draft.questions.map((question) => ({ ...question, used: null })) }),
      ...(minutes === null ? {} : { answerMinutes: minutes }),
    };
  }
  const toTemplates = () => void (editing && navigate({ to: '/orders/templates' }));
  const saveTemplate = useCommand('saveTemplate', { refresh: ['listTemplates'], onDone: toTemplates });
  const changeTemplate = useCommand('changeTemplate', { refresh: ['listTemplates'], onDone: toTemplates });

  function keepTemplate() {
    const lacking = draftFaults(draft);
    setSaid(new Map(lacking.map((field) => [field, { text: faultText(field), refused: null }])));
    if (lacking.length > 0) return focusFirst(form.current, lacking);
    if (editing?.templateId)
      changeTemplate.mutate({ templateId: editing.templateId, version: editing.version, ...asTemplate() }, { onError: showRefusal });
    else saveTemplate.mutate({ templateId: newId(), ...asTemplate() }, { onError: showRefusal });
  }

  const answerBy = answerByOf(draft, now);
  const target = reach ? targetText(reach) : null;
  const isActive = incident?.state === 'active';
  const reached = reach ? reach.desks + reach.persons + reach.units : 0;
  const refused = issue.error ?? saveTemplate.error ?? changeTemplate.error;
  const unplaced = refused && said.size === 0 ? problemText(refused) : null;

  return (
    <div className={styles.page}>
      <div className={styles.two}>
        <div ref={form}>
          {editing ? (
            <p className="s13 t2">{templatesWords.dates}</p>
          ) : (
            <TemplatePicker
              onPick={(template) => {
                setSaid(new Map());
                set(draftOf(template, serverNow()));
              }}
            />
          )}
          <UrgencyField value={draft.urgency} onChange={(urgency) => set({ urgency, answerBy: null })} />
          <Field id="title" label={words.name} fault={faults.get('title')}>
            <Input
              id="field-title"
              maxLength={60}
              placeholder={words.nameHint}
              value={draft.title}
              status={faults.has('title') ? 'error' : ''}
              aria-invalid={faults.has('title') || undefined}
              aria-describedby="fault-title"
              onChange={(event) => set({ title: event.target.value })}
            />
          </Field>
          <Field id="body" label={words.body} fault={faults.get('body')}>
            <Input.TextArea
              id="field-body"
              autoSize={{ minRows: 3, maxRows: 12 }}
              maxLength={4000}
              value={draft.body}
              status={faults.has('body') ? 'error' : ''}
              aria-invalid={faults.has('body') || undefined}
              aria-describedby="fault-body"
              onChange={(event) => set({ body: event.target.value })}
            />
          </Field>
          {editing ? null : (
            <div className={styles.field}>
              <div className={styles.label}>{filesWords.attachments}</div>
              <FilesField uploads={uploads} label={filesWords.attachments} />
            </div>
          )}
          <Field id="audience" label={words.to} fault={faults.get('audience')}>
            <AudienceField draft={draft} fault={faults.has('audience')} withCopies={editing === null} onChange={set} />
          </Field>
          <QuestionsField
            draft={draft}
            byLevel={reach?.byLevel}
            faults={faults}
            ground={reach?.ground ?? []}
            known={editing ? [] : (reach?.known ?? [])}
            audience={previewInput.audience}
            onChange={(questions) => set({ questions })}
            onAskRest={(areas) => set({ areas, depth: 'self', except: [], where: [], units: [], role: null })}
          />
          <LimitsField
            acknowledgeMs={within}
            now={now}
            answerBy={answerBy}
            fault={faults.get('answerBy')}
            onChange={(next) => set({ answerBy: next })}
          />
        </div>
        <ComposePreview reach={reach} problem={preview.error} isWorking={preview.isFetching} questions={questionsOf(draft).length} />
      </div>
      <div className={styles.dock}>
        <span className={styles.saved}>
          {savedAt ? words.draftSaved(formatClock(savedAt)) : ''}{' '}
          {savedAt ? (
            <button
              type="button"
              className="lnk"
              onClick={() => {
                keepDraft(acting.id, null);
                for (const { fileId } of uploads.items) uploads.remove(fileId);
                setDraft(emptyDraft());
                setSaid(new Map());
              }}
            >
              {words.draftClear}
            </button>
          ) : null}
        </span>
        <span role="alert" className="late">
          {faults.size > 0
            ? words.faults(formatNumber(faults.size))
            : uploads.failed > 0
              ? filesWords.failed(formatNumber(uploads.failed))
              : unplaced}
        </span>
        {isActive || editing ? null : <NoIncident />}
        <span role="status" className="s13 t2">
          {saveTemplate.isSuccess && !editing ? words.template.saved : ''}
        </span>
        {editing ? (
          <Button
            type="primary"
            className={styles.send}
            loading={saveTemplate.isPending || changeTemplate.isPending}
            onClick={keepTemplate}
          >
            {templatesWords.save}
          </Button>
        ) : (
          <>
            <Button loading={saveTemplate.isPending} onClick={keepTemplate}>
              {words.template.save}
            </Button>
            <Button
              type="primary"
              className={styles.send}
              disabled={!isActive || reached === 0 || uploads.open > 0 || uploads.failed > 0}
              loading={issue.isPending}
              onClick={send}
            >
              {!isActive
                ? words.noIncident
                : audienceOf(draft).include.length === 0
                  ? words.missingAudience
                  : !target
                    ? words.counting
                    : reached === 0
                      ? words.sendNothing
                      : uploads.open > 0
                        ? filesWords.stillSending(formatNumber(uploads.open))
                        : (issue.isPending ? words.sending : words.send)(target)}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

/** Nothing can be sent: the way to what has to be there first, for who may begin it; for others, who does. */
function NoIncident() {
  const { may } = useSession();
  return (
    <span className="s13 t2">
      {may.manageIncident ? (
        <Link to="/incident" className="lnk">
          {words.startIncident}
        </Link>
      ) : (
        words.whoStarts
      )}
    </span>
  );
}

function Field({ id, label, fault, children }: { id: string; label: string; fault: string | undefined; children: ReactNode }) {
  return (
    <div className={styles.field}>
      <label htmlFor={`field-${id}`}>{label}</label>
      {children}
      <div id={`fault-${id}`} className={fault ? styles.fault : undefined}>
        {fault}
      </div>
    </div>
  );
}

function faultText(field: FaultField): string {
  if (field === 'title') return words.nameMissing;
  if (field === 'body') return words.bodyMissing;
  if (field === 'audience') return words.toMissing;
  return field.startsWith('options:') ? words.optionsMissing : words.questionMissing;
}

function focusFirst(form: HTMLElement | null, fields: readonly FaultField[]) {
  const field = fields[0];
  if (!form || !field) return;
  const holder = form.querySelector<HTMLElement>(`[id="field-${field}"]`);
  const target = holder?.matches('input, textarea') ? holder : holder?.querySelector<HTMLElement>('input, textarea');
  target?.focus();
  holder?.scrollIntoView({ block: 'nearest' });
}
