import { formatNumber, formatShortTime } from '@muster/ui/format';
import { Link, paths } from '../../app/nav.tsx';
import { useView } from '../../app/query-client.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Heading } from '../../pieces/pieces.tsx';
import { manyWords as many } from './many.words.ts';
import o from './orders.module.css';
import { ordersWords as w } from './orders.words.ts';

/** 抄送给我: apart from what is to be done, because nothing is. */
export function CopiesGroup({ now }: { now: Date }) {
  const { data } = useView('listCopies', { limit: 20 });
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  const unread = items.filter((copy) => copy.readAt === null).length;
  return (
    <>
      <Heading aside={unread > 0 ? many.copiesUnread(formatNumber(unread)) : undefined}>{many.copies}</Heading>
      <ul class={`${s.card} ${s.rows}`}>
        {items.map((copy) => (
          <li key={copy.id}>
            <Link to={paths.copy(copy.order.id)} class={s.row} from="orders">
              <span class={copy.readAt === null ? o.unread : o.read} aria-hidden="true" />
              <div>
                {copy.readAt === null ? <b>{copy.order.title}</b> : copy.order.title}
                <p>
                  {[
                    w.issuedBy(copy.order.issuerName, formatShortTime(copy.sentAt, now)),
                    copy.readAt === null
                      ? many.copyUnread
                      : copy.readBy
                        ? many.copyRead(copy.readBy, formatShortTime(copy.readAt, now))
                        : '',
                  ]
                    .filter(Boolean)
                    .join(w.join)}
                </p>
              </div>
              <Icon name="forward" size={16} />
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
