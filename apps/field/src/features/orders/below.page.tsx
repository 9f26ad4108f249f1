import type { ReceiptRow } from '@muster/contract/orders/orders.operations';
import { formatNumber, formatShortTime, spokenNumber } from '@muster/ui/format';
import { attentionWords } from '@muster/ui/words/attention.words';
import { shared } from '@muster/ui/words/shared.words';
import { useMemo, useState } from 'preact/hooks';
import { useOutbox } from '../../app/device.ts';
import { Frame } from '../../app/frame.tsx';
import { paths } from '../../app/nav.tsx';
import { useNow } from '../../app/now.ts';
import { useView } from '../../app/query-client.ts';
import { useSession } from '../../app/session.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Button, Heading, Skeleton } from '../../pieces/pieces.tsx';
import { Problem } from '../../pieces/problem.tsx';
import { Tile } from '../../pieces/tile.tsx';
import { accept, remind } from './acts.ts';
import { answerLines } from './answer-lines.ts';
import { fold } from './fold.ts';
import { useReceipt } from './inbox.ts';
import type { LocalReceipt } from './local-receipt.ts';
import o from './orders.module.css';
import { ordersWords as w } from './orders.words.ts';
import { SendBackSheet } from './send-back-sheet.tsx';

/** Those below to whom this desk delegated an order: their answers to accept or send back, and whom it still waits for. */
export function BelowPage({ receiptId }: { receiptId: string }) {
  const { receipt, error, retry } = useReceipt(receiptId);
  const back = { to: paths.order(receiptId), label: receipt ? spokenNumber(receipt.order.number) : w.title };
  if (receipt?.delegated) return <Below receipt={receipt} orderId={receipt.delegated.orderId} back={back} />;
  return (
    <Frame title={w.belowTitle} back={back}>
      {error ? <Problem error={error} onRetry={retry} /> : <Skeleton lines={5} />}
    </Frame>
  );
}

function Below({ receipt, orderId, back }: { receipt: LocalReceipt; orderId: string; back: { to: string; label: string } }) {
  const query = useView('listReceipts', { orderId, limit: 200 });
  const { entries } = useOutbox();
  const { person } = useSession();
  const now = useNow();
  const [sendingBack, setSendingBack] = useState<ReceiptRow | null>(null);
  const rows = useMemo(() => {
    const waits = entries.filter((entry) => entry.subject === orderId && entry.state === 'waiting');
    return (query.data?.items ?? []).map((row) => ({
      row: waits.reduce(fold, row),
      isWaiting: waits.some((entry) => concerns(entry.input, row.id)),
    }));
  }, [query.data, entries, orderId]);

  const below = { orderId, number: receipt.order.number, title: receipt.order.title };
  const toReview = rows.filter(({ row }) => row.state === 'answered');
  const acceptable = toReview.filter(({ row }) => row.may.accept).map(({ row }) => row);
  const pending = rows.filter(({ row }) => row.state !== 'answered' && !isDone(row));
  const remindable = pending.filter(({ row }) => row.may.remind).map(({ row }) => row);
  const done = rows.filter(({ row }) => isDone(row));
  const nameOf = () => '';

  return (
    <Frame
      title={w.belowTitle}
      back={back}
      dock={
        acceptable.length > 0 ? (
          <Button onTap={() => void accept(below, acceptable, person.name)}>{w.acceptAll(formatNumber(acceptable.length))}</Button>
        ) : remindable.length > 0 ? (
          <Button onTap={() => void remind(below, remindable, person.name)}>{w.remindLate(formatNumber(remindable.length))}</Button>
        ) : undefined
      }
    >
      {query.isPending && !query.isError && <Skeleton lines={5} />}
      {query.isError && !query.data && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <>
          <Heading aside={formatNumber(toReview.length)}>{w.reviewHeading}</Heading>
          {toReview.length === 0 && (
            <div class={s.card}>
              <p class={s.sub}>{w.noneToReview}</p>
            </div>
          )}
          <div class={o.cards} style={{ marginTop: 0 }}>
            {toReview.map(({ row }) => (
              <section key={row.id} class={`${s.card} ${o.below}`} aria-label={row.areaName}>
                <div class={o.belowHead}>
                  <Tile state="forReview" />
                  <b>{row.areaName}</b>
                  <span class={s.note}>
                    {row.answeredBy && row.answeredAt && w.answerBy(row.answeredBy, formatShortTime(row.answeredAt, now))}
                  </span>
                </div>
                <dl>
                  {row.answer &&
                    answerLines(receipt.order.questions, row.answer, nameOf, now).map((line) => (
                      <div key={line.key} class={o.said}>
                        <dt>{line.asked}</dt>
                        <dd>{line.said}</dd>
                      </div>
                    ))}
                  {row.answer?.note && (
                    <div class={o.said}>
                      <dd>{row.answer.note}</dd>
                    </div>
                  )}
                </dl>
                {(row.may.accept || row.may.sendBack) && (
                  <div class={`${s.halves} ${o.acts}`}>
                    <Button look="quiet" small disabled={!row.may.sendBack} onTap={() => setSendingBack(row)}>
                      {shared.action.sendBack}
                    </Button>
                    <Button look="quiet" small disabled={!row.may.accept} onTap={() => void accept(below, [row], person.name)}>
                      {w.acceptOne}
                    </Button>
                  </div>
                )}
              </section>
            ))}
          </div>
          <Group title={w.waitingHeading} rows={pending} now={now} />
          <Group title={w.doneHeading} rows={done} now={now} />
        </>
      )}
      {sendingBack && <SendBackSheet below={below} receipt={sendingBack} by={person.name} onClose={() => setSendingBack(null)} />}
    </Frame>
  );
}

function Group({ title, rows, now }: { title: string; rows: { row: ReceiptRow; isWaiting: boolean }[]; now: Date }) {
  if (rows.length === 0) return null;
  return (
    <>
      <Heading aside={formatNumber(rows.length)}>{title}</Heading>
      <ul class={`${s.card} ${s.rows}`}>
        {rows.map(({ row, isWaiting }) => (
          <li key={row.id} class={s.row}>
            {isWaiting ? <Icon name="clock" size={16} /> : <Tile state={isDone(row) ? 'done' : row.attention.state} />}
            <div>
              {row.areaName}
              <p>{rowText(row, isWaiting, now)}</p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function rowText(row: ReceiptRow, isWaiting: boolean, now: Date): string {
  if (row.state === 'accepted') return isWaiting ? w.acceptedWaiting : w.accepted;
  if (row.state === 'sentBack') return isWaiting ? w.backWaiting : w.sentBack(row.sentBackReason ?? '');
  const reason = attentionWords.reason[row.attention.reason];
  return row.remindedAt ? [reason, `${attentionWords.nextStep.remind} ${formatShortTime(row.remindedAt, now)}`].join(w.join) : reason;
}

function isDone(row: ReceiptRow): boolean {
  return row.state === 'accepted' || row.state === 'closed' || row.state === 'withdrawn' || row.attention.state === 'done';
}

function concerns(input: Record<string, unknown>, receiptId: string): boolean {
  return input.receiptId === receiptId || ((input.receiptIds as string[] | undefined)?.includes(receiptId) ?? false);
}
