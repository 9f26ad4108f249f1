import { codeLength } from '@muster/contract/areas/area-code';
import { formatNumber, formatShortTime } from '@muster/ui/format';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { serverNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useView } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { Loaded } from '../../app/states/states.tsx';
import table from '../../app/table.module.css';
import { Table } from '../../app/table.tsx';
import type { ChecklistDetail } from './checklist-types.ts';
import styles from './checklists.module.css';
import { checklistWords as words } from './checklists.words.ts';
import { OneDesk } from './one-desk.tsx';
import { ProgressBar } from './progress-bar.tsx';

/** How far each area below is, district by district down to the desk, where the ticks themselves stand. */
export function ProgressSection({ list, under }: { list: ChecklistDetail; under: string }) {
  const { acting } = useSession();
  const area = useView('getArea', { code: under });
  const isDesk = under.length >= codeLength(list.level);
  const params = { checklistId: list.id };
  return (
    <section className={page.section} aria-label={words.progress}>
      <div className={page.title}>
        <h2>{words.progress}</h2>
        <ProgressBar {...list} />
      </div>
      <nav className="crumb" aria-label={words.progress}>
        {[...(area.data?.ancestors ?? []), ...(area.data ? [area.data] : [])]
          .filter(({ code }) => code.length >= (acting.areaCode?.length ?? 4))
          .map((one, at) => (
            <Fragment key={one.code}>
              {at > 0 && <span aria-hidden="true">›</span>}
              <Link to="/checklists/$checklistId" params={params} search={{ under: one.code }}>
                {one.shortName}
              </Link>
            </Fragment>
          ))}
      </nav>
      {isDesk ? <OneDesk checklistId={list.id} areaCode={under} /> : <Below list={list} under={under} />}
    </section>
  );
}

function Below({ list, under }: { list: ChecklistDetail; under: string }) {
  const progress = useView('getChecklistProgress', { checklistId: list.id, under: under.slice(0, 12) }, { keep: true });
  const now = serverNow();
  return (
    <Loaded query={progress}>
      {({ areas, named }) => {
        if (areas.length === 0) return <p className="t3 s13">{words.progressNone}</p>;
        // Wrong first: most behind, then most open; what is done last, in the order of the codes.
        const open = (one: (typeof areas)[number]) => one.desks - one.done;
        const sorted = [...areas].sort((a, b) => b.behind - a.behind || open(b) - open(a) || a.code.localeCompare(b.code));
        return (
          <Table columns={[words.columnArea, words.columnProgress]}>
            {sorted.map((one) => (
              <tr key={one.code}>
                <td>
                  <Link to="/checklists/$checklistId" params={{ checklistId: list.id }} search={{ under: one.code }}>
                    <b>{one.name}</b>
                  </Link>
                </td>
                <td className={table.nowrap}>
                  {one.ticked === null ? (
                    <ProgressBar {...one} />
                  ) : (
                    <span>
                      {words.of(formatNumber(one.ticked), formatNumber(named))}{' '}
                      {one.behind > 0 && <span className={styles.behind}>{words.behindHere}</span>}
                      {one.doneAt && <span className="t3">{formatShortTime(one.doneAt, now)}</span>}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </Table>
        );
      }}
    </Loaded>
  );
}
