import type { OperationOf, ResultOf } from '@muster/client/types';
import { ancestorCodes } from '@muster/contract/areas/area-code';
import { formatNumber } from '@muster/ui/format';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import { useView } from '../../../app/query.ts';
import { useSession } from '../../../app/session.tsx';
import { Empty, LoadError, Skeleton } from '../../../app/states/states.tsx';
import type { Territory } from '../../../parts/mosaic/use-territory.ts';
import { TileRow } from '../../../parts/tile.tsx';
import { StateLegend } from '../state-legend.tsx';
import styles from './map.module.css';
import { mapWords as words } from './map.words.ts';
import { createMapChart, isBlank, type MapChart } from './map-chart.ts';
import type { MapContent, Target } from './map-drawing.ts';
import { isOpened, mapModel, placedTestPoints, strictestOf } from './map-model.ts';

const none: never[] = [];
type ZonesOfArea = ResultOf<OperationOf<'summariseZones'>>['areas'][number];

/** The area as a map: outlines without tiles from anywhere, choose one to go deeper; what has no outline stands beside. */
export function SituationMap({
  territory,
  letters,
  at,
  height,
  onGo,
}: {
  territory: Territory;
  letters: ReadonlyMap<string, string>;
  /** What is shown: the reader's own area, or one below it. */
  at: string;
  height: number;
  onGo: (code: string) => void;
}) {
  const { may } = useSession();
  const navigate = useNavigate();
  const outlines = useView('listAreaOutlines', { code: at }, { staleTime: Number.POSITIVE_INFINITY });
  const isNear = at.length >= 6 && may.seeOrders;
  const ground = useView('listCompoundGround', { under: at }, { enabled: isNear, staleTime: 60_000 });
  const zonesNear = useView('listZonesAt', { under: at }, { enabled: isNear, staleTime: 60_000 });
  const zonesFar = useView('summariseZones', { under: at }, { enabled: !isNear && may.seeOrders, staleTime: 60_000 });
  const name = territory.byCode.get(at)?.shortName ?? '';
  const compounds = (isNear ? ground.data?.items : none) ?? none;
  const points = useView('listTestPoints', { under: at, limit: 200 }, { enabled: isNear, staleTime: 60_000 });
  const testPoints = useMemo(() => placedTestPoints(isNear ? (points.data?.items ?? none) : none), [isNear, points.data]);
  const zones = useMemo(() => strictestOf(isNear ? zonesNear.data : undefined), [isNear, zonesNear.data]);
  const zoneCounts = useMemo(
    () => new Map((isNear ? none : (zonesFar.data?.areas ?? none)).map((one: ZonesOfArea) => [one.code, words.zoneCounts(one)])),
    [isNear, zonesFar.data],
  );
  const content = useMemo(
    () =>
      outlines.data
        ? { at, name, compounds, zones, zoneCounts, testPoints, model: mapModel(at, territory, letters, outlines.data, compounds) }
        : undefined,
    [at, name, compounds, zones, zoneCounts, testPoints, territory, letters, outlines.data],
  );
  const open = (target: Target) => {
    if (target.kind === 'compound') void navigate({ to: '/compounds/$compoundId', params: { compoundId: target.id } });
    else if (target.kind === 'place') void navigate({ to: '/places/$placeId', params: { placeId: target.id } });
    else if (isOpened(target.code)) void navigate({ to: '/areas/$code', params: { code: target.code } });
    else onGo(target.code);
  };
  const problem = outlines.error ?? ground.error;
  if (problem) return <LoadError problem={problem} retry={() => void Promise.all([outlines.refetch(), ground.refetch()])} />;
  if (!content || (isNear && !ground.data)) return <Skeleton lines={6} />;
  const { beside } = content.model;
  return (
    <div>
      <nav className={styles.path} aria-label={words.map}>
        {[...ancestorCodes(at).filter((code) => territory.byCode.has(code) && code.length >= territory.root.length), at].map(
          (code, i, all) => (
            <span key={code}>
              {i > 0 && <span aria-hidden="true">›</span>}
              {i === all.length - 1 ? (
                <b aria-current="location">{territory.byCode.get(code)?.shortName}</b>
              ) : (
                <button type="button" className="lnk" onClick={() => onGo(code)}>
                  {territory.byCode.get(code)?.shortName}
                </button>
              )}
            </span>
          ),
        )}
        <span className="t3">{words.drag}</span>
      </nav>
      <div className={styles.row}>
        {isBlank(content) ? (
          <div className={styles.blank}>
            <Empty title={words.blank(name)}>{words.blankNote}</Empty>
          </div>
        ) : (
          <Chart content={content} height={height} onOpen={open} />
        )}
        {beside.length > 0 && (
          <aside className={styles.beside} style={{ maxHeight: height }}>
            <h2>{words.beside}</h2>
            <p className="t3 s12">{words.besideNote}</p>
            <ul>
              {beside.map((one) => (
                <li key={one.code}>
                  <button type="button" className="lnk" onClick={() => open({ kind: 'area', code: one.code })}>
                    {one.name}
                  </button>{' '}
                  <span className="t3">{formatNumber(one.communities)}</span>{' '}
                  {one.letters !== '' && <b className={/[EL]/.test(one.letters) ? 'late' : 'wait'}>{formatNumber(one.letters.length)}</b>}
                  {one.letters === '' ? (
                    <span className="sr">{words.inOrder}</span>
                  ) : (
                    <TileRow letters={one.letters} width={132} height={40} label={words.spoken(one.name, one.communities, one.letters)} />
                  )}
                </li>
              ))}
            </ul>
          </aside>
        )}
      </div>
      <StateLegend>
        {compounds.length > 0 && (
          <span>
            <i className={styles.dot} aria-hidden="true" />
            {compounds.some((one) => one.isMadeUp) ? words.compound : words.compoundReal}
          </span>
        )}
        {(['locked', 'controlled', 'precaution'] as const)
          .filter((level) => [...zones.values()].some((one) => one.strictness === level))
          .map((level) => (
            <span key={level}>
              <i className={`${styles.zone} ${styles[level]}`} aria-hidden="true" />
              {[...zones.values()].find((one) => one.strictness === level)?.name}
            </span>
          ))}
        {testPoints.length > 0 && (
          <span>
            <i className={styles.diamond} aria-hidden="true" />
            {words.testPoint}
          </span>
        )}
        <span>{words.outline}</span>
      </StateLegend>
    </div>
  );
}

function Chart({ content, height, onOpen }: { content: MapContent; height: number; onOpen: (target: Target) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<MapChart | null>(null);
  const opened = useRef(onOpen);
  opened.current = onOpen;
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const made = createMapChart(element, (target) => opened.current(target));
    chart.current = made;
    const watch = new ResizeObserver(() => made.resize(element.clientWidth, element.clientHeight));
    watch.observe(element);
    return () => {
      watch.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => chart.current?.show(content), [content]);
  const spoken = content.model.shapes.map((one) => words.spoken(one.name, one.communities, one.letters));
  return (
    <div className={styles.chart} style={{ height }}>
      <div ref={box} className={styles.canvas} role="img" aria-label={[words.label(content.name), ...spoken].join('。')} />
      <div className={styles.zoom}>
        <button type="button" aria-label={words.zoomIn} title={words.zoomIn} onClick={() => chart.current?.zoom(1.6)}>
          ＋
        </button>
        <button type="button" aria-label={words.zoomOut} title={words.zoomOut} onClick={() => chart.current?.zoom(1 / 1.6)}>
          −
        </button>
        <button type="button" onClick={() => chart.current?.zoom(null)}>
          {words.whole}
        </button>
      </div>
    </div>
  );
}
