import { newId } from '@muster/client/ids';
import { answerWithin, type Urgency, urgencies } from '@muster/contract/orders/limits';
import type { Ask } from '@muster/contract/orders/support';
import { cityInstant, formatShortTime } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { supportWords as words } from '@muster/ui/words/support.words';
import { Input, InputNumber, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useNow } from '../../../app/clock.ts';
import { Dialog } from '../../../app/dialog.tsx';
import { useCommand, useView } from '../../../app/query.ts';
import { useSession } from '../../../app/session.tsx';
import { ProblemLine } from '../../../app/states/problem-line.tsx';
import styles from '../inbox/inbox.module.css';

interface Draft {
  kind: Ask['kind'];
  count: number;
  what: string;
  measure: string;
  question: string;
  neededAt: string;
  urgency: Urgency;
  /** Null: the desk next above. */
  desks: string[] | null;
  units: string[];
  note: string;
}

/** 请求支持: what, of whom, how urgent. The limits follow from the urgency and are only shown. */
export function SupportDialog({
  aboutOrderId,
  title,
  onClose,
}: {
  aboutOrderId: string | null;
  title: string | null;
  onClose: () => void;
}) {
  const [orderId] = useState(() => newId());
  const [draft, setDraft] = useState<Draft>({
    kind: 'people',
    count: 10,
    what: '',
    measure: '',
    question: '',
    neededAt: '',
    urgency: 'urgent',
    desks: null,
    units: [],
    note: '',
  });
  const { settings } = useSession();
  const targets = useView('listSupportTargets', {});
  const now = useNow(30_000);
  const set = (change: Partial<Draft>) => setDraft((old) => ({ ...old, ...change }));
  const send = useCommand('requestSupport', {
    refresh: ['listOrders', 'getOrder', 'getReceipt', 'listReceipts', 'listInbox'],
    onDone: onClose,
  });
  const above = targets.data?.desks ?? [];
  const units = targets.data?.units ?? [];
  const desks = draft.desks ?? above.slice(0, 1).map((desk) => desk.code);
  const names = [
    ...above.filter((desk) => desks.includes(desk.code)).map((desk) => desk.name),
    ...units.filter((unit) => draft.units.includes(unit.id)).map((unit) => unit.name),
  ];
  const missing =
    draft.kind === 'goods' && draft.what.trim() === ''
      ? words.missing.what
      : draft.kind === 'decision' && draft.question.trim().length < 2
        ? words.missing.question
        : names.length === 0
          ? words.missing.to
          : null;
  const acknowledgeAt = now + settings.acknowledgeMinutes[draft.urgency] * 60_000;
  const answerAt = Math.max(acknowledgeAt, now + answerWithin[draft.urgency]);

  return (
    <Dialog
      title={words.request}
      act={missing ?? words.send(names.slice(0, 2).join(shared.listJoin))}
      disabled={missing !== null}
      pending={send.isPending}
      onAct={() =>
        send.mutate({
          orderId,
          ask: askOf(draft, now),
          urgency: draft.urgency,
          ...(draft.note.trim() ? { note: draft.note.trim() } : {}),
          areaCodes: desks,
          unitIds: draft.units,
          ...(aboutOrderId ? { aboutOrderId } : {}),
        })
      }
      onKeep={onClose}
    >
      {title ? <p className="t2">{words.about(title)}</p> : null}
      <Segmented
        aria-label={words.request}
        value={draft.kind}
        options={(['people', 'goods', 'decision'] as const).map((value) => ({ value, label: words.kind[value] }))}
        onChange={(kind) => set({ kind })}
      />
      <AskFields draft={draft} onChange={set} />
      <div className={styles.field}>
        <label htmlFor="support-desks">{words.to}</label>
        <Select
          id="support-desks"
          mode="multiple"
          style={{ width: '100%' }}
          loading={targets.isPending}
          value={[...desks, ...draft.units]}
          optionFilterProp="label"
          options={[
            ...above.map((desk) => ({ value: desk.code, label: desk.name })),
            ...units.map((unit) => ({ value: unit.id, label: unit.name })),
          ]}
          onChange={(chosen: string[]) =>
            set({
              desks: chosen.filter((one) => above.some((desk) => desk.code === one)),
              units: chosen.filter((one) => units.some((unit) => unit.id === one)),
            })
          }
        />
        {targets.data && above.length === 0 && units.length === 0 ? <div className="s12 t3">{words.nobodyAbove}</div> : null}
      </div>
      <div className={styles.field}>
        <Segmented
          aria-label={words.urgency}
          value={draft.urgency}
          options={urgencies.map((value) => ({ value, label: shared.urgency[value] }))}
          onChange={(urgency) => set({ urgency })}
        />
        <div className="s12 t3">{words.limits(formatShortTime(acknowledgeAt, now), formatShortTime(answerAt, now))}</div>
      </div>
      <div className={styles.field}>
        <label htmlFor="support-note">{words.note}</label>
        <Input.TextArea
          id="support-note"
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={2000}
          value={draft.note}
          onChange={(event) => set({ note: event.target.value })}
        />
      </div>
      <ProblemLine problem={targets.error ?? send.error} />
    </Dialog>
  );
}

function AskFields({ draft, onChange }: { draft: Draft; onChange: (change: Partial<Draft>) => void }) {
  if (draft.kind === 'decision')
    return (
      <div className={styles.field}>
        <label htmlFor="support-question">{words.question}</label>
        <Input.TextArea
          id="support-question"
          autoFocus
          autoSize={{ minRows: 2, maxRows: 4 }}
          maxLength={200}
          value={draft.question}
          onChange={(event) => onChange({ question: event.target.value })}
        />
      </div>
    );
  return (
    <div className={styles.ask}>
      {draft.kind === 'goods' ? (
        <div className={styles.field}>
          <label htmlFor="support-what">{words.what}</label>
          <Input
            id="support-what"
            maxLength={30}
            placeholder={words.whatHint}
            value={draft.what}
            onChange={(event) => onChange({ what: event.target.value })}
          />
        </div>
      ) : null}
      <div className={styles.field}>
        <label htmlFor="support-count">{draft.kind === 'people' ? words.count : words.amount}</label>
        <InputNumber
          id="support-count"
          min={1}
          max={10_000}
          precision={0}
          style={{ width: '100%' }}
          value={draft.count}
          onChange={(count) => onChange({ count: count ?? 1 })}
        />
      </div>
      {draft.kind === 'goods' ? (
        <div className={styles.field}>
          <label htmlFor="support-measure">{words.measure}</label>
          <Input
            id="support-measure"
            maxLength={8}
            placeholder={words.measureHint}
            value={draft.measure}
            onChange={(event) => onChange({ measure: event.target.value })}
          />
        </div>
      ) : null}
      <div className={styles.field}>
        <label htmlFor="support-needed">{words.neededAt}</label>
        <Input id="support-needed" type="time" value={draft.neededAt} onChange={(event) => onChange({ neededAt: event.target.value })} />
      </div>
    </div>
  );
}

function askOf(draft: Draft, now: number): Ask {
  const needed = /^\d\d:\d\d$/.test(draft.neededAt) ? { neededAt: cityInstant(now, draft.neededAt).toISOString() } : {};
  if (draft.kind === 'decision') return { kind: 'decision', question: draft.question.trim() };
  if (draft.kind === 'people') return { kind: 'people', count: draft.count, ...needed };
  return {
    kind: 'goods',
    what: draft.what.trim(),
    amount: draft.count,
    ...(draft.measure.trim() ? { measure: draft.measure.trim() } : {}),
    ...needed,
  };
}
