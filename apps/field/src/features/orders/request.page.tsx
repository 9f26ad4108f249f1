import type { OrderDetail } from '@muster/contract/orders/orders.operations';
import type { ReceiptRow } from '@muster/contract/orders/receipts.operations';
import { formatNumber, formatShortTime, spokenNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { askText, shownQuestions, supportWords as w } from '@muster/ui/words/support.words';
import { useMemo, useState } from 'preact/hooks';
import { appWords } from '../../app/app.words.ts';
import { useOutbox } from '../../app/device.ts';
import { Frame } from '../../app/frame.tsx';
import { paths } from '../../app/nav.tsx';
import { useNow } from '../../app/now.ts';
import { useView } from '../../app/query-client.ts';
import { useSession } from '../../app/session.ts';
import s from '../../pieces/pieces.module.css';
import { Button, Heading, Skeleton, UrgencyTag } from '../../pieces/pieces.tsx';
import { Problem } from '../../pieces/problem.tsx';
import { accept, closeRequest, remind } from './acts.ts';
import { AnswerText } from './answer-text.tsx';
import { BelowGroup, isDone } from './below-group.tsx';
import { fold } from './fold.ts';
import o from './orders.module.css';
import { ordersWords } from './orders.words.ts';
import { ReviewCard } from './review-card.tsx';
import { SendBackSheet } from './send-back-sheet.tsx';

/** What this desk asked others for: their answers to accept or to send back, whom it still waits for, and closing it. */
export function RequestPage({ orderId }: { orderId: string }) {
  const order = useView('getOrder', { orderId });
  const back = { to: paths.orders(), label: appWords.tabs.orders };
  if (order.data) return <Request order={order.data} back={back} />;
  return (
    <Frame title={w.request} back={back}>
      {order.error ? <Problem error={order.error} onRetry={() => void order.refetch()} /> : <Skeleton lines={5} />}
    </Frame>
  );
}

function Request({ order, back }: { order: OrderDetail; back: { to: string; label: string } }) {
  const query = useView('listReceipts', { orderId: order.id, limit: 50 });
  const { entries } = useOutbox();
  const { person } = useSession();
  const now = useNow();
  const [sendingBack, setSendingBack] = useState<ReceiptRow | null>(null);
  const rows = useMemo(() => {
    const waits = entries.filter((entry) => entry.subject === order.id && entry.state === 'waiting');
    return (query.data?.items ?? []).map((row) => ({
      // Named by whoever was asked: a unit by its own name, not by its area's.
      row: named(waits.reduce(fold, row)),
      isWaiting: waits.some(
        (entry) => entry.input.receiptId === row.id || (entry.input.receiptIds as string[] | undefined)?.includes(row.id),
      ),
    }));
  }, [query.data, entries, order.id]);
  const subject = { orderId: order.id, numberText: order.numberText, title: order.title };
  const questions = shownQuestions(order);
  const toReview = rows.filter(({ row }) => row.state === 'answered');
  const acceptable = toReview.filter(({ row }) => row.may.accept).map(({ row }) => row);
  const pending = rows.filter(({ row }) => row.state !== 'answered' && !isDone(row));
  const remindable = pending.filter(({ row }) => row.may.remind).map(({ row }) => row);
  const done = rows.filter(({ row }) => isDone(row));
  const isClosing = entries.some((entry) => entry.operation === 'closeOrder' && entry.subject === order.id && entry.state === 'waiting');
  const mayClose = order.may.close && !isClosing && query.data !== undefined;
  const close = () => void closeRequest(order, pending.length + toReview.length, person.name);

  return (
    <Frame
      title={spokenNumber(order.numberText)}
      back={back}
      dock={
        acceptable.length > 0 ? (
          <Button onTap={() => void accept(subject, acceptable, person.name)}>
            {ordersWords.acceptAll(formatNumber(acceptable.length))}
          </Button>
        ) : remindable.length > 0 ? (
          <Button onTap={() => void remind(subject, remindable, person.name)}>
            {ordersWords.remindLate(formatNumber(remindable.length))}
          </Button>
        ) : mayClose ? (
          <Button onTap={close}>{w.close}</Button>
        ) : undefined
      }
    >
      <div class={o.meta}>
        <UrgencyTag urgency={order.urgency} />
        <b>{order.state === 'issued' ? '' : shared.orderState[order.state]}</b>
      </div>
      <h2 class={`${s.xl} ${o.title}`}>{order.ask ? askText(order.ask) : order.title}</h2>
      <p class={s.sub}>
        {[
          order.audienceText,
          order.ask && order.ask.kind !== 'decision' && order.ask.neededAt ? w.neededBy(formatShortTime(order.ask.neededAt, now)) : '',
          order.about ? w.about(`${spokenNumber(order.about.numberText)} ${order.about.title}`) : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {order.body !== '' && <p class={o.text}>{order.body}</p>}
      {query.isPending && !query.isError && <Skeleton lines={3} />}
      {query.isError && !query.data && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      {toReview.length > 0 && <Heading aside={formatNumber(toReview.length)}>{ordersWords.reviewHeading}</Heading>}
      <div class={o.stack}>
        {toReview.map(({ row }) => (
          <ReviewCard
            key={row.id}
            row={row}
            questions={questions}
            now={now}
            onSendBack={() => setSendingBack(row)}
            onAccept={() => void accept(subject, [row], person.name)}
          />
        ))}
      </div>
      <BelowGroup title={ordersWords.waitingHeading} rows={pending} now={now} />
      <BelowGroup title={ordersWords.doneHeading} rows={done} now={now} />
      {done.map(({ row }) =>
        row.answer ? (
          <AnswerText
            key={row.id}
            class={`${s.card} ${s.rows} ${o.gap}`}
            questions={questions}
            answer={row.answer}
            nameOf={() => ''}
            now={now}
          />
        ) : null,
      )}
      {mayClose && pending.length > 0 && (
        <button type="button" class={s.link} onClick={close}>
          {w.closeOpen}
        </button>
      )}
      {sendingBack && <SendBackSheet below={subject} receipt={sendingBack} by={person.name} onClose={() => setSendingBack(null)} />}
    </Frame>
  );
}

function named(row: ReceiptRow): ReceiptRow {
  return row.recipientName ? { ...row, areaName: row.recipientName } : row;
}
