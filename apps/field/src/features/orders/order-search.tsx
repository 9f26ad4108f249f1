import { ProblemError } from '@muster/client/call';
import type { Marked } from '@muster/contract/search/search.operations';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'preact/hooks';
import { paths, useGo } from '../../app/nav.tsx';
import { callInTime } from '../../app/query-client.ts';
import s from '../../pieces/pieces.module.css';
import { Problem } from '../../pieces/problem.tsx';
import type { LocalReceipt } from './local-receipt.ts';
import o from './orders.module.css';
import { ordersWords as w } from './orders.words.ts';
import { ReceiptLine } from './receipt-line.tsx';

const settleMs = 300;

/** What was typed, once the fingers rest. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text.trim()), settleMs);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

export function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  return (
    <search>
      <input
        type="search"
        class={s.input}
        value={value}
        maxLength={60}
        enterKeyHint="search"
        aria-label={w.search}
        placeholder={w.search}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </search>
  );
}

/** Looked for by the server in all one may see; without signal in what the phone keeps, and it says so. */
export function OrderSearch({ text, kept, now }: { text: string; kept: readonly LocalReceipt[]; now: Date }) {
  const q = useRested(text);
  const go = useGo();
  const [elsewhere, setElsewhere] = useState<string | null>(null);
  const query = useQuery({
    queryKey: ['search', { q }],
    queryFn: ({ signal }) => callInTime('search', { q, kind: 'order', limit: 20 }, signal),
    enabled: q !== '',
    gcTime: 60_000,
  });
  if (q === '') return null;
  const isOffline = query.error instanceof ProblemError && query.error.status === 0;
  if (isOffline) {
    const words = q.toLowerCase().split(/\s+/);
    const found = kept.filter(({ order }) => {
      const all = `${order.numberText} ${order.title} ${order.body} ${order.issuerName}`.toLowerCase();
      return words.every((word) => all.includes(word));
    });
    return (
      <>
        <p class={s.sub} role="status">
          {w.searchOffline}
        </p>
        {found.length === 0 ? <p class={s.sub}>{w.searchNone(q)}</p> : <Found receipts={found} now={now} />}
      </>
    );
  }
  if (query.isError) return <Problem error={query.error} onRetry={() => void query.refetch()} />;
  const hits = query.data?.groups[0]?.items;
  if (!hits) return null;
  if (hits.length === 0) return <p class={s.sub}>{w.searchNone(q)}</p>;
  /** The phone opens receipts: that of the own desk, or none. */
  async function open(orderId: string) {
    const own = kept.find((receipt) => receipt.orderId === orderId)?.id ?? (await callInTime('getOrder', { orderId })).myReceiptId;
    if (own) go(paths.order(own), { from: 'orders' });
    else setElsewhere(orderId);
  }
  return (
    <ul class={`${s.card} ${s.rows}`}>
      {hits.map((hit) => (
        <li key={hit.id}>
          <button type="button" class={`${s.row} ${o.hit}`} onClick={() => void open(hit.id).catch(() => setElsewhere(hit.id))}>
            <div>
              <MarkedText of={hit.title} />
              <p>{hit.note}</p>
              {hit.excerpt ? (
                <p>
                  <MarkedText of={hit.excerpt} />
                </p>
              ) : null}
              {elsewhere === hit.id ? <p role="status">{w.searchElsewhere}</p> : null}
            </div>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Found({ receipts, now }: { receipts: readonly LocalReceipt[]; now: Date }) {
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

function MarkedText({ of: { text, marks } }: { of: Marked }) {
  const ends = marks.map(([start, length]) => start + length);
  return (
    <>
      {marks.map(([start, length], at) => (
        <>
          {text.slice(at === 0 ? 0 : ends[at - 1], start)}
          <mark>{text.slice(start, start + length)}</mark>
        </>
      ))}
      {text.slice(ends.at(-1) ?? 0)}
    </>
  );
}
