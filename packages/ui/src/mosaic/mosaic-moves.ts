import type { Mosaic, MosaicCell } from './mosaic-layout.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

const steps: Record<Direction, readonly [dx: number, dy: number]> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };

interface Point {
  x: number;
  y: number;
}

/** The nearest of `points` that lies in a direction from one; sideways distance counts double. Null at the edge. */
function nearest<T extends Point>(points: readonly T[], from: Point, direction: Direction, least: number): T | null {
  const [dx, dy] = steps[direction];
  let best: T | null = null;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const point of points) {
    const along = (point.x - from.x) * dx + (point.y - from.y) * dy;
    if (along < least) continue;
    const aside = Math.abs((point.x - from.x) * dy) + Math.abs((point.y - from.y) * dx);
    const cost = along + aside * 2;
    if (cost < bestCost) {
      best = point;
      bestCost = cost;
    }
  }
  return best;
}

/** Arrow keys: the community beside this one, over the gap between blocks where there is none within. */
export function nextCell(mosaic: Mosaic, from: MosaicCell, direction: Direction): MosaicCell {
  return nearest(mosaic.cells, from, direction, mosaic.pitch / 2) ?? from;
}

/** Alt + arrow keys: the first community of the subdistrict that lies there. */
export function nextPatch(mosaic: Mosaic, from: MosaicCell, direction: Direction): MosaicCell {
  const centres = mosaic.patches.map((patch) => ({
    patch,
    x: patch.cells.reduce((sum, cell) => sum + cell.x, 0) / patch.cells.length,
    y: patch.cells.reduce((sum, cell) => sum + cell.y, 0) / patch.cells.length,
  }));
  const own = centres.find(({ patch }) => patch.code === from.patch);
  const next = own
    ? nearest(
        centres.filter((one) => one !== own),
        own,
        direction,
        1,
      )
    : null;
  return next?.patch.cells[0] ?? from;
}

/** The cell under a pointer; null between blocks. */
export function cellAt(mosaic: Mosaic, index: ReadonlyMap<string, MosaicCell>, x: number, y: number): MosaicCell | null {
  for (const block of mosaic.blocks) {
    const col = Math.floor((x - block.x) / mosaic.pitch);
    const row = Math.floor((y - block.y) / mosaic.pitch);
    if (col < 0 || row < 0 || col >= block.cols || row >= block.rows) continue;
    return index.get(`${block.x + col * mosaic.pitch},${block.y + row * mosaic.pitch}`) ?? null;
  }
  return null;
}

/** Cells by the corner where they stand. */
export function cellIndex(mosaic: Mosaic): Map<string, MosaicCell> {
  return new Map(mosaic.cells.map((cell) => [`${cell.x},${cell.y}`, cell]));
}
