import { stateOfLetter } from '@muster/ui/drain';
import { formatNumber } from '@muster/ui/format';
import type { Mosaic, MosaicCell } from '@muster/ui/mosaic/mosaic-layout';
import { cellAt, cellIndex, type Direction, nextCell, nextPatch } from '@muster/ui/mosaic/mosaic-moves';
import { attentionWords } from '@muster/ui/words/attention.words';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type GroupMark, placeMarks } from './badge-places.ts';
import styles from './mosaic.module.css';
import { mosaicWords } from './mosaic.words.ts';
import { countByBlock, MosaicHeadings } from './mosaic-headings.tsx';
import { groundOf, type Ink, inkOfLetter, outlinePath, paintGround, paintInk, paintOutlines, paintSeams, prepare } from './mosaic-paint.ts';

const margin = 3;
const drainMs = 400;
const directions: Record<string, Direction> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

interface Props {
  mosaic: Mosaic;
  areaName: string;
  /** Letters of the communities that are shown inked; the others are in order. */
  letters: ReadonlyMap<string, string>;
  /** `performance.now()` when these letters came from the server; the measures begin there. */
  arrivedAt: number;
  groups: readonly GroupMark[];
  /** Names of the blocks and subdistricts of a community, for its card and for what is spoken. */
  placeOf: (cell: MosaicCell) => { patch: string; block: string };
  onOpen: (code: string) => void;
  renderCard: (cell: MosaicCell) => ReactNode;
}

/**
 * The mosaic as a grid of which one cell at a time exists for the keyboard and the screen reader; the squares are
 * painted. The table beside it (`SituationTable`) shows the same in full.
 */
export function StateMosaic({ mosaic, areaName, letters, arrivedAt, groups, placeOf, onOpen, renderCard }: Props) {
  const [active, setActive] = useState<MosaicCell | null>(null);
  const [isHover, setIsHover] = useState(false);
  const id = useId();
  const index = useMemo(() => cellIndex(mosaic), [mosaic]);
  const marks = useMemo(() => placeMarks(mosaic, groups), [mosaic, groups]);
  const canvas = usePainted(mosaic, letters, marks, arrivedAt);
  const late = useMemo(() => {
    const codes = [...letters].filter(([, letter]) => stateOfLetter[letter] === 'late').map(([code]) => code);
    return countByBlock(mosaic.blocks, codes);
  }, [mosaic, letters]);

  // The layout changed under the focus: keep the community, take its new place.
  const current = active ? (mosaic.cells.find((cell) => cell.code === active.code) ?? null) : null;
  const entry = current ?? mosaic.cells.find((cell) => cell.code === groups[0]?.codes[0]) ?? mosaic.cells[0] ?? null;

  function onKeyDown(event: KeyboardEvent) {
    const direction = directions[event.key];
    if (direction && entry) {
      event.preventDefault();
      setIsHover(false);
      setActive(current === null ? entry : event.altKey ? nextPatch(mosaic, current, direction) : nextCell(mosaic, current, direction));
    } else if (event.key === 'Enter' && current) {
      event.preventDefault();
      onOpen(current.code);
    } else if (event.key === 'Escape' && current) {
      event.stopPropagation();
      setActive(null);
    }
  }

  const speak = (cell: MosaicCell) => {
    const { patch, block } = placeOf(cell);
    const letter = letters.get(cell.code);
    const state = letter
      ? letter === 'E'
        ? attentionWords.escalated
        : attentionWords.state[stateOfLetter[letter] ?? 'done']
      : mosaicWords.inOrder;
    return mosaicWords.cell(cell.name, patch, block, state);
  };

  return (
    <div className={styles.mosaic} style={{ width: mosaic.width, height: mosaic.height }}>
      <canvas ref={canvas} style={{ left: -margin, top: -margin, width: mosaic.width + 2 * margin, height: mosaic.height + 2 * margin }} />
      {/* biome-ignore lint/a11y/useSemanticElements: a grid that is painted; only the cell in hand exists. */}
      <div
        className={`${styles.grid} ${current && isHover ? styles.over : ''}`}
        role="grid"
        tabIndex={0}
        aria-label={mosaicWords.label(areaName, formatNumber(mosaic.cells.length))}
        aria-activedescendant={entry ? `${id}-cell` : undefined}
        onKeyDown={onKeyDown}
        onFocus={() => {
          if (!isHover && entry) setActive(entry);
        }}
        onBlur={() => setActive(null)}
        onMouseMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const cell = cellAt(mosaic, index, event.clientX - box.left, event.clientY - box.top);
          setIsHover(true);
          if (cell?.code !== active?.code) setActive(cell);
        }}
        onMouseLeave={() => {
          setIsHover(false);
          setActive(null);
        }}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => current && onOpen(current.code)}
      >
        {entry ? (
          // biome-ignore lint/a11y/useSemanticElements: see above.
          // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names this cell.
          <div role="row">
            {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names this cell. */}
            <div role="gridcell" id={`${id}-cell`} className="sr">
              {speak(entry)}
            </div>
          </div>
        ) : null}
      </div>
      <MosaicHeadings mosaic={mosaic} late={late} links />
      {marks.map((mark) => (
        <div key={mark.number} className={styles.badge} style={{ left: mark.x, top: mark.y }} aria-hidden="true">
          {mark.number}
        </div>
      ))}
      {current ? <Card mosaic={mosaic} cell={current} render={renderCard} delay={isHover} /> : null}
    </div>
  );
}

