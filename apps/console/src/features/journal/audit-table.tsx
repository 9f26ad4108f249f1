import type { OperationOf, ResultOf } from '@muster/client/types';
import type { Role } from '@muster/contract/people/roles';
import { formatClockSeconds, formatDay, formatDayTime, formatNumber } from '@muster/ui/format';
import { eventText } from '@muster/ui/words/events.words';
import { roleWords } from '@muster/ui/words/roles.words';
import { useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import table from '../../app/table.module.css';
import { Table } from '../../app/table.tsx';
import styles from './audit.module.css';
import { auditWords as words } from './audit.words.ts';

type AuditEvent = ResultOf<OperationOf<'listAudit'>>['items'][number];

/** A phone that was without network tells later: from this difference on both times are shown. */
const lateBy = 60_000;

export function AuditTable({ events }: { events: readonly AuditEvent[] }) {
  return (
    <Table
      columns={[
        { text: words.columnPosition, right: true },
        words.columnWhen,
        words.columnWhat,
        words.columnWho,
        words.columnArea,
        words.columnFrom,
        { text: words.details, hidden: true },
      ]}
    >
      {events.map((event) => (
        <AuditRow key={event.position} event={event} />
      ))}
    </Table>
  );
}

function AuditRow({ event }: { event: AuditEvent }) {
  const [open, setOpen] = useState(false);
  const now = serverNow();
  const cameLate = Date.parse(event.receivedAt) - Date.parse(event.at) > lateBy;
  return (
    <>
      <tr>
        <td className={`${table.right} t3`}>{formatNumber(event.position)}</td>
        <td className={`${table.nowrap} t2`}>
          {formatDay(event.at, now)} {formatClockSeconds(event.at)}
        </td>
        <td>
          {eventText(event)}
          {cameLate && <span className={styles.late}>{words.receivedAt(formatDayTime(event.receivedAt, now))}</span>}
        </td>
        <td className={table.nowrap}>
          {event.actorName ?? words.system}{' '}
          <span className="t3 s12">
            {event.actorName && event.actorRole ? (roleWords[event.actorRole as Role] ?? event.actorRole) : null}
          </span>
        </td>
        <td className={`${table.nowrap} t2`}>{event.areaName ?? event.areaCode ?? '–'}</td>
        <td className={`${table.nowrap} t3`}>{event.address ?? '–'}</td>
        <td className={table.acts}>
          <button
            type="button"
            className="lnk"
            aria-expanded={open}
            aria-label={words.detailsOf(formatNumber(event.position))}
            onClick={() => setOpen(!open)}
          >
            {words.details}
          </button>
        </td>
      </tr>
      {open && (
        <tr className={styles.details}>
          <td colSpan={7}>
            <p className="s12 t3">
              {event.type} · {words.hash} <code>{event.hash}</code>
            </p>
            <pre className={styles.payload}>{JSON.stringify(event.payload, null, 2)}</pre>
          </td>
        </tr>
      )}
    </>
  );
}
