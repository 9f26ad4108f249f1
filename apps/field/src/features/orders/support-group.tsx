import type { OrderSummary } from '@muster/contract/orders/orders.operations';
import { formatNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { askText, supportWords as w } from '@muster/ui/words/support.words';
import { useState } from 'preact/hooks';
import { useOutbox } from '../../app/device.ts';
import { Link, paths } from '../../app/nav.tsx';
import { useView } from '../../app/query-client.ts';
import { useSession } from '../../app/session.ts';
import { Icon } from '../../pieces/icons.tsx';
import s from '../../pieces/pieces.module.css';
import { Heading } from '../../pieces/pieces.tsx';
import { Tile } from '../../pieces/tile.tsx';
import { SupportSheet } from './support-sheet.tsx';

interface GroupProps {
  /** The order that is asked for; null: all that this desk asked for and that is not over. */
  about: { id: string; numberText: string; title: string } | null;
  mayAsk: boolean;
  now: Date;
}

/** Support that this desk asked for, how it stands, and asking for more. What waits for signal stands first. */
export function SupportGroup({ about, mayAsk, now }: GroupProps) {
  const { person } = useSession();
  const [isAsking, setAsking] = useState(false);
  const { entries } = useOutbox();
  const query = useView('listOrders', {
    kind: 'supportRequest',
    mine: 'true',
    limit: 20,
    ...(about ? { about: about.id } : { state: 'open' as const }),
  });
  const waiting = entries.filter(
    (entry) => entry.operation === 'requestSupport' && (about === null || entry.input.aboutOrderId === about.id),
  );
  const items = query.data?.items ?? [];
  if (!mayAsk && items.length === 0 && waiting.length === 0) return null;
  return (
    <>
      <Heading aside={items.length > 0 ? formatNumber(items.length) : undefined}>{w.mine}</Heading>
      {(items.length > 0 || waiting.length > 0) && (
        <ul class={`${s.card} ${s.rows}`}>
          {waiting.map((entry) => (
            <li key={entry.commandId}>
              <Link to={paths.outbox()} class={s.row}>
                <Icon name="clock" size={16} />
                <div>
                  {String(entry.about.title ?? w.request)}
                  <p>{entry.state === 'failed' ? shared.receiptState.sentBack : w.sentWaiting}</p>
                </div>
                <Icon name="forward" size={16} />
              </Link>
            </li>
          ))}
          {items.map((order) => (
            <li key={order.id}>
              <RequestLine order={order} />
            </li>
          ))}
        </ul>
      )}
      {mayAsk && (
        <button type="button" class={s.link} onClick={() => setAsking(true)}>
          <Icon name="delegate" />
          {w.request}
        </button>
      )}
      {isAsking && <SupportSheet about={about} now={now} by={person.name} onClose={() => setAsking(false)} />}
    </>
  );
}

function RequestLine({ order }: { order: OrderSummary }) {
  const state = standing(order);
  return (
    <Link to={paths.request(order.id)} class={s.row}>
      <Tile state={state} />
      <div>
        {order.ask ? askText(order.ask) : order.title}
        <p class={state === 'late' ? s.late : ''}>{order.state === 'issued' ? w.standing[state] : shared.orderState[order.state]}</p>
      </div>
      <Icon name="forward" size={16} />
    </Link>
  );
}

function standing({ counts }: OrderSummary) {
  if (counts.late > 0) return 'late' as const;
  if (counts.forReview > 0) return 'forReview' as const;
  if (counts.waiting > 0) return 'waiting' as const;
  return counts.inHand > 0 ? ('inHand' as const) : ('done' as const);
}
