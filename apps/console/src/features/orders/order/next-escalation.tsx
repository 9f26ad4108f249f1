import type { OrderDetail } from '@muster/contract/orders/orders.operations';
import { formatNumber, formatSpan } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { useNow } from '../../../app/clock.ts';
import { useCommand } from '../../../app/query.ts';
import { ProblemLine } from '../../../app/states/problem-line.tsx';
import styles from './order-page.module.css';
import { orderPageWords } from './order-page.words.ts';

const words = orderPageWords.page;

/** What happens by itself next, and when; it can be done now. */
export function NextEscalation({ order }: { order: OrderDetail }) {
  const at = order.nextEscalationAt ? Date.parse(order.nextEscalationAt) : null;
  const now = useNow(1000);
  const escalate = useCommand('escalateOrder', { refresh: ['getOrder', 'getReceiptTree', 'listReceipts', 'listFeed'] });
  if (order.state !== 'issued') return <div />;
  return (
    <div className={styles.next}>
      {at !== null && at > now ? (
        <>
          <b className={isOfLate(order, at) ? 'late' : 'wait'}>{formatSpan(at - now, true)}</b>
          {order.nextEscalationOf ? words.escalates[order.nextEscalationOf.limit](formatNumber(order.nextEscalationOf.owing)) : null}
          <br />
          {order.nextEscalationTo.length > 3
            ? words.desksMore(order.nextEscalationTo[0] ?? '', formatNumber(order.nextEscalationTo.length))
            : order.nextEscalationTo.join(shared.listJoin)}
        </>
      ) : null}{' '}
      {escalate.data ? <span role="status">{words.escalated(formatNumber(escalate.data.escalated))}</span> : null}
      {/* What was escalated already goes higher by itself, at its time. */}
      {!escalate.data && order.may.escalate && order.counts.late > order.counts.escalated ? (
        <button type="button" className="lnk" disabled={escalate.isPending} onClick={() => escalate.mutate({ orderId: order.id })}>
          {words.escalateNow}
        </button>
      ) : null}
      <ProblemLine problem={escalate.error} />
    </div>
  );
}

/** Whether it is about somebody who is late already, or about who lets the limit pass at that very moment. */
function isOfLate(order: OrderDetail, at: number): boolean {
  const limits = { acknowledge: order.acknowledgeBy, change: order.changeBy, answer: order.answerBy };
  const limit = order.nextEscalationOf && limits[order.nextEscalationOf.limit];
  return limit !== null && at > Date.parse(limit);
}
