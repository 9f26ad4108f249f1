import type { OrderDetail } from '@muster/contract/orders/orders.operations';
import { orderDifference } from '@muster/ui/difference';
import { formatNumber, formatShortTime, spokenNumber } from '@muster/ui/format';
import { problemText } from '@muster/ui/words/problems.words';
import { Input } from 'antd';
import { useMemo, useState } from 'react';
import { serverNow, useNow } from '../../../app/clock.ts';
import { Dialog } from '../../../app/dialog.tsx';
import { useCommand, useView } from '../../../app/query.ts';
import { useSession } from '../../../app/session.tsx';
import { ProblemLine } from '../../../app/states/problem-line.tsx';
import { useDebounced } from '../../../app/use-debounced.ts';
import { AreaSelect } from '../compose/area-select.tsx';
import { composeWords } from '../compose/compose.words.ts';
import { draftFaults, type FaultField } from '../compose/draft.ts';
import { QuestionsField } from '../compose/questions-field.tsx';
import { TimeField } from '../time-field.tsx';
import { UnitSelect } from '../unit-select.tsx';
import styles from './amend.module.css';
import { amendingWords as words } from './amend.words.ts';
import { amendingOf, amendmentOf, asDraft, askedNow, changesAnything } from './amendment.ts';
import { ChangeParts } from './change-parts.tsx';

const noFaults: ReadonlyMap<FaultField, string> = new Map();

