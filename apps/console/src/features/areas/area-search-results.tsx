import { formatNumber } from '@muster/ui/format';
import { Link } from '@tanstack/react-router';
import { useView } from '../../app/query.ts';
import { Empty, Loaded } from '../../app/states/states.tsx';
import table from '../../app/table.module.css';
import { kindNote } from './area-name.tsx';
import { areasWords as words } from './areas.words.ts';
import styles from './areas-page.module.css';

const limit = 50;

/** Areas by name, code or pinyin initials, each with the way to it. */
export function AreaSearchResults({ q }: { q: string }) {
  const found = useView('searchAreas', { q, limit }, { keep: true });
  return (
    <Loaded query={found}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={words.foundNone(q)}>{words.foundNoneHint}</Empty>
        ) : (
          <>
            <p className={styles.found} role="status">
              {items.length < limit ? words.found(formatNumber(items.length)) : words.foundMany(formatNumber(limit))}
            </p>
            <table className={table.table}>
              <thead className="sr">
                <tr>
                  <th scope="col">{words.columnArea}</th>
                  <th scope="col">{words.columnCode}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((area) => (
                  <tr key={area.code}>
                    <td>
                      <Link to="/areas/$code" params={{ code: area.code }}>
                        <b>{area.shortName}</b> <span className="t3 s12">{kindNote(area)}</span>{' '}
                        <span className={styles.path}>{area.path}</span>
                      </Link>
                    </td>
                    <td className={`${table.right} t3`}>{area.code}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )
      }
    </Loaded>
  );
}
