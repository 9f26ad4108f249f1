import { codeLength } from '@muster/contract/areas/area-code';
import { formatNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { useNow } from '../../app/clock.ts';
import { useView } from '../../app/query.ts';
import type { SituationView } from '../../app/searches.ts';
import { useSession } from '../../app/session.tsx';
import { LoadError, Skeleton } from '../../app/states/states.tsx';
import { useTerritory } from '../../parts/mosaic/use-territory.ts';
import { useSize } from '../../parts/use-size.ts';
import { Agenda } from './agenda.tsx';
import { Curve } from './curve.tsx';
import { FirstList } from './first-list.tsx';
import { RunningOrders } from './running-orders.tsx';
import { situationWords as words } from './situation.words.ts';
import { SituationFilters } from './situation-filters.tsx';
import { type AttentionView, groupsOf, lettersOf, pressingText } from './situation-model.ts';
import { SituationMosaic } from './situation-mosaic.tsx';
import styles from './situation-page.module.css';
import { SituationTable } from './situation-table.tsx';

/** With all that draws it: nobody waits for it who looks at the mosaic. */
const SituationMap = lazy(() => import('./map/situation-map.tsx').then((module) => ({ default: module.SituationMap })));

/** The first page of a desk: a sentence, the worst by name, the whole area as a mosaic, a map or a table. */
export function SituationPage() {
  const { acting, city } = useSession();
  const root = acting.areaCode ?? city.code;
  const territory = useTerritory(root);
  const attention = useView('getAttention', {});

  useEffect(() => {
    document.title = `${words.title} · ${shared.product}`;
  }, []);

  const problem = attention.data ? territory.error : (attention.error ?? territory.error);
  if (problem) {
    return (
      <LoadError
        problem={problem}
        retry={() => {
          void attention.refetch();
          void territory.refetch();
        }}
      />
    );
  }
  if (!attention.data || !territory.data) return <Skeleton lines={6} />;
  return <Situation view={attention.data} territory={territory.data} />;
}

function Situation({ view, territory }: { view: AttentionView; territory: NonNullable<ReturnType<typeof useTerritory>['data']> }) {
  const search = useSearch({ from: '/_desk/' });
  const navigate = useNavigate({ from: '/' });
  const { ref, width, windowHeight } = useSize<HTMLDivElement>();
  // When this view came, for the measures `mosaic:first-paint` and `mosaic:live-change`.
  const arrived = useMemo(() => ({ view, at: performance.now() }), [view]);
  const letters = useMemo(() => lettersOf(view, search.filter), [view, search.filter]);
  const groups = useMemo(() => groupsOf(view, search.filter, letters), [view, search.filter, letters]);
  const rows = windowHeight >= 1000 ? 11 : windowHeight >= 860 ? 8 : 6;
  // A town has a dozen communities: by name they say more than as a dozen squares.
  const shown = search.view ?? (view.areaCode.length >= codeLength('subdistrict') ? 'table' : 'mosaic');
  // Where somebody has switched to another area meanwhile, his own.
  const at = search.at !== undefined && territory.byCode.has(search.at) ? search.at : territory.root;
  const height = Math.max(340, windowHeight - 342);

  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <Headline view={view} territory={territory} />
        <Curve curve={view.curve} needing={view.needing} />
      </div>
      <div className={styles.board}>
        <div ref={ref} className={styles.left}>
          <div className={styles.bar}>
            <SituationFilters
              view={view}
              selected={search.filter}
              onSelect={(filter) => void navigate({ search: (old) => ({ ...old, filter }), replace: true })}
            />
            <Segmented
              aria-label={words.view}
              value={shown}
              options={[
                { value: 'mosaic', label: words.viewMosaic },
                { value: 'map', label: words.viewMap },
                { value: 'table', label: words.viewTable },
              ]}
              onChange={(next) =>
                void navigate({
                  search: (old) => ({ ...old, view: next as SituationView }),
                  replace: true,
                })
              }
            />
          </div>
          {shown === 'table' ? (
            <SituationTable territory={territory} letters={letters} />
          ) : shown === 'map' ? (
            <Suspense fallback={<Skeleton lines={6} />}>
              <SituationMap
                territory={territory}
                letters={letters}
                at={at}
                height={height}
                onGo={(code) => void navigate({ search: (old) => ({ ...old, at: code }) })}
              />
            </Suspense>
          ) : (
            <SituationMosaic
              territory={territory}
              letters={letters}
              arrivedAt={arrived.at}
              groups={groups.slice(0, rows)}
              width={width}
              height={height}
            />
          )}
          <Agenda agenda={view.agenda} width={width} />
        </div>
        <div className={styles.right}>
          <FirstList view={view} groups={groups} territory={territory} rows={rows} />
          <RunningOrders />
        </div>
      </div>
    </div>
  );
}

function Headline({ view, territory }: { view: AttentionView; territory: Parameters<typeof pressingText>[1] }) {
  const now = useNow(10_000);
  const navigate = useNavigate({ from: '/' });
  const openTable = () => void navigate({ search: (old) => ({ ...old, view: 'table' as const }) });
  return (
    <div>
      <h1 className={styles.headline}>
        {view.needing === 0 ? (
          words.allWell(formatNumber(view.communities))
        ) : (
          <>
            <button type="button" className="n late" onClick={openTable}>
              {formatNumber(view.needing)}
            </button>{' '}
            {words.headlineNeeding}
            <button type="button" className="n" onClick={openTable}>
              {formatNumber(view.communities - view.needing)}
            </button>{' '}
            {words.headlineNormal}
          </>
        )}
      </h1>
      <p className="t2">{pressingText(view, territory, now)}</p>
    </div>
  );
}
