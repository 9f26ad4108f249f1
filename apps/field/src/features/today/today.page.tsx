import { formatEffort, formatNumber } from '@muster/ui/format';
import { roleWords } from '@muster/ui/words/roles.words';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'preact/compat';
import { container } from '../../app/container.ts';
import { Frame } from '../../app/frame.tsx';
import { Link, paths } from '../../app/nav.tsx';
import { useNowBefore } from '../../app/now.ts';
import { OpenOut, TodayGround } from '../../app/pages.tsx';
import { useView } from '../../app/query-client.ts';
import { useSession } from '../../app/session.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Skeleton } from '../../pieces/pieces.tsx';
import { Problem } from '../../pieces/problem.tsx';
import { useInbox } from '../orders/inbox.ts';
import { ordersWords } from '../orders/orders.words.ts';
import { ReceiptLine } from '../orders/receipt-line.tsx';
import { NextStep } from './next-step.tsx';
import t from './today.module.css';
import { todayWords as w } from './today.words.ts';

/** One next step on top, whatever else is open as rows below it (DESIGN §1.7). */
export function TodayPage() {
  const session = useSession();
  const { acting, person } = session;
  const { query, receipts, mine } = useInbox();
  // It comes after the first paint, with whatever else is kept for later: then its rows are here.
  const hasGround = useQuery({ queryKey: ['syncGround'], enabled: false }).data !== undefined;
  const now = useNowBefore(mine[0]?.attention.until);
  const open = receipts.filter((receipt) => receipt.needsDesk || receipt.state === 'delegated');
  const next = mine[0];
  const others = receipts.filter(
    (receipt) => receipt !== next && (receipt.needsDesk || receipt.state === 'delegated' || receipt.waits.length > 0),
  );
  const toSign = receipts.filter((receipt) => receipt.isUnacknowledged && receipt.can.acknowledge).length;
  const todo = query.data ? (open.length > 0 ? w.todo(formatNumber(open.length)) : w.nothing) : null;

  return (
    <Frame title={w.title} tab="today">
      {container !== 'browser' && (
        <Suspense fallback={null}>
          <OpenOut />
        </Suspense>
      )}
      <div class={t.greeting}>
        <p class={t.place}>{acting.areaName ?? acting.unitName ?? session.city.name}</p>
        <p class={s.sub}>{[`${person.name} ${acting.title ?? roleWords[acting.role]}`, todo].filter(Boolean).join(' · ')}</p>
      </div>
      {!session.may.seeOrders && <Empty title={w.noOrders} why={w.noOrdersWhy} />}
      {session.may.seeOrders && (
        <>
          {next && <NextStep receipt={next} now={now} by={person.name} />}
          {toSign > 1 && (
            <Link to={paths.orders()} class={`${s.card} ${t.issued}`}>
              <span>{ordersWords.toSign(formatNumber(toSign))}</span>
              <Icon name="forward" size={16} />
            </Link>
          )}
          {others.length > 0 && (
            <ul class={`${s.card} ${s.rows} ${t.gap}`}>
              {others.map((receipt) => (
                <li key={receipt.id}>
                  <ReceiptLine receipt={receipt} now={now} from="today" />
                </li>
              ))}
            </ul>
          )}
          {query.isPending && !query.isError && <Skeleton />}
          {query.isError && !query.data && <Problem error={query.error} onRetry={() => void query.refetch()} />}
          {query.data && !next && others.length === 0 && <Empty title={w.empty} why={w.emptyWhy} />}
          {hasGround && (
            <Suspense fallback={null}>
              <TodayGround />
            </Suspense>
          )}
          <AskedToday />
        </>
      )}
    </Frame>
  );
}

function Empty({ title, why }: { title: string; why: string }) {
  return (
    <div class={s.card}>
      <b>{title}</b>
      <p class={s.sub}>{why}</p>
    </div>
  );
}

/** What being asked has cost this desk today, so that those who ask can see it too; and what it has asked of others. */
function AskedToday() {
  const { acting } = useSession();
  const { data } = useView('getInboxSummary', {});
  if (!data) return null;
  const effort = data.askedSecondsToday ? formatEffort(data.askedSecondsToday) : null;
  const issues = acting.level === 'city' || acting.level === 'district' || acting.level === 'subdistrict';
  return (
    <>
      {issues && data.issuedLate + data.forReview > 0 && (
        <a href="/" class={`${s.card} ${t.issued}`}>
          <span>
            {w.issued(formatNumber(data.issuedLate), formatNumber(data.forReview))}
            <p class={s.sub}>{w.issuedWhere}</p>
          </span>
          <Icon name="forward" size={16} />
        </a>
      )}
      <p class={t.asked}>{data.askedToday > 0 ? w.askedToday(formatNumber(data.askedToday), effort) : w.notAskedToday}</p>
    </>
  );
}
