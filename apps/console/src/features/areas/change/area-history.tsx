import { formatShortTime } from '@muster/ui/format';
import { useNow } from '../../../app/clock.ts';
import page from '../../../app/page.module.css';
import { useView } from '../../../app/query.ts';
import styles from './change-area.module.css';
import { changeWords as words } from './change-area.words.ts';

interface Named {
  code: string;
  name: string;
}

/** 沿革: what became of an area and of what it was made of. Nothing is shown of one that never changed. */
export function AreaHistory({ code }: { code: string }) {
  const changes = useView('listAreaChanges', { code });
  const now = useNow(60_000);
  const items = changes.data?.items ?? [];
  if (items.length === 0) return null;
  const names = (areas: Named[]) => words.list(areas.map((area) => area.name));
  const codes = (areas: Named[]) => words.list(areas.map((area) => `${area.name} ${area.code}`));
  return (
    <section className={page.section} aria-labelledby="history-title">
      <div className={page.title}>
        <h2 id="history-title">{words.history}</h2>
      </div>
      <ol className={styles.history}>
        {items.map((item) => (
          <li key={item.changeId}>
            <time dateTime={item.at}>{formatShortTime(item.at, now)}</time>
            <span>
              {item.kind === 'renamed'
                ? words.lines.renamed(names(item.from), names(item.to))
                : words.lines[item.kind](codes(item.from), codes(item.to))}
              <span className="t3"> {words.by(item.byName ?? words.system)}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
