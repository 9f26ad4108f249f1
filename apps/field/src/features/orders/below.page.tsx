import type { ReceiptRow } from '@muster/contract/orders/receipts.operations';
import { formatNumber, spokenNumber } from '@muster/ui/format';
import { useMemo, useState } from 'preact/hooks';
import { useOutbox } from '../../app/device.ts';
import { Frame } from '../../app/frame.tsx';
import { paths } from '../../app/nav.tsx';
import { useNow } from '../../app/now.ts';
import { useView } from '../../app/query-client.ts';
import { useSession } from '../../app/session.ts';
import s from '../../pieces/pieces.module.css';
import { Button, Heading, Skeleton } from '../../pieces/pieces.tsx';
import { Problem } from '../../pieces/problem.tsx';
import { accept, remind, signFor } from './acts.ts';
import { BelowGroup, isDone } from './below-group.tsx';
import { fold } from './fold.ts';
import { useReceipt } from './inbox.ts';
import type { LocalReceipt } from './local-receipt.ts';
import o from './orders.module.css';
import { ordersWords as w } from './orders.words.ts';
import { ReviewCard } from './review-card.tsx';
import { SendBackSheet } from './send-back-sheet.tsx';

/** Those below to whom this desk delegated an order: their answers to accept or send back, and whom it still waits for. */
export function BelowPage({ receiptId }: { receiptId: string }) {
  const { receipt, error, retry } = useReceipt(receiptId);
  const back = { to: paths.order(receiptId), label: receipt ? spokenNumber(receipt.order.numberText) : w.title };
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

  const below = { orderId, numberText: receipt.order.numberText, title: receipt.order.title };
  const toReview = rows.filter(({ row }) => row.state === 'answered');
  const acceptable = toReview.filter(({ row }) => row.may.accept).map(({ row }) => row);
  const pending = rows.filter(({ row }) => row.state !== 'answered' && !isDone(row));
  const remindable = pending.filter(({ row }) => row.may.remind).map(({ row }) => row);
  const done = rows.filter(({ row }) => isDone(row));

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
          <div class={o.stack}>
            {toReview.map(({ row }) => (
              <ReviewCard
                key={row.id}
                row={row}
                about={receipt}
                questions={receipt.order.questions}
                now={now}
                onSendBack={() => setSendingBack(row)}
                onAccept={() => void accept(below, [row], person.name)}
              />
            ))}
          </div>
          <BelowGroup title={w.waitingHeading} rows={pending} now={now} onSignFor={(row) => void signFor(below, row, person.name)} />
          <BelowGroup title={w.doneHeading} rows={done} now={now} />
        </>
      )}
      {sendingBack && <SendBackSheet below={below} receipt={sendingBack} by={person.name} onClose={() => setSendingBack(null)} />}
    </Frame>
  );
}

function concerns(input: Record<string, unknown>, receiptId: string): boolean {
  return input.receiptId === receiptId || ((input.receiptIds as string[] | undefined)?.includes(receiptId) ?? false);
}
