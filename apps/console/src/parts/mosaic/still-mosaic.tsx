import type { Mosaic } from '@muster/ui/mosaic/mosaic-layout';
import { useLayoutEffect, useMemo, useRef } from 'react';
import styles from './mosaic.module.css';
import { MosaicHeadings } from './mosaic-headings.tsx';
import { groundOf, paintAudience, paintGround, paintSeams, prepare } from './mosaic-paint.ts';

const margin = 2;

/** The city at rest: every community in order, nothing to do (sign-in). */
export function BlankMosaic({ mosaic, label }: { mosaic: Mosaic; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const ground = useMemo(() => groundOf(mosaic), [mosaic]);
  useLayoutEffect(() => {
    const ctx = canvas.current ? prepare(canvas.current, mosaic.width, mosaic.height, margin) : null;
    if (!ctx) return;
    paintGround(ctx, ground);
    paintSeams(ctx, ground);
  }, [mosaic, ground]);
  return (
    <div className={styles.mosaic} style={{ width: mosaic.width, height: mosaic.height }} role="img" aria-label={label}>
      <Canvas canvas={canvas} mosaic={mosaic} />
    </div>
  );
}

/** Whom an order reaches: solid, and a dot for those whom it does not. */
export function AudienceMosaic({
  mosaic,
  codes,
  headings,
  label,
}: {
  mosaic: Mosaic;
  codes: readonly string[];
  /** Blocks that are meant themselves, without the communities below them. */
  headings: readonly string[];
  label: string;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const isReached = useMemo(() => {
    const cover = new Set(codes);
    // The cover may name a community, its subdistrict, its district or the city.
    return (code: string) => [12, 9, 6, 4].some((digits) => cover.has(code.slice(0, digits)));
  }, [codes]);
  const whole = useMemo(() => {
    const left = new Set(mosaic.blocks.map((block) => block.code));
    for (const cell of mosaic.cells) if (!isReached(cell.code)) left.delete(cell.block);
    for (const code of headings) left.add(code);
    return left;
  }, [mosaic, isReached, headings]);
  useLayoutEffect(() => {
    const ctx = canvas.current ? prepare(canvas.current, mosaic.width, mosaic.height, margin) : null;
    if (ctx) paintAudience(ctx, mosaic, isReached);
  }, [mosaic, isReached]);
  return (
    <div className={styles.mosaic} style={{ width: mosaic.width, height: mosaic.height }}>
      <div role="img" aria-label={label}>
        <Canvas canvas={canvas} mosaic={mosaic} />
      </div>
      <MosaicHeadings mosaic={mosaic} checked={whole} />
    </div>
  );
}

function Canvas({ canvas, mosaic }: { canvas: React.RefObject<HTMLCanvasElement | null>; mosaic: Mosaic }) {
  return (
    <canvas ref={canvas} style={{ left: -margin, top: -margin, width: mosaic.width + 2 * margin, height: mosaic.height + 2 * margin }} />
  );
}
