import type { FigureKey } from '@muster/contract/tallies/tallies.operations';
import { formatNumber, formatShortTime } from '@muster/ui/format';
import { Link } from '@tanstack/react-router';
import { useNow } from '../../app/clock.ts';
import { useList } from '../../app/query.ts';
import { Empty, Listed } from '../../app/states/states.tsx';
import table from '../../app/table.module.css';
import { Table } from '../../app/table.tsx';
import { ExportButton } from '../exports/export-button.tsx';
import type { FigureScope } from './figure-types.ts';
import styles from './figures.module.css';
import { figuresPageWords as words } from './figures.words.ts';

/** The records that were counted, as far as the reader may see them; the sentence says when that is fewer. */
export function FigureRecords({ figureKey, scope, total }: { figureKey: FigureKey; scope: FigureScope; total: number | null }) {
  const records = useList('listFigureRecords', { key: figureKey, ...scope, limit: 50 });
  const now = useNow(60_000);
  const items = records.items;
  // One reminder of nine desks is one record and counts nine.
  const counted = items?.reduce((sum, one) => sum + one.count, 0) ?? 0;
  const hasCounts = items?.some((one) => one.count !== 1);
  const hasMinutes = items?.some((one) => one.minutes !== null);
  const hasPerson = items?.some((one) => one.personName !== null);
  return (
    <section className={styles.records} aria-labelledby="records-title">
      <div className={styles.recordsTitle}>
        <h2 id="records-title">{total === null || hasCounts ? words.recordsPlain : words.records(formatNumber(total))}</h2>
        <ExportButton list="listFigureRecords" filters={{ key: figureKey, ...scope }} />
        {items && <span className="s13 t2">{seenText(items.length, counted, records.more !== null, total)}</span>}
      </div>
      <Listed
        list={{ ...records, items: items }}
        lines={6}
        empty={<Empty title={words.none}>{total ? words.someHidden : words.noneHint}</Empty>}
      >
        {(items) => (
          <Table
            columns={[
              words.columnWhen,
              words.columnArea,
              words.columnOrder,
              words.columnTitle,
              hasPerson && words.columnPerson,
              hasCounts && { text: words.columnCount, right: true },
              hasMinutes && { text: words.columnMinutes, right: true },
            ]}
          >
            {items.map((one) => (
              <tr key={`${one.orderId}-${one.receiptId ?? ''}-${one.at}-${one.areaCode}`}>
                <td className={`${table.nowrap} t3`}>{formatShortTime(one.at, now)}</td>
                <td className={table.nowrap}>{one.areaName}</td>
                <td className={`${table.nowrap} t2`}>{one.numberText}</td>
                <td>
                  <Link to="/orders/$orderId" params={{ orderId: one.orderId }} className="lnk">
                    {one.title}
                  </Link>
                </td>
                {hasPerson && <td className="t2">{one.personName ?? '–'}</td>}
                {hasCounts && <td className={`${table.right} t2`}>{formatNumber(one.count)}</td>}
                {hasMinutes && (
                  <td className={`${table.right} t2`}>{one.minutes === null ? '–' : words.minutes(formatNumber(one.minutes))}</td>
                )}
              </tr>
            ))}
          </Table>
        )}
      </Listed>
    </section>
  );
}

/** 在你的范围内 153 条，全部可看 · 153 条，你能看 58 条; before the last page only how many are listed. */
function seenText(rows: number, counted: number, hasMore: boolean, total: number | null): string {
  if (hasMore) return words.loadedSoFar(formatNumber(rows));
  if (total === null) return words.records(formatNumber(rows));
  if (counted < total) return words.seeSome(formatNumber(total), formatNumber(counted));
  return rows === counted ? words.seeAll(formatNumber(total)) : words.seeAllIn(formatNumber(total), formatNumber(rows));
}