/** 修订: the order as it is, to be changed; below it what changes, and what that asks of whom. The preview is the confirmation. */
export function AmendDialog({ order, onDone }: { order: OrderDetail; onDone: () => void }) {
  const { city } = useSession();
  const [amending, setAmending] = useState(() => amendingOf(order));
  const now = useNow(30_000);
  const set = (change: Partial<typeof amending>) => setAmending((old) => ({ ...old, ...change }));
  const amendment = useMemo(() => amendmentOf(order, amending), [order, amending]);
  const settled = useDebounced(amendment, 300);
  const isWritten = draftFaults(asDraft(amending)).every((fault) => fault === 'audience');
  const isChanged = changesAnything(amendment);
  const preview = useView('previewAmendment', settled, { enabled: isWritten && changesAnything(settled), keep: true, staleTime: 10_000 });
  const effect = isChanged ? preview.data : undefined;
  const amend = useCommand('amendOrder', {
    refresh: ['getOrder', 'getReceiptTree', 'listReceipts', 'listFeed', 'listOrders', 'getAttention', 'listRevisions'],
    onDone,
  });
  const questions = askedNow(order, amending);
  const difference = orderDifference(order, {
    title: amending.title.trim(),
    body: amending.body.trim(),
    questions,
    acknowledgeBy: amending.acknowledgeBy,
    answerBy: effect?.answerBy ?? amending.answerBy,
  });
  const reached = effect ? effect.owing + effect.added.desks + effect.added.persons + effect.added.units : 0;
  const hasReason = amending.reason.trim().length >= 2;
  const refused = isChanged && isWritten ? preview.error : null;

  return (
    <Dialog
      title={words.title(spokenNumber(order.numberText))}
      width={760}
      act={!isChanged ? words.nothing : !hasReason ? words.reasonMissing : reached > 0 ? words.goAll(formatNumber(reached)) : words.go}
      disabled={!isChanged || !isWritten || !hasReason || refused !== null}
      pending={amend.isPending}
      onAct={() => amend.mutate({ ...amendment, version: order.version, reason: amending.reason.trim() })}
      onKeep={onDone}
    >
      <div className={styles.field}>
        <label htmlFor="amend-title">{composeWords.name}</label>
        <Input id="amend-title" maxLength={60} value={amending.title} onChange={(event) => set({ title: event.target.value })} />
      </div>
      <div className={styles.field}>
        <label htmlFor="amend-body">{composeWords.body}</label>
        <Input.TextArea
          id="amend-body"
          autoSize={{ minRows: 3, maxRows: 10 }}
          maxLength={4000}
          value={amending.body}
          onChange={(event) => set({ body: event.target.value })}
        />
      </div>
      <QuestionsField
        draft={asDraft(amending)}
        byLevel={undefined}
        ground={[]}
        faults={noFaults}
        known={[]}
        audience={order.audience}
        onChange={(changed) => set({ questions: changed })}
        onAskRest={() => undefined}
      />
      <div className={styles.times}>
        <TimeField
          label={composeWords.acknowledgeLimit}
          value={amending.acknowledgeBy}
          earliest={Math.min(now, Date.parse(order.acknowledgeBy))}
          onChange={(acknowledgeBy) => set({ acknowledgeBy })}
        />
        {questions.length > 0 ? (
          <TimeField
            label={composeWords.answerLimit}
            value={amending.answerBy ?? new Date(serverNow()).toISOString()}
            earliest={Math.min(now, Date.parse(order.answerBy ?? new Date(now).toISOString()))}
            onChange={(answerBy) => set({ answerBy })}
          />
        ) : null}
      </div>
      <div className={styles.times}>
        <div>
          <div className="t2">{words.add}</div>
          <div className={styles.grow}>
            <AreaSelect
              label={words.add}
              placeholder={words.addPlaceholder}
              root={order.issuerCode || city.code}
              value={amending.addAreas}
              onChange={(addAreas) => set({ addAreas })}
            />
          </div>
        </div>
        <div>
          <div className="t2">{words.addUnits}</div>
          <UnitSelect
            label={words.addUnits}
            placeholder={words.addUnitsPlaceholder}
            value={amending.addUnits}
            onChange={(addUnits) => set({ addUnits })}
          />
        </div>
      </div>
      <p className="s12 t3">{words.noRemoving}</p>
      <div className={styles.field}>
        <label htmlFor="amend-reason">{words.reason}</label>
        <Input.TextArea
          id="amend-reason"
          autoSize={{ minRows: 1, maxRows: 4 }}
          maxLength={200}
          value={amending.reason}
          onChange={(event) => set({ reason: event.target.value })}
        />
      </div>
      {isChanged ? (
        <section className={styles.effect} aria-label={words.effect} aria-live="polite">
          <ChangeParts difference={difference} now={now} />
          {effect ? (
            <Effect effect={effect} moved={effect.answerBy !== amending.answerBy} now={now} />
          ) : refused ? null : (
            <p className="t3">{words.counting}</p>
          )}
          {refused ? (
            <p className="late" role="alert">
              {problemText(refused)}
            </p>
          ) : null}
        </section>
      ) : null}
      <ProblemLine problem={amend.error} />
    </Dialog>
  );
}

interface Effects {
  changed: readonly string[];
  owing: number;
  askedAgain: number;
  added: { desks: number; persons: number; units: number };
  answerBy: string | null;
  changeBy: string | null;
}

/** Whom it asks for what, in sentences. */
function Effect({ effect, moved, now }: { effect: Effects; moved: boolean; now: number }) {
  const added = effect.added.desks + effect.added.persons + effect.added.units;
  const isText = effect.changed.some((part) => part !== 'recipients');
  const lines = [
    ...(isText
      ? [
          effect.owing > 0 && effect.changeBy
            ? words.owing(formatNumber(effect.owing), formatShortTime(effect.changeBy, now))
            : words.owingNone,
        ]
      : []),
    ...(effect.askedAgain > 0 ? [words.askedAgain(formatNumber(effect.askedAgain))] : isText && effect.owing > 0 ? [words.keeps] : []),
    ...(moved && effect.answerBy ? [words.moved(formatShortTime(effect.answerBy, now))] : []),
    ...(added > 0 ? [words.added(formatNumber(added))] : []),
  ];
  return (
    <ul className={styles.reasons}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
