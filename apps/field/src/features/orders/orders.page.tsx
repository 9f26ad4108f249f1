import { formatNumber } from '@muster/ui/format';
import { byLimitGroup } from '@muster/ui/limit-groups';
import { shared } from '@muster/ui/words/shared.words';
import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { Frame } from '../../app/frame.tsx';
import { useNow } from '../../app/now.ts';
import { useSession } from '../../app/session.ts';
import { useValue } from '../../app/value.ts';
import s from '../../pieces/pieces.module.css';
import { Button, Heading, Skeleton } from '../../pieces/pieces.tsx';
import { Problem } from '../../pieces/problem.tsx';
import { CopiesGroup } from './copies-group.tsx';
import { useInbox, useSettled } from './inbox.ts';
import type { LocalReceipt } from './local-receipt.ts';
import { manyWords as many } from './many.words.ts';
import { mayAskSupport } from './may-ask-support.ts';
import { OrderSearch, SearchField } from './order-search.tsx';
import o from './orders.module.css';
import { ordersWords as w } from './orders.words.ts';
import { ReceiptLine } from './receipt-line.tsx';
import { signedTogether } from './sent.ts';
import { SignAllSheet } from './sign-all-sheet.tsx';
import { SupportGroup } from './support-group.tsx';

/** All are on the phone; a list of a thousand rows would not scroll. */
const pageSize = 50;

/** What was sent to this desk: open first, nearest limit first; below it what is settled, newest first. */
export function OrdersPage() {
  const { query, receipts } = useInbox();
  const [shown, setShown] = useState(pageSize);
  const now = useNow();
  const session = useSession();
  const [sought, setSought] = useState('');
  const settled = useSettled();
  if (sought.trim() !== '')
    return (
      <Frame title={w.title} tab="orders">
        <SearchField value={sought} onChange={setSought} />
        <OrderSearch text={sought} kept={[...receipts, ...settled.receipts]} now={now} />
      </Frame>
    );
  return (
    <Frame title={w.title} tab="orders">
      <SearchField value={sought} onChange={setSought} />
      <Heading aside={query.data && w.pieces(formatNumber(receipts.length))}>{w.openHeading}</Heading>
      {query.isPending && !query.isError && <Skeleton />}
      {query.isError && !query.data && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && receipts.length === 0 && (
        <div class={s.card}>
          <b>{w.noneOpen}</b>
          <p class={s.sub}>{w.noneOpenWhy}</p>
        </div>
      )}
      <SignAll receipts={receipts} now={now} by={session.person.name} />
      {byLimitGroup(receipts.slice(0, shown), now).map(({ group, receipts: list }) => (
        <Fragment key={group}>
          {group && (
            <h3 class={`${o.groupHead} ${group === 'late' ? s.late : ''}`}>
              {many.groups[group]} {formatNumber(list.length)}
            </h3>
          )}
          <ReceiptList receipts={list} now={now} />
        </Fragment>
      ))}
      {receipts.length > shown && (
        <div class={o.gap}>
          <Button look="quiet" small onTap={() => setShown(shown + pageSize)}>
            {w.moreOpen(formatNumber(receipts.length - shown))}
          </Button>
        </div>
      )}
      <CopiesGroup now={now} />
      <SupportGroup about={null} mayAsk={mayAskSupport(session)} now={now} />
      <Settled now={now} />
    </Frame>
  );
}

/** Of several that were acknowledged together: what a colleague did first, what is over, what was changed meanwhile. */
function outcomeText(outcomes: ReturnType<typeof signedTogether.get>): string {
  const first = outcomes.filter((one) => one.outcome === 'byOther');
  const names = [...new Set(first.flatMap((one) => one.by ?? []))];
  const over = outcomes.filter((one) => one.outcome === 'over' || one.outcome === 'notThere').length;
  const changed = outcomes.filter((one) => one.outcome === 'changed').length;
  return [
    first.length > 0 ? many.othersFirst(formatNumber(first.length), names.length === 1 ? (names[0] as string) : '') : '',
    over > 0 ? many.overMeanwhile(formatNumber(over)) : '',
    changed > 0 ? many.changedMeanwhile(formatNumber(changed)) : '',
  ]
    .filter(Boolean)
    .join(w.sentencesJoin);
}

/** From two on, what only waits to be acknowledged is acknowledged together. */
function SignAll({ receipts, now, by }: { receipts: LocalReceipt[]; now: Date; by: string }) {
  const [isOpen, setOpen] = useState(false);
  const waiting = receipts.filter((receipt) => receipt.isUnacknowledged && receipt.can.acknowledge);
  const outcome = outcomeText(useValue(signedTogether));
  const told = outcome !== '' && (
    <div class={`${o.banner} ${o.calm}`} role="status">
      <span>{outcome}</span>
      <button type="button" class={s.link} onClick={() => signedTogether.set([])}>
        {many.gotIt}
      </button>
    </div>
  );
  if (waiting.length < 2 && !isOpen) return told || null;
  return (
    <>
      {told}
      <div class={o.gap}>
        <Button small onTap={() => setOpen(true)}>
          {many.signAll(formatNumber(waiting.length))}
        </Button>
      </div>
      {isOpen && <SignAllSheet receipts={waiting} now={now} by={by} onClose={() => setOpen(false)} />}
    </>
  );
}

function Settled({ now }: { now: Date }) {
  const { query, receipts, hasMore, more } = useSettled();
  return (
    <>
      <Heading>{w.settledHeading}</Heading>
      {query.isPending && !query.isError && <Skeleton />}
      {query.isError && !query.data && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && receipts.length === 0 && (
        <div class={s.card}>
          <p class={s.sub}>{w.noneSettled}</p>
        </div>
      )}
      <ReceiptList receipts={receipts} now={now} />
      {hasMore && (
        <div class={o.gap}>
          <Button look="quiet" small onTap={more}>
            {shared.action.more}
          </Button>
        </div>
      )}
    </>
  );
}

function ReceiptList({ receipts, now }: { receipts: LocalReceipt[]; now: Date }) {
  if (receipts.length === 0) return null;
  return (
    <ul class={`${s.card} ${s.rows}`}>
      {receipts.map((receipt) => (
        <li key={receipt.id}>
          <ReceiptLine receipt={receipt} now={now} from="orders" />
        </li>
      ))}
    </ul>
  );
}
