import { formatDayTime, formatNumber } from '@muster/ui/format';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { serverNow } from '../../../app/clock.ts';
import page from '../../../app/page.module.css';
import { useList, useView } from '../../../app/query.ts';
import { useSession } from '../../../app/session.tsx';
import { Empty, Listed } from '../../../app/states/states.tsx';
import table from '../../../app/table.module.css';
import { Table } from '../../../app/table.tsx';
import { useTitle } from '../../../app/use-title.ts';
import { ChooseSheet } from './choose-sheet.tsx';
import styles from './import.module.css';
import { importWords as words } from './import.words.ts';
import { OneImport } from './one-import.tsx';

/** Sheets of compounds: chosen, looked over, stored; each import has an address of its own, to come back to. */
export function ImportPage() {
  const { id, under } = useSearch({ from: '/_desk/compounds/import' });
  const { acting } = useSession();
  useTitle(words.title);
  const navigate = useNavigate({ from: '/compounds/import' });
  const communityCode = under?.length === 12 ? under : undefined;
  const back = under ?? acting.areaCode ?? undefined;
  const area = useView('getArea', { code: back ?? '' }, { enabled: back !== undefined });
  return (
    <div className={styles.page}>
      <nav className="crumb">
        {area.data && (
          <Link to="/areas/$code" params={{ code: area.data.code }}>
            {area.data.shortName}
          </Link>
        )}
      </nav>
      {id ? (
        <OneImport key={id} importId={id} onAnother={() => void navigate({ search: under ? { under } : {} })} />
      ) : (
        <>
          <header className={page.head}>
            <div>
              <h1>{words.title}</h1>
              <p className="t2">
                {words.intro}
                {communityCode && area.data ? words.into(area.data.shortName) : ''}
              </p>
            </div>
          </header>
          <ChooseSheet
            communityCode={communityCode}
            onStarted={(importId) => void navigate({ search: { id: importId, ...(under ? { under } : {}) } })}
          />
          <Earlier />
        </>
      )}
    </div>
  );
}

function Earlier() {
  const imports = useList('listCompoundImports', { limit: 10 });
  const now = serverNow();
  return (
    <section className={page.section} aria-labelledby="earlier-title">
      <h2 id="earlier-title">{words.earlier}</h2>
      <Listed list={imports} empty={<Empty title={words.earlierNone} />}>
        {(items) => (
          <Table columns={[words.columnFile, words.columnState, { text: words.columnResult, right: true }, words.columnWho]}>
            {items.map((one) => (
              <tr key={one.id}>
                <td>
                  <Link to="/compounds/import" search={{ id: one.id }}>
                    <b>{one.fileName}</b>
                  </Link>{' '}
                  <span className="t3 s12">{one.area.name}</span>
                </td>
                <td className="t2">{words.state[one.state]}</td>
                <td className={table.right}>{formatNumber(one.state === 'done' || one.state === 'running' ? one.done : one.todo)}</td>
                <td className="t2">
                  {one.startedBy} {formatDayTime(one.startedAt, now)}
                </td>
              </tr>
            ))}
          </Table>
        )}
      </Listed>
    </section>
  );
}
