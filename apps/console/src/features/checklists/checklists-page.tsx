import { frames } from '@muster/contract/checklists/checklist-frames';
import type { Checklist } from '@muster/contract/checklists/checklists.operations';
import { formatNumber, formatShortTime } from '@muster/ui/format';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { serverNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useList } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { Denied, Empty, Listed } from '../../app/states/states.tsx';
import table from '../../app/table.module.css';
import { Table } from '../../app/table.tsx';
import { useTitle } from '../../app/use-title.ts';
import styles from './checklists.module.css';
import { checklistWords as words } from './checklists.words.ts';
import { ProgressBar } from './progress-bar.tsx';

/** What is running, how far it is, what is still being written; a new one begins from a frame or from nothing. */
export function ChecklistsPage() {
  useTitle(words.title);
  const { acting } = useSession();
  return acting.areaCode === null ? <Denied /> : <Checklists />;
}

function Checklists() {
  const navigate = useNavigate();
  const { state = 'running' } = useSearch({ from: '/_desk/checklists/' });
  const list = useList('listChecklists', { state, limit: 50 });
  const mayIssue = list.pages?.[0]?.may.issue === true;
  const running = list.items?.filter((one) => one.state === 'running') ?? [];
  const behind = running.filter((one) => one.behind > 0).length;
  return (
    <div className={styles.page}>
      <header className={page.head}>
        <div>
          <h1>{words.title}</h1>
          {list.items && state === 'running' && <p className="t2">{words.sentence(formatNumber(behind), formatNumber(running.length))}</p>}
        </div>
        <div className={page.acts}>
          {mayIssue && (
            <Button type="primary" onClick={() => void navigate({ to: '/checklists/new' })}>
              {words.write}
            </Button>
          )}
        </div>
      </header>
      <Segmented
        value={state}
        options={(['running', 'draft', 'closed'] as const).map((value) => ({ value, label: words.states[value] }))}
        onChange={(next) => void navigate({ to: '/checklists', search: { state: next }, replace: true })}
      />
      <div className={styles.lists}>
        <Listed
          list={list}
          empty={
            <Empty title={words.none} action={mayIssue ? <Frames /> : undefined}>
              {mayIssue ? words.noneHint : null}
            </Empty>
          }
        >
          {(items) => <ChecklistTable items={items} />}
        </Listed>
      </div>
    </div>
  );
}

/** The frames, each a way to begin. */
function Frames() {
  return (
    <p className={styles.frames}>
      {frames.map(({ key }) => (
        <Link key={key} className="lnk" to="/checklists/new" search={{ frame: key }}>
          {words.frames[key]}
        </Link>
      ))}
    </p>
  );
}

function ChecklistTable({ items }: { items: readonly Checklist[] }) {
  const now = serverNow();
  return (
    <Table columns={[words.columnTitle, words.columnIssuer, words.columnDue, words.columnProgress]} label={words.title}>
      {items.map((one) => (
        <tr key={one.id}>
          <td>
            <Link to="/checklists/$checklistId" params={{ checklistId: one.id }}>
              <b>{one.title}</b>
            </Link>{' '}
            <span className="t3 s12">
              {[one.frame && words.frames[one.frame], one.unnamed > 0 && words.unnamedCount(formatNumber(one.unnamed))]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </td>
          <td className="t2">{one.issuerName}</td>
          <td className={`${table.nowrap} t2`}>
            {one.dueAt ? formatShortTime(one.dueAt, now) : one.endsAt ? words.until(formatShortTime(one.endsAt, now)) : words.noLimit}
          </td>
          <td>{one.state === 'draft' ? <span className="t3">{words.states.draft}</span> : <ProgressBar {...one} />}</td>
        </tr>
      ))}
    </Table>
  );
}
