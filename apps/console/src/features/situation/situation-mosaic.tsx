import type { StateName } from '@muster/ui/drain';
import { formatDeadline, formatNumber, formatSince } from '@muster/ui/format';
import type { MosaicCell } from '@muster/ui/mosaic/mosaic-layout';
import { attentionWords } from '@muster/ui/words/attention.words';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { serverNow } from '../../app/clock.ts';
import { useView } from '../../app/query.ts';
import { mosaicWords } from '../../parts/mosaic/mosaic.words.ts';
import { StateMosaic } from '../../parts/mosaic/state-mosaic.tsx';
import { type Territory, useMosaic } from '../../parts/mosaic/use-territory.ts';
import { Tile } from '../../parts/tile.tsx';
import { situationWords as words } from './situation.words.ts';
import { calledText, type Group } from './situation-model.ts';
import styles from './situation-page.module.css';
import { StateLegend } from './state-legend.tsx';

/** The whole area, a square a community; what needs somebody is inked, the worst places carry the number of their row. */
export function SituationMosaic({
  territory,
  letters,
  arrivedAt,
  groups,
  width,
  height,
}: {
  territory: Territory;
  letters: ReadonlyMap<string, string>;
  arrivedAt: number;
  groups: readonly Group[];
  width: number;
  height: number;
}) {
  const navigate = useNavigate();
  const mosaic = useMosaic(territory, width, height, { maxPitch: 44 });
  const marks = useMemo(
    () =>
      groups
        .map((group, i) => ({ number: i + 1, patch: group.areaCode, codes: group.areaCodes }))
        .filter((mark) => mark.patch.length === 9),
    [groups],
  );
  if (!mosaic) return <div style={{ height }} />;
  const nameOf = (code: string) => territory.byCode.get(code)?.shortName ?? '';
  const placeOf = (cell: MosaicCell) => ({ patch: nameOf(cell.patch), block: nameOf(cell.code.slice(0, 6)) });
  return (
    <div>
      <StateMosaic
        mosaic={mosaic}
        areaName={nameOf(territory.root)}
        letters={letters}
        arrivedAt={arrivedAt}
        groups={marks}
        placeOf={placeOf}
        onOpen={(code) => void navigate({ to: '/areas/$code', params: { code } })}
        renderCard={(cell) => <CommunityCard cell={cell} place={placeOf(cell)} letter={letters.get(cell.code)} />}
      />
      <StateLegend>
        <span>{words.legendNote}</span>
      </StateLegend>
    </div>
  );
}

/** What is open at one community, most pressing first. Read only when somebody stays on it. */
function CommunityCard({ cell, place, letter }: { cell: MosaicCell; place: { patch: string; block: string }; letter: string | undefined }) {
  const items = useView('listAttention', { areaCode: cell.code, limit: 4 }, { enabled: letter !== undefined });
  const now = serverNow();
  const shown = items.data?.items.slice(0, 3) ?? [];
  const left = (items.data?.items.length ?? 0) - shown.length;
  return (
    <>
      <div className={styles.cardHead}>
        <b>{cell.name}</b>
        <span className="t3">
          {place.block} {place.patch}
        </span>
      </div>
      {letter === undefined ? <div className="t2">{words.cardInOrder}</div> : null}
      {shown.map(({ attention, ...item }) => (
        <div key={item.subjectId}>
          <div className={styles.cardLine}>
            <Tile state={attention.state as StateName} escalated={attention.escalated} />
            <span>
              {item.order
                ? `${calledText(item.order)} ${attention.limit ? attentionWords.owed[attention.limit] : ''}`
                : attentionWords.reason[attention.reason]}
            </span>
            <b className={attention.state === 'late' ? 'late' : 'wait'}>
              {attention.until ? formatDeadline(attention.until, now) : formatSince(attention.since, now)}
            </b>
          </div>
          <div className="t2 el">
            {item.order ? `${attentionWords.reason[attention.reason]} · ` : ''}
            {item.title}
            {item.detail ? ` · ${item.detail}` : ''}
          </div>
        </div>
      ))}
      {left > 0 ? <div className="t3">{words.cardMore(formatNumber(left))}</div> : null}
      <div className={styles.cardHint}>{mosaicWords.hint}</div>
    </>
  );
}
