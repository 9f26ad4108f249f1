import type { FigureKey } from '@muster/contract/tallies/tallies.operations';
import { cityDay, formatDayTime } from '@muster/ui/format';
import { figureGroupWords, figureWords } from '@muster/ui/words/figures.words';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Input, Segmented } from 'antd';
import { serverNow } from '../../app/clock.ts';
import { useView } from '../../app/query.ts';
import { useSession } from '../../app/session.tsx';
import { LoadError, Skeleton } from '../../app/states/states.tsx';
import { useTitle } from '../../app/use-title.ts';
import { AreaPicker } from '../areas/area-picker.tsx';
import { ExportButton } from '../exports/export-button.tsx';
import { figureText } from './figure-text.ts';
import { FigureView } from './figure-view.tsx';
import styles from './figures.module.css';
import { figuresPageWords as words } from './figures.words.ts';

/** The words name every figure: the list itself would bring the schemas into the bundle. */
const figureKeys = Object.keys(figureWords) as FigureKey[];

const periods = { today: 0, week: 6, month: 29 } as const;
type Period = keyof typeof periods | 'custom';

/** Every figure of an area and a span of days; each opens to its days, its areas and the records behind it. */
export function FiguresPage() {
  const { key: wanted } = useParams({ strict: false });
  const key: FigureKey = figureKeys.find((one) => one === wanted) ?? 'ordersIssued';
  useTitle(figureWords[key].name);
  const search = useSearch({ strict: false }) as { area?: string; from?: string; to?: string };
  const now = serverNow();
  const scope = {
    ...(search.area ? { areaCode: search.area } : {}),
    from: search.from ?? daysAgo(now, periods.week),
    to: search.to ?? cityDay(now),
  };
  const figures = useView('listFigures', scope, { keep: true });
  return (
    <div className={styles.page}>
      <aside className={styles.index} aria-label={words.listLabel}>
        <h2>{words.title}</h2>
        <p className="s12 t3">{figures.data ? words.asOf(formatDayTime(figures.data.asOf, now)) : ' '}</p>
        <ExportButton list="listFigures" filters={scope} />
        {!figures.data &&
          (figures.error ? <LoadError problem={figures.error} retry={() => void figures.refetch()} /> : <Skeleton lines={9} />)}
        {figures.data &&
          groupsOf(figures.data.items).map(([group, items]) => (
            <section key={group}>
              <h3>{figureGroupWords[group] ?? group}</h3>
              <ul>
                {items.map((item) => (
                  <li key={item.key}>
                    <Link
                      to="/figures/$key"
                      params={{ key: item.key }}
                      search={search}
                      className={item.key === key ? styles.on : undefined}
                      aria-current={item.key === key ? 'page' : undefined}
                    >
                      <span className="el">{figureWords[item.key].name}</span>
                      <span>
                        {figureText(item)}
                        {item.unit === 'minutes' && item.value !== null ? ` ${words.unitOf.minutes}` : null}
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          ))}
      </aside>
      <div className={styles.body}>
        <FigureView
          key={key}
          figureKey={key}
          scope={scope}
          chooser={<ScopeChooser figureKey={key} search={search} from={scope.from} to={scope.to} />}
        />
      </div>
    </div>
  );
}

function ScopeChooser({
  figureKey,
  search,
  from,
  to,
}: {
  figureKey: FigureKey;
  search: { area?: string; from?: string; to?: string };
  from: string;
  to: string;
}) {
  const navigate = useNavigate();
  const { acting, city } = useSession();
  const now = serverNow();
  const today = cityDay(now);
  const set = (next: { area?: string | undefined; from?: string; to?: string }) =>
    void navigate({ to: '/figures/$key', params: { key: figureKey }, search: { ...search, ...next }, replace: true });
  const known = (Object.keys(periods) as (keyof typeof periods)[]).find((one) => to === today && from === daysAgo(now, periods[one]));
  const period: Period = known ?? 'custom';
  return (
    <div className={styles.chooser}>
      <AreaPicker
        className={styles.area ?? ''}
        label={words.area}
        placeholder={acting.areaName ?? city.name}
        value={search.area}
        onChange={(area) => set({ area })}
      />
      <Segmented
        aria-label={words.period}
        options={(['today', 'week', 'month', 'custom'] as const).map((value) => ({ value, label: words.periods[value] }))}
        value={period}
        onChange={(next) => {
          // Choosing for oneself starts from one day less than the span shown, so that the dates appear.
          if (next === 'custom') set({ from: daysAgo(now, periods.week + 1), to: daysAgo(now, 1) });
          else set({ from: daysAgo(now, periods[next]), to: today });
        }}
      />
      {period === 'custom' && (
        <span className={styles.dates}>
          <Input
            type="date"
            aria-label={words.from}
            max={to}
            value={from}
            onChange={(event) => event.target.value && set({ from: event.target.value, to })}
          />
          <Input
            type="date"
            aria-label={words.to}
            min={from}
            max={today}
            value={to}
            onChange={(event) => event.target.value && set({ from, to: event.target.value })}
          />
        </span>
      )}
    </div>
  );
}

function daysAgo(now: number, days: number): string {
  return cityDay(now - days * 24 * 3600_000);
}

function groupsOf<Item extends { group: string }>(items: readonly Item[]): [string, Item[]][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  return [...groups];
}
