import type { OrderDetail } from '@muster/contract/orders/orders.operations';
import { formatShortTime } from '@muster/ui/format';
import { eventText } from '@muster/ui/words/events.words';
import { useState } from 'react';
import { useNow } from '../../../app/clock.ts';
import { useList, useView } from '../../../app/query.ts';
import { Empty, Listed } from '../../../app/states/states.tsx';
import { BothTimes } from '../../journal/both-times.tsx';
import styles from './order-page.module.css';
import { orderPageWords } from './order-page.words.ts';
import { sortedCodes } from './tree-model.ts';

const words = orderPageWords.page;

/** What happened to it, newest first; it can be narrowed to the district that is worst off. */
export function OrderFeed({ order }: { order: OrderDetail }) {
  const now = useNow(60_000);
  const [only, setOnly] = useState<{ code: string; name: string } | null>(null);
  const tree = useView('getReceiptTree', { orderId: order.id });
  const districts = tree.data?.branches.filter((branch) => branch.level === 'district') ?? [];
  const worst = districts.length > 1 ? districts.find((branch) => branch.code === sortedCodes(districts)[0]) : undefined;
  const feed = useList('listFeed', { orderId: order.id, limit: 12, ...(only ? { areaCode: only.code } : {}) });
  return (
    <section>
      <h2>
        {words.feed}
        {only || worst ? (
          <button type="button" className="lnk s13" onClick={() => setOnly(only || !worst ? null : { code: worst.code, name: worst.name })}>
            {only || !worst ? words.feedAll : words.feedOnly(worst.name)}
          </button>
        ) : null}
      </h2>
      <Listed list={feed} empty={<Empty title={words.feedEmpty} />}>
        {(items) => (
          <ol className={styles.feed}>
            {items.map((item) => (
              <li key={item.position}>
                <time dateTime={item.at}>{formatShortTime(item.at, now)}</time>
                <span>
                  {item.areaName && item.type.startsWith('receipt.') ? <b>{item.areaName} </b> : null}
                  {eventText({ ...item, params: { ...item.params, numberText: null, title: null } })}
                  <BothTimes at={item.at} receivedAt={item.receivedAt} now={now} />
                </span>
              </li>
            ))}
          </ol>
        )}
      </Listed>
    </section>
  );
}
