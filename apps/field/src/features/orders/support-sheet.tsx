import type { Urgency } from '@muster/contract/orders/limits';
import { answerWithin, urgencies } from '@muster/contract/orders/limits';
import type { Ask } from '@muster/contract/orders/support';
import { formatClock, formatShortTime } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { supportWords as w } from '@muster/ui/words/support.words';
import { useState } from 'preact/hooks';
import { announce } from '../../app/announce.ts';
import { useView } from '../../app/query-client.ts';
import { useSession } from '../../app/session.ts';
import { Chips } from '../../pieces/choices.tsx';
import s from '../../pieces/pieces.module.css';
import { Button, Sheet, Skeleton } from '../../pieces/pieces.tsx';
import { Problem } from '../../pieces/problem.tsx';
import { Stepper } from '../../pieces/stepper.tsx';
import { askSupport } from './acts.ts';
import { proposedTimes } from './answer-draft.ts';
import { type AskDraft, askOf, emptyAsk, missingOf } from './ask-draft.ts';
import o from './orders.module.css';

interface SheetProps {
  /** The order that it is needed for; none for what is asked by itself. */
  about: { id: string; numberText: string; title: string } | null;
  now: Date;
  by: string;
  onClose: () => void;
}

/** Two taps where the defaults fit: 请求支持 · 向焦店镇指挥部请求. Works without network like every act: it goes through the outbox. */
export function SupportSheet({ about, now, by, onClose }: SheetProps) {
  const [draft, setDraft] = useState<AskDraft>(emptyAsk);
  const targets = useView('listSupportTargets', {});
  const desks = targets.data?.desks ?? [];
  const units = targets.data?.units ?? [];
  const { settings } = useSession();
  const set = (change: Partial<AskDraft>) => setDraft((old) => ({ ...old, ...change }));
  // Nearest first: whoever is next above is asked unless another is chosen.
  const deskCode = draft.unitId ? null : (draft.deskCode ?? desks[0]?.code ?? null);
  const whom = draft.unitId ? units.find((unit) => unit.id === draft.unitId)?.name : desks.find((desk) => desk.code === deskCode)?.name;
  const missing = missingOf(draft) ?? (whom ? null : 'to');
  const acknowledgeAt = new Date(now.getTime() + settings.acknowledgeMinutes[draft.urgency] * 60_000);
  const answerAt = new Date(Math.max(acknowledgeAt.getTime(), now.getTime() + answerWithin[draft.urgency]));

  async function send() {
    if (missing || !whom) return;
    await askSupport(
      { ask: askOf(draft, now) as Ask, note: draft.note.trim(), urgency: draft.urgency, deskCode, unitId: draft.unitId, whom, about },
      by,
    );
    announce(w.sent);
    onClose();
  }

  return (
    <Sheet
      title={w.request}
      onClose={onClose}
      dock={
        <Button isMissing={missing !== null} onTap={() => void send()}>
          {missing ? w.missing[missing] : w.send(whom ?? '')}
        </Button>
      }
    >
      <div class={o.ask}>
        {about && <p class={s.sub}>{w.about(about.title)}</p>}
        <Chips
          label={w.need}
          options={(['people', 'goods', 'decision'] as const).map((value) => ({ value, text: w.kind[value] }))}
          value={draft.kind}
          onChange={(kind) => set({ kind })}
        />
        <AskFields draft={draft} now={now} onChange={set} />
        {targets.isPending && !targets.isError && <Skeleton lines={1} />}
        {targets.isError && !targets.data && <Problem error={targets.error} onRetry={() => void targets.refetch()} />}
        {targets.data && (
          <>
            {desks.length > 0 && (
              <Chips
                label={w.to}
                options={desks.map((desk) => ({ value: desk.code, text: desk.name }))}
                value={deskCode ?? ''}
                onChange={(code) => set({ deskCode: code, unitId: null })}
              />
            )}
            {units.length > 0 && (
              <label class={s.field}>
                <span>{w.unit}</span>
                <select
                  class={s.input}
                  value={draft.unitId ?? ''}
                  onChange={(event) => set({ unitId: event.currentTarget.value === '' ? null : event.currentTarget.value })}
                >
                  <option value="">{w.noUnit}</option>
                  {units.map((unit) => (
                    <option key={unit.id} value={unit.id}>
                      {unit.name}
                    </option>
                  ))}
                </select>
              </label>
            )}
            {desks.length === 0 && units.length === 0 && <p class={s.sub}>{w.nobodyAbove}</p>}
          </>
        )}
        <Chips
          label={w.urgency}
          options={[...urgencies].reverse().map((value) => ({ value, text: shared.urgency[value] }))}
          value={draft.urgency}
          onChange={(urgency: Urgency) => set({ urgency })}
        />
        <p class={s.note}>{w.limits(formatShortTime(acknowledgeAt.toISOString(), now), formatShortTime(answerAt.toISOString(), now))}</p>
        <label class={s.field}>
          <span>{w.note}</span>
          <textarea class={s.input} maxLength={2000} value={draft.note} onInput={(event) => set({ note: event.currentTarget.value })} />
        </label>
      </div>
    </Sheet>
  );
}

function AskFields({ draft, now, onChange }: { draft: AskDraft; now: Date; onChange: (change: Partial<AskDraft>) => void }) {
  if (draft.kind === 'decision')
    return (
      <label class={s.field}>
        <span>{w.question}</span>
        <textarea
          class={s.input}
          maxLength={200}
          value={draft.question}
          onInput={(event) => onChange({ question: event.currentTarget.value })}
        />
      </label>
    );
  return (
    <>
      {draft.kind === 'goods' && (
        <label class={s.field}>
          <span>{w.what}</span>
          <input
            class={s.input}
            maxLength={30}
            placeholder={w.whatHint}
            value={draft.what}
            onInput={(event) => onChange({ what: event.currentTarget.value })}
          />
        </label>
      )}
      <Stepper
        label={draft.kind === 'people' ? w.count : w.amount}
        value={draft.count}
        least={1}
        most={10_000}
        step={draft.kind === 'people' ? 5 : 10}
        onChange={(count) => onChange({ count })}
      />
      {draft.kind === 'goods' && (
        <label class={s.field}>
          <span>{w.measure}</span>
          <input
            class={s.input}
            maxLength={8}
            placeholder={w.measureHint}
            value={draft.measure}
            onInput={(event) => onChange({ measure: event.currentTarget.value })}
          />
        </label>
      )}
      <Chips
        label={w.neededAt}
        options={[{ value: '', text: w.soon }, ...proposedTimes(minutesOf(now), null).map((time) => ({ value: time, text: time }))]}
        value={draft.neededAt}
        onChange={(neededAt) => onChange({ neededAt })}
      />
    </>
  );
}

function minutesOf(now: Date): number {
  const [hours = 0, minutes = 0] = formatClock(now.toISOString()).split(':').map(Number);
  return hours * 60 + minutes;
}
