import type { OperationOf, ResultOf } from '@muster/client/types';
import type { Audience } from '@muster/contract/orders/audience';
import { formatNumber, formatShortTime } from '@muster/ui/format';
import { Link } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useState } from 'react';
import { useNow } from '../../../app/clock.ts';
import { useView } from '../../../app/query.ts';
import { Loaded } from '../../../app/states/states.tsx';
import table from '../../../app/table.module.css';
import { useReturnFocus } from '../../../app/use-return-focus.ts';
import styles from './compose.module.css';
import { composeWords } from './compose.words.ts';

const words = composeWords.known;
export type KnownNumber = ResultOf<OperationOf<'previewOrder'>>['known'][number];

/**
 * A number that these desks have given today already: its sum, which opens to the answers, and the two ways of not asking
 * everybody again. The number is never copied into the order: it stays where it was answered.
 */
export function KnownNumberLine({
  known,
  audience,
  onUse,
  onAskRest,
}: {
  known: KnownNumber;
  audience: Audience;
  onUse: () => void;
  onAskRest: () => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const now = useNow(60_000);
  return (
    <div className={styles.known}>
      <span>
        {words.answered(formatShortTime(known.latestAt, now), formatNumber(known.answered), formatNumber(known.of), known.name)}{' '}
        <button type="button" className="n" onClick={() => setOpen(true)}>
          {formatNumber(known.sum)}
        </button>
      </span>
      <span className={styles.knownActs}>
        <button type="button" className="lnk" onClick={onUse}>
          {words.use}
        </button>
        {known.missing.length > 0 ? (
          <button type="button" className="lnk" onClick={onAskRest}>
            {words.askRest(formatNumber(known.missingCount))}
          </button>
        ) : null}
      </span>
      {isOpen ? <FactAnswers name={known.name} audience={audience} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

/** The answers behind a sum: who gave which number, when, and on which order. */
export function FactAnswers({ name, audience, onClose }: { name: string; audience: Audience; onClose: () => void }) {
  useReturnFocus();
  const now = useNow(60_000);
  const [cursor, setCursor] = useState<string | undefined>(undefined);
  const answers = useView('listFactAnswers', { fact: name, audience, limit: 100, ...(cursor ? { cursor } : {}) });
  return (
    <Drawer open title={name} size={560} onClose={onClose}>
      <Loaded query={answers}>
        {({ known, items, nextCursor }) => (
          <>
            {known ? (
              <p className="t2">
                {words.answered(formatShortTime(known.latestAt, now), formatNumber(known.answered), formatNumber(known.of), name)}{' '}
                <b>{formatNumber(known.sum)}</b>
              </p>
            ) : (
              <p className="t2">{words.none}</p>
            )}
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col">{words.desk}</th>
                  <th scope="col" className={table.right}>
                    {words.number}
                  </th>
                  <th scope="col">{words.by}</th>
                  <th scope="col">{words.order}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <tr key={item.receiptId}>
                    <td>{item.areaName}</td>
                    <td className={table.right}>
                      <b>{formatNumber(item.value)}</b>
                    </td>
                    <td className="t2">
                      {item.answeredBy} {formatShortTime(item.answeredAt, now)}
                    </td>
                    <td>
                      <Link className="lnk el" to="/orders/$orderId" params={{ orderId: item.orderId }} title={item.title}>
                        {item.numberText}
                      </Link>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {nextCursor ? (
              <button type="button" className="lnk" onClick={() => setCursor(nextCursor)}>
                {words.next}
              </button>
            ) : null}
          </>
        )}
      </Loaded>
    </Drawer>
  );
}