/** The card stands above the community where there is room, else below; it never takes the pointer. */
function Card({
  mosaic,
  cell,
  render,
  delay,
}: {
  mosaic: Mosaic;
  cell: MosaicCell;
  render: (cell: MosaicCell) => ReactNode;
  delay: boolean;
}) {
  const [shown, setShown] = useState(!delay);
  useEffect(() => {
    if (shown) return;
    // A pointer that only passes by opens nothing.
    const timer = setTimeout(() => setShown(true), 120);
    return () => clearTimeout(timer);
  }, [shown]);
  const size = mosaic.pitch + 5;
  const left = Math.min(Math.max(-8, cell.x - 190), Math.max(0, mosaic.width - 264 + 8));
  const isAbove = cell.y > 150;
  const stem = 26;
  return (
    <>
      <div className={styles.ring} style={{ left: cell.x - 3, top: cell.y - 3, width: size, height: size }} />
      {shown ? (
        <>
          <div
            className={styles.stem}
            style={{ left: cell.x + mosaic.pitch / 2, height: stem, top: isAbove ? cell.y - 3 - stem : cell.y + size - 3 }}
          />
          <div
            className={styles.card}
            style={{ left, ...(isAbove ? { bottom: mosaic.height - (cell.y - 3 - stem) } : { top: cell.y + size - 3 + stem }) }}
          >
            {render(cell)}
          </div>
        </>
      ) : null}
    </>
  );
}

/** Paints at once; then tiles whose state changed drain or fill to it. Measured as `mosaic:first-paint` and `mosaic:live-change`. */
function usePainted(mosaic: Mosaic, letters: ReadonlyMap<string, string>, marks: ReturnType<typeof placeMarks>, arrivedAt: number) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const measured = useRef<number | null>(null);
  const shown = useRef<{ mosaic: Mosaic; ink: Map<string, Ink> } | null>(null);
  const ground = useMemo(() => groundOf(mosaic), [mosaic]);
  const outlines = useMemo(() => marks.map((mark) => outlinePath(mark.cells, mosaic.pitch)), [marks, mosaic]);
  const byCode = useMemo(() => new Map(mosaic.cells.map((cell) => [cell.code, cell])), [mosaic]);

  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const startedAt = performance.now();
    const before = shown.current?.mosaic === mosaic ? shown.current.ink : null;
    const target = new Map([...letters].map(([code, letter]) => [code, inkOfLetter(letter)]));

    function paint(ink: ReadonlyMap<string, Ink>) {
      const ctx = element ? prepare(element, mosaic.width, mosaic.height, margin) : null;
      if (!ctx) return;
      paintGround(ctx, ground);
      paintInk(
        ctx,
        [...ink].flatMap(([code, one]) => {
          const cell = byCode.get(code);
          return cell ? [[cell, one] as const] : [];
        }),
        mosaic.pitch,
      );
      paintSeams(ctx, ground);
      paintOutlines(ctx, outlines);
    }

    const changed = before ? changes(before, target) : [];
    let frame = 0;
    if (before && changed.length > 0 && changed.length < 400 && !matchMedia('(prefers-reduced-motion: reduce)').matches) {
      const step = () => {
        const share = Math.min(1, (performance.now() - startedAt) / drainMs);
        paint(share < 1 ? between(target, changed, 1 - (1 - share) ** 3) : target);
        if (share < 1) frame = requestAnimationFrame(step);
      };
      step();
    } else paint(target);
    // The same letters painted again (another size, another list of places) are not a change that came.
    if (measured.current !== arrivedAt) {
      measured.current = arrivedAt;
      performance.measure(before ? 'mosaic:live-change' : 'mosaic:first-paint', { start: arrivedAt, end: performance.now() });
    }
    shown.current = { mosaic, ink: target };
    return () => cancelAnimationFrame(frame);
  }, [mosaic, letters, ground, outlines, byCode, arrivedAt]);
  return canvas;
}

interface Change {
  code: string;
  from: Ink | undefined;
  to: Ink | undefined;
}

function changes(before: ReadonlyMap<string, Ink>, after: ReadonlyMap<string, Ink>): Change[] {
  const list: Change[] = [];
  for (const [code, to] of after) if (before.get(code)?.letter !== to.letter) list.push({ code, from: before.get(code), to });
  for (const [code, from] of before) if (!after.has(code)) list.push({ code, from, to: undefined });
  return list;
}

/** Ink on its way: draining keeps the old colour, filling takes the new one. */
function between(target: ReadonlyMap<string, Ink>, changed: readonly Change[], share: number): Map<string, Ink> {
  const ink = new Map(target);
  for (const { code, from, to } of changed) {
    const start = from?.fill ?? 0;
    const end = to?.fill ?? 0;
    const letter = end < start ? from?.letter : to?.letter;
    ink.set(code, { letter: letter ?? 'D', fill: start + (end - start) * share });
  }
  return ink;
}
