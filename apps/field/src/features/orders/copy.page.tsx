import { call } from '@muster/client/call';
import { newId } from '@muster/client/ids';
import { formatDayTime, formatNumber, formatShortTime, spokenNumber } from '@muster/ui/format';
import { amendWords } from '@muster/ui/words/amend.words';
import { shared } from '@muster/ui/words/shared.words';
import { useEffect } from 'preact/hooks';
import { appWords } from '../../app/app.words.ts';
import { Frame } from '../../app/frame.tsx';
import { paths } from '../../app/nav.tsx';
import { useNow } from '../../app/now.ts';
import { queryClient, useView } from '../../app/query-client.ts';
import s from '../../pieces/pieces.module.css';
import { Heading, Skeleton, UrgencyTag } from '../../pieces/pieces.tsx';
import { Problem } from '../../pieces/problem.tsx';
import { questionText } from './change-parts.tsx';
import { manyWords as many } from './many.words.ts';
import o from './orders.module.css';
import { ordersWords as w } from './orders.words.ts';

/** An order that came for information: read, and nothing else. */
export function CopyPage({ orderId }: { orderId: string }) {
  const query = useView('getOrder', { orderId });
  const order = query.data;
  const copyId = order?.myCopy?.readAt === null ? order.myCopy.id : null;
  const now = useNow();
  useEffect(() => {
    if (copyId === null) return;
    // Not told for want of network: it stays unread and is told the next time.
    call('readCopy', { commandId: newId(), copyId: copyId as string })
      .then(() => Promise.all(['listCopies', 'syncDesk'].map((key) => queryClient.invalidateQueries({ queryKey: [key] }))))
      .catch(() => undefined);
  }, [copyId]);
  return (
    <Frame title={order ? spokenNumber(order.numberText) : many.copies} back={{ to: paths.orders(), label: appWords.tabs.orders }}>
      {!order && !query.error && <Skeleton lines={6} />}
      {!order && query.error && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      {order && (
        <>
          <div class={o.meta}>
            <UrgencyTag urgency={order.urgency} />
            <span class={s.sub}>{many.copyNote}</span>
          </div>
          <h2 class={`${s.xl} ${o.title}`}>{order.title}</h2>
          <p class={s.sub}>
            {order.issuerName} {order.issuerPersonName} {formatShortTime(order.issuedAt, now)}
            {order.amendedAt ? ` · ${amendWords.changedBy(order.issuerName, formatShortTime(order.amendedAt, now))}` : ''}
          </p>
          <p class={s.sub}>
            {[
              `${shared.limit.acknowledge} ${formatDayTime(order.acknowledgeBy, now)}`,
              order.answerBy ? `${shared.limit.answer} ${formatDayTime(order.answerBy, now)}` : '',
              order.audienceText,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {order.state !== 'issued' && (
            <p class={`${o.banner} ${o.calm}`}>
              {[w.settled[order.state], order.closeNote ? w.why(order.closeNote) : ''].filter(Boolean).join(w.join)}
            </p>
          )}
          <p class={o.text}>{order.body}</p>
          {order.questions.length > 0 && (
            <>
              <Heading>{amendWords.question}</Heading>
              <ul class={`${s.card} ${s.rows}`}>
                {order.questions.map((question) => (
                  <li key={question.key} class={s.row}>
                    {questionText(question)}
                  </li>
                ))}
              </ul>
            </>
          )}
          {order.myCopy?.seesProgress && (
            <p class={`${s.sub} ${o.gap}`}>
              {many.copyProgress(formatNumber(order.counts.done + order.counts.forReview), formatNumber(order.receiptCount))}
            </p>
          )}
        </>
      )}
    </Frame>
  );
}
